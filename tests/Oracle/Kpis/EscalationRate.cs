namespace Oracle.Kpis;

internal static class EscalationRate
{
    public static OracleValue Of(Question q)
    {
        decimal escalated = 0, opened = 0;
        foreach (var issue in q.Model.Issues)
        {
            var place = issue.Case is { } c ? c.PlaceAt(c.OpenedAt, c.Owners.First) : issue.Contact!.Place;
            if (q.Takes(place))
            {
                opened++;
                escalated += (issue.Case?.Escalated ?? issue.Contact!.Escalated) ? 1 : 0;
            }
        }

        return OracleValue.Percent(escalated, opened);
    }
}
