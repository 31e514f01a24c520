namespace Oracle.Kpis;

internal static class Repeats
{
    public static OracleValue Rate(Question q)
    {
        decimal repeated = 0, resolved = 0;
        foreach (var (_, onSameTopic, _) in q.Followed())
        {
            resolved++;
            repeated += onSameTopic ? 1 : 0;
        }

        return OracleValue.Percent(repeated, resolved);
    }

    public static OracleValue Avoidance(Question q)
    {
        decimal avoided = 0, resolved = 0;
        foreach (var (_, _, onAnyTopic) in q.Followed())
        {
            resolved++;
            avoided += onAnyTopic ? 0 : 1;
        }

        return OracleValue.Percent(avoided, resolved);
    }
}
