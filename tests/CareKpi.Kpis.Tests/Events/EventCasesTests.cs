using System.Text;
using CareKpi.Kpis.Events;
using Xunit;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>Each case of <c>cases/*.jsonl</c> has the answer that is written next to it, and never costs its neighbours anything.</summary>
public sealed class EventCasesTests
{
    public static readonly ParseContext Context = new("demo", Micros("2026-03-02T12:00:00Z"), Micros("2020-01-01T00:00:00Z"));

    public static TheoryData<string> Families => [.. EventCase.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Each_case_has_its_answer(string family)
    {
        var wrong = new List<string>();
        foreach (var one in EventCase.Read(family))
        {
            var lines = string.Join('\n', EventCase.Good(0), one.Text, EventCase.Good(2));
            Check(one, BodyForm.Lines, lines, wrong);
            if (!string.Equals(one.Code, RejectionCodes.NotJson, StringComparison.Ordinal))
            {
                Check(one, BodyForm.Array, "[" + string.Join(",\n", EventCase.Good(0), one.Text, EventCase.Good(2)) + "]", wrong);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void There_are_many_cases() => Assert.True(EventCase.Families.Sum(family => EventCase.Read(family).Count) >= 1_000);

    internal static long Micros(string time) => (DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / 10;

    private static void Check(EventCase one, BodyForm form, string body, List<string> wrong)
    {
        var context = Context with { FromNode = one.FromNode, HorizonMicros = one.HasHorizon ? Context.HorizonMicros : CareEvent.None };
        var batch = EventBatch.Rent();
        var result = EventParser.Parse(Encoding.UTF8.GetBytes(body), form, context, batch);
        var ok = string.Equals(one.Code, "ok", StringComparison.Ordinal);
        var expected = ok ? "ok" : $"{one.Code} {one.Field}";
        var rejection = batch.Rejections.Count > 0 ? batch.Rejections[0] : null;
        var actual = !result.IsOk ? $"{result.Status} {result.Message}" : rejection is null ? "ok" : $"{rejection.Code} {rejection.Field}";
        if (!string.Equals(actual, expected, StringComparison.Ordinal))
        {
            wrong.Add($"{one.Say} ({form}): expected {expected}, was {actual}\n  {one.Text[..Math.Min(300, one.Text.Length)]}");
        }
        else if (batch.Total != 3 || batch.Count != (ok ? 3 : 2) || batch.Events[0].Index != 0 || batch.Events[^1].Index != 2 || rejection is { Index: not 1 } or { Message: "" })
        {
            wrong.Add($"{one.Say} ({form}): the neighbours were not kept");
        }

        batch.Return();
    }
}
