using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Kpis.Events;
using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>The parser is total and bounded, and costs nothing per event.</summary>
public sealed class EventParserLimitsTests(ITestOutputHelper output)
{
    private const string Contact = """
        {"specversion":"1.0","id":"9f1c-#","source":"pbx/eu-1","type":"care.contact.ended","time":"2026-03-02T09:14:05+08:00","data":{"contact":"c-#","customer":"u-42","channel":"voice","direction":"inbound","outcome":"answered","wait":12.4,"talk":181,"hold":20,"wrap":35,"agent":"a-7","team":"billing","topic":"refund","resolved":true}}
        """;

    // Made when they are sent: they are too long to be test names.
    private static readonly Dictionary<string, Func<string>> Bodies = new(StringComparer.Ordinal)
    {
        ["20,000 lines that are no JSON"] = () => string.Concat(Enumerable.Repeat("{\"a\":x\n", 20_000)),
        ["a million names with half a surrogate pair"] = () => "{" + string.Join(',', Enumerable.Repeat("\"\\ud800\":0", 1_000_000)) + "}",
        ["two million brackets"] = () => new string('[', 1_000_000) + new string(']', 1_000_000),
        ["a million times too deep"] = () => "{\"a\":" + new string('[', 15) + string.Join(',', Enumerable.Repeat("[[]]", 1_000_000)) + new string(']', 15) + "}",
        ["one name a million times"] = () => "{" + string.Join(',', Enumerable.Repeat("\"a\":0", 1_000_000)) + "}",
        ["a number of a million digits"] = () => EventCase.Good(1).Replace("\"k1\"", "\"k1\",\"agent\":" + new string('9', 1_000_000), StringComparison.Ordinal),
        ["a million tags"] = () => "{\"specversion\":\"1.0\",\"type\":\"care.case.opened\",\"data\":{\"tags\":{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"{i:x}\":\"\\ud800\"")) + "}}}",
    };

    [OptimisedTheory]
    [InlineData(BodyForm.Array)]
    [InlineData(BodyForm.Lines)]
    public void A_warm_batch_of_contacts_allocates_nothing(BodyForm form)
    {
        var body = Contacts(form, 1_000);
        var batch = EventBatch.Rent();
        Parse(body, form, batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse(body, form, batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1_000, 0L), (batch.Count, allocated));
        batch.Return();
    }

    [OptimisedFact]
    public void Every_type_with_escapes_and_unknown_fields_allocates_nothing_when_warm()
    {
        var texts = EventCase.Families.SelectMany(EventCase.Read)
            .Where(one => string.Equals(one.Code, "ok", StringComparison.Ordinal) && one is { FromNode: false, HasHorizon: true } && one.Text.Length < 5_000)
            .Select(one => one.Text).ToArray();
        var body = Encoding.UTF8.GetBytes(string.Join('\n', texts));
        var batch = EventBatch.Rent();
        Parse(body, BodyForm.Lines, batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse(body, BodyForm.Lines, batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(texts.Length, batch.Count);
        Assert.Equal(0L, allocated);
        batch.Return();
    }

    [Fact]
    public void Many_names_in_one_object_do_not_take_quadratic_time()
    {
        var names = string.Join(',', Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"{i:x}\":0")));
        var text = EventCase.Good(1).Replace("\"case\":", names + ",\"case\":", StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(text, 50)));
        var batch = EventBatch.Rent();
        var clock = Stopwatch.StartNew();
        Parse(body, BodyForm.Lines, batch);

        Assert.Equal(50, batch.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
        batch.Return();
    }

    public static TheoryData<string> Hostile => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_body_costs_little(string say)
    {
        var body = Encoding.UTF8.GetBytes(Bodies[say]());
        var batch = new EventBatch();
        var clock = Stopwatch.StartNew();
        Parse(body, BodyForm.Lines, batch);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{say}: {body.Length} bytes, {clock.ElapsedMilliseconds} ms"));

        Assert.Empty(batch.Events.ToArray());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{say} took {clock.Elapsed}");
    }

    [Fact]
    public void Two_hundred_thousand_mutated_bodies_have_an_answer()
    {
        const int Seed = 20260302;
        var random = new Random(Seed);
        var seeds = EventCase.Families.SelectMany(EventCase.Read).Where(one => one.Text.Length < 1_500).Select(one => Encoding.UTF8.GetBytes(one.Text)).ToArray();
        var body = new byte[8_192];
        var batch = EventBatch.Rent();
        var clock = Stopwatch.StartNew();
        var accepted = 0L;
        for (var round = 0; round < 200_000; round++)
        {
            var form = (BodyForm)random.Next(3);
            var length = Mutate(random, seeds, form, body);
            var result = EventParser.Parse(body.AsSpan(0, length), form, EventCasesTests.Context, batch);
            Assert.True(Holds(batch, result, length), string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, round {round}: {Convert.ToHexString(body, 0, length)}"));
            accepted += batch.Count;
        }

        // Some 3 s on one core; the bound leaves room for a loaded machine.
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:F1} s, {accepted} events accepted"));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
        batch.Return();
    }

    private static int Mutate(Random random, byte[][] seeds, BodyForm form, byte[] body)
    {
        var length = 0;
        var events = form == BodyForm.Single ? 1 : random.Next(1, 4);
        for (var i = 0; i < events; i++)
        {
            body[length++] = (byte)(form == BodyForm.Lines ? '\n' : form == BodyForm.Single ? ' ' : i == 0 ? '[' : ',');
            var seed = seeds[random.Next(seeds.Length)];
            seed.CopyTo(body, length);
            length += seed.Length;
        }

        if (form == BodyForm.Array)
        {
            body[length++] = (byte)']';
        }

        for (var changes = random.Next(4); changes > 0 && length > 2; changes--)
        {
            var at = random.Next(length);
            switch (random.Next(5))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body[at] = "\"\\{}[]:,0e.-tnu/ \n"u8[random.Next(18)];
                    break;
                case 2:
                    var cut = Math.Min(random.Next(1, 8), length - at);
                    body.AsSpan(at + cut, length - at - cut).CopyTo(body.AsSpan(at));
                    length -= cut;
                    break;
                case 3:
                    var part = Math.Min(random.Next(1, 40), length - at);
                    var to = random.Next(length - part + 1);
                    body.AsSpan(at, part).CopyTo(body.AsSpan(to));
                    break;
                default:
                    body[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return length;
    }

    // What must hold of any answer.
    private static bool Holds(EventBatch batch, ParseResult result, int length)
    {
        if (!result.IsOk)
        {
            return batch.Total == 0 && batch.Count == 0 && result.Offset >= 0 && result.Offset <= length && result.Message is not null;
        }

        var last = -1;
        foreach (ref readonly var e in batch.Events)
        {
            var keyed = e.Key == TextField.Count || e.Has(e.Key);
            if (e.Index <= last || batch[e.Raw] is not [(byte)'{', .., (byte)'}'] || batch[e.Id].IsEmpty || batch[e.Source].IsEmpty || !keyed)
            {
                return false;
            }

            last = e.Index;
            for (var field = TextField.Case; field < TextField.Count; field++)
            {
                if (e.Has(field) && !System.Text.Unicode.Utf8.IsValid(batch[e[field]]))
                {
                    return false;
                }
            }
        }

        return batch.Total == batch.Count + batch.Rejections.Count && last < batch.Total;
    }

    private static byte[] Contacts(BodyForm form, int count)
    {
        var events = Enumerable.Range(0, count).Select(i => Contact.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(form == BodyForm.Array ? "[" + string.Join(',', events) + "]" : string.Join('\n', events));
    }

    private static void Parse(byte[] body, BodyForm form, EventBatch batch)
    {
        if (!EventParser.Parse(body, form, EventCasesTests.Context, batch).IsOk)
        {
            throw new InvalidOperationException("refused");
        }
    }
}
