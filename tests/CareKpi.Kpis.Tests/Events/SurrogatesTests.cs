using System.Buffers;
using System.Text;
using System.Text.Json;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Events.Erasure;
using CareKpi.Kpis.Events.Text;
using Xunit;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>Fields that the contract does not know may hold what is no text.</summary>
public sealed class SurrogatesTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"a":"\ud83d\ude00\ud83d"}""", """{"a":"\ud83d\ude00\ufffd"}""")]
    [InlineData("""{"a":"\ud83d\\ude00 \\ud800"}""", """{"a":"\ufffd\\ude00 \\ud800"}""")]
    [InlineData("""{"a":"\"\uD83D"}""", """{"a":"\"\ufffd"}""")]
    [InlineData("{}", "{}")]
    public void Halves_that_stand_alone_are_replaced(string json, string mended)
    {
        Assert.Equal(mended, Encoding.UTF8.GetString(Surrogates.Mended(Encoding.UTF8.GetBytes(json))));
        Assert.True(Surrogates.AreWhole(Encoding.UTF8.GetBytes(mended)));
        Assert.Equal(json == mended, Surrogates.AreWhole(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("ana", Ownership.Owned)]
    [InlineData("refund", Ownership.Labelled)]
    [InlineData("ben", Ownership.None)]
    public void A_customer_is_erased_all_the_same(string key, Ownership expected)
    {
        var batch = EventBatch.Rent();
        var json = """{"specversion":"1.0","id":"1","source":"s","type":"care.case.opened","time":"2026-03-02T09:14:05Z","data":{"case":"k","customer":"ana","channel":"chat","openedBy":"agent","topic":"refund","note":"\ud800"}}"""u8;
        EventParser.Parse(json, BodyForm.Single, new ParseContext("demo", 1_800_000_000_000_000), batch);
        var erasure = new CustomerErasure(key, "x");
        Assert.Equal(expected, erasure.Of(batch, in batch.Events[0]));
        using var document = JsonDocument.Parse(Surrogates.Mended(batch[batch.Events[0].Raw]));
        using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        Assert.Equal(expected != Ownership.None, ErasedEvent.Write(document.RootElement, EventType.CaseOpened, expected == Ownership.Owned, erasure, writer));
        batch.Return();
    }
}
