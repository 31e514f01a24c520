using Oracle.Model;

namespace Oracle.Kpis;

internal static class TimeShares
{
    public static OracleValue Utilization(Question q) => Share(q, p => p.Assisting, p => p.Length);

    public static OracleValue Occupancy(Question q) => Share(q, p => p.Assisting, p => p.Assisting + p.Available);

    public static OracleValue Efficiency(Question q) => Share(q, p => p.AssistingOrTraining, p => p.Length);

    /// <summary>Cases resolved per hour worked.</summary>
    public static OracleValue Productivity(Question q)
    {
        var hours = q.Paid().Sum(p => p.Worked) / 3600;
        var resolved = CaseCounts.Resolved(q).Value!.Value;
        return OracleValue.Ratio(resolved, hours, 1, resolved);
    }

    private static OracleValue Share(Question q, Func<PaidPiece, decimal> part, Func<PaidPiece, decimal> whole)
    {
        decimal parts = 0, wholes = 0;
        var pieces = 0;
        foreach (var piece in q.Paid())
        {
            pieces++;
            parts += part(piece);
            wholes += whole(piece);
        }

        return OracleValue.Ratio(parts, wholes, 100, pieces);
    }
}
