namespace Oracle.Kpis;

internal static class Repeats
{
    public static OracleValue Rate(Question q)
    {
        decimal repeated = 0, resolved = 0;
        foreach (var issue in q.Model.Issues)
        {
            if (q.Model.Further.After(issue, q.Model.Settings) is { } after && q.Takes(issue.Resolution))
            {
                resolved++;
                repeated += after.OnSameTopic ? 1 : 0;
            }
        }

        return OracleValue.Percent(repeated, resolved);
    }

    public static OracleValue Avoidance(Question q)
    {
        decimal avoided = 0, resolved = 0;
        foreach (var issue in q.Model.Issues)
        {
            if (q.Model.Further.After(issue, q.Model.Settings) is { } after && q.Takes(issue.Resolution))
            {
                resolved++;
                avoided += after.OnAnyTopic ? 0 : 1;
            }
        }

        return OracleValue.Percent(avoided, resolved);
    }
}
