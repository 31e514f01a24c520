namespace Oracle.Kpis;

internal static class EscalationRate
{
    public static OracleValue Of(Question q)
    {
        decimal escalated = 0, opened = 0;
        foreach (var issue in q.OpenedIssues())
        {
            opened++;
            escalated += (issue.Case?.Escalated ?? issue.Contact!.Escalated) ? 1 : 0;
        }

        return OracleValue.Percent(escalated, opened);
    }
}
