using System.Globalization;

namespace Oracle.Model;

/// <summary>Shares of recorded costs by day.</summary>
internal static class Costs
{
    /// <summary>Of the period and not after today.</summary>
    public static decimal Sum(Question q, Func<string, bool> category)
    {
        var calendar = q.Model.Calendar;
        var last = calendar.DayOf(q.Now) is var today && today < q.To ? today : q.To;
        decimal sum = 0;
        foreach (var cost in q.Model.Of("cost.recorded").Where(e => category(e.Data.Text("category")!)))
        {
            var from = Day(cost, "from") ?? Day(cost, "to") ?? calendar.DayOf(cost.At);
            var to = Day(cost, "to") ?? from;
            if (!q.IsMine(new Place(cost.At, new Pair(null, cost.Team), null, Slice.None), from))
            {
                continue;
            }

            var before = Math.Max(q.From.DayNumber - from.DayNumber, 0);
            var upTo = Math.Min(to.DayNumber, last.DayNumber) - from.DayNumber + 1;
            sum += upTo > before ? Share(upTo) - Share(before) : 0;

            // Of the first days together, rounded once.
            decimal Share(int days) =>
                decimal.Round(cost.Data.Number("amount")!.Value * days / (to.DayNumber - from.DayNumber + 1), 4, MidpointRounding.AwayFromZero);
        }

        return sum;
    }

    private static DateOnly? Day(Event cost, string field) =>
        cost.Data.Text(field) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
