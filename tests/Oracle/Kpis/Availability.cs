using Oracle.Model;

namespace Oracle.Kpis;

internal static class Availability
{
    public static OracleValue Of(Question q)
    {
        decimal up = 0, observed = 0;
        var pieces = 0;
        foreach (var observation in q.Model.Of("availability.observed").LastOfEach("observation"))
        {
            var start = Math.Max(Time.Parse(observation.Data.Text("from")!), q.Start);
            var end = Math.Min(Time.Parse(observation.Data.Text("to")!), Math.Min(q.Model.Calendar.End(q.To), q.Now));
            if (start < end)
            {
                pieces += q.Model.Calendar.DayOf(end - 1).DayNumber - q.Model.Calendar.DayOf(start).DayNumber + 1;
                observed += Time.Between(start, end);
                up += observation.Data.Flag("up") == true ? Time.Between(start, end) : 0;
            }
        }

        return OracleValue.Ratio(up, observed, 100, pieces);
    }
}
