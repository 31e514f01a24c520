using Oracle.Model;

namespace Oracle.Kpis;

internal static class CostKpis
{
    public static OracleValue Service(Question q) => OracleValue.Money(Costs.Sum(q, c => c is not "retention"));

    public static OracleValue PerContact(Question q) => Per(q, Volume.Contacts(q));

    public static OracleValue PerResolution(Question q) => Per(q, CaseCounts.Resolved(q));

    private static OracleValue Per(Question q, OracleValue units) => OracleValue.Ratio(Service(q).Numerator, units.Numerator, 1, units.Numerator);
}
