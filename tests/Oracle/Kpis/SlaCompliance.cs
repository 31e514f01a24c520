using Oracle.Model;

namespace Oracle.Kpis;

internal static class SlaCompliance
{
    /// <summary>Met ÷ judged.</summary>
    /// <param name="clock">Null: all of them.</param>
    public static OracleValue Of(Question q, SlaClock? clock)
    {
        decimal met = 0, judged = 0;
        foreach (var fact in q.Sla())
        {
            if (clock is null || fact.Clock == clock)
            {
                judged++;
                met += fact.Met ? 1 : 0;
            }
        }

        return OracleValue.Percent(met, judged);
    }
}
