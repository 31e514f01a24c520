using Oracle.Model;

namespace Oracle.Kpis;

internal static class ChurnReasons
{
    private const long Window = 30 * Time.Day;

    /// <summary>One reason a spell that ended: that of its end, replaced by an exit survey's of the same customer at most 30 days away.</summary>
    public static OracleValue Of(Question q)
    {
        var reasons = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var life in q.Model.Lives.Values)
        {
            foreach (var spell in life.Spells)
            {
                if (spell.End is { } end && end < q.Until && q.Takes(new Place(end, default, life.Customer, Slice.None)))
                {
                    var reason = ExitReason(q, life.Customer, end) ?? spell.EndReason ?? "unknown";
                    reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                }
            }
        }

        return OracleValue.Number(reasons.Values.Sum()) with { Parts = reasons };
    }

    private static string? ExitReason(Question q, string customer, long end) => q.Model
        .Kept("exit surveys", () => q.Model.Surveys.Answers.Where(s => s.Kind is "exit").ToLookup(s => s.Place.Customer ?? "", s => s.Event, StringComparer.Ordinal))[customer]
        .Where(e => Math.Abs(e.At - end) <= Window).Where(e => e.Data.Text("reason") is not null).Order(Comparer<Event>.Create(Order.Last)).LastOrDefault()?.Data.Text("reason");
}
