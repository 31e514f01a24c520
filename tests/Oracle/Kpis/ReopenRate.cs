namespace Oracle.Kpis;

internal static class ReopenRate
{
    /// <summary>On the day of the first resolution, for who resolved first.</summary>
    public static OracleValue Of(Question q)
    {
        decimal reopened = 0, resolved = 0;
        foreach (var @case in q.FirstResolved())
        {
            resolved++;
            reopened += @case.Run.Reopened ? 1 : 0;
        }

        return OracleValue.Percent(reopened, resolved);
    }
}
