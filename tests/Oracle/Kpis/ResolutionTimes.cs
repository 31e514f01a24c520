using Oracle.Model;

namespace Oracle.Kpis;

internal static class ResolutionTimes
{
    public static OracleValue Last(Question q, bool business) => Until(q, run => run.Resolution, business);

    public static OracleValue First(Question q, bool business) => Until(q, run => run.FirstResolution, business);

    private static OracleValue Until(Question q, Func<CaseRun, Event?> which, bool business)
    {
        var seconds = new List<decimal>();
        foreach (var @case in q.Model.Cases)
        {
            if (which(@case.Run) is { } resolved && q.Takes(CaseCounts.By(@case, resolved)))
            {
                seconds.Add(business
                    ? q.Model.Business.Between(@case.OpenedAt, resolved.At, q.Model.Settings.At(resolved.At))
                    : Time.Between(@case.OpenedAt, resolved.At));
            }
        }

        return OracleValue.MeanDuration(seconds);
    }
}
