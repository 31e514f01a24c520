using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Finished contacts, and each case that no contact names, once.</summary>
internal static class Volume
{
    public static OracleValue Contacts(Question q)
    {
        return OracleValue.Number(q.Contacts().Count() + q.Openings().Count(c => c.Contacts.Count == 0));
    }

    public static OracleValue Handled(Question q) => OracleValue.Number(q.Handled().Count());
}
