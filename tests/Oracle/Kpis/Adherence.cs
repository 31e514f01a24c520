using Oracle.Model;

namespace Oracle.Kpis;

internal static class Adherence
{
    public static OracleValue Of(Question q)
    {
        decimal kept = 0, planned = 0;
        var pieces = 0;
        foreach (var piece in q.Taken($"planned at {q.Now}", m => Schedules.Of(m, q.Now).Select(p => (p, p.Place))))
        {
            pieces++;
            kept += piece.Kept;
            planned += piece.Planned;
        }

        return OracleValue.Ratio(kept, planned, 100, pieces);
    }
}
