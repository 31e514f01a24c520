using Oracle.Model;

namespace Oracle.Kpis;

internal static class CaseCounts
{
    public static OracleValue Opened(Question q) =>
        OracleValue.Number(q.Openings().Count());

    public static OracleValue Resolved(Question q) =>
        OracleValue.Number(q.Resolved().Count());

    public static OracleValue Closed(Question q) =>
        OracleValue.Number(q.Closed().Count());

    /// <summary>For whom the event names, else the owner then.</summary>
    public static Place By(Case @case, Event e) => @case.PlaceAt(e.At, Pair.Of(e).Else(@case.Owners.After(e)));
}
