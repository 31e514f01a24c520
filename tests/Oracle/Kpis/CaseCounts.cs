using Oracle.Model;

namespace Oracle.Kpis;

internal static class CaseCounts
{
    public static OracleValue Opened(Question q) =>
        OracleValue.Number(q.Model.Cases.Count(c => q.Takes(c.PlaceAt(c.OpenedAt, c.Owners.First))));

    public static OracleValue Resolved(Question q) =>
        OracleValue.Number(q.Model.Cases.Count(c => c.Run.Resolution is { } resolved && q.Takes(By(c, resolved))));

    public static OracleValue Closed(Question q) =>
        OracleValue.Number(q.Model.Cases.Count(c => c.Run.Closing is { } closed && q.Takes(By(c, closed))));

    /// <summary>For whom the event names, else the owner then.</summary>
    public static Place By(Case @case, Event e) => @case.PlaceAt(e.At, Pair.Of(e).Else(@case.Owners.After(e)));
}
