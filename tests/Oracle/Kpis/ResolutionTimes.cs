using Oracle.Model;

namespace Oracle.Kpis;

internal static class ResolutionTimes
{
    public static OracleValue Last(Question q, bool business) => Until(q, q.Resolved(), run => run.Resolution!, business);

    public static OracleValue First(Question q, bool business) => Until(q, q.FirstResolved(), run => run.FirstResolution!, business);

    private static OracleValue Until(Question q, IEnumerable<Case> cases, Func<CaseRun, Event> which, bool business)
    {
        var seconds = new List<decimal>();
        foreach (var @case in cases)
        {
            var end = which(@case.Run).At;
            seconds.Add(business ? q.Model.Business.Between(@case.OpenedAt, end, q.Model.Settings.At(end)) : Time.Between(@case.OpenedAt, end));
        }

        return OracleValue.MeanDuration(seconds);
    }
}
