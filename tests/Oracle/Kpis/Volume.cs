using Oracle.Model;

namespace Oracle.Kpis;

/// <summary>Finished contacts, and each case that no contact names, once.</summary>
internal static class Volume
{
    public static OracleValue Contacts(Question q)
    {
        var contacts = q.Model.Contacts.Count(c => q.Takes(c.Place));
        foreach (var @case in q.Model.Cases)
        {
            contacts += @case.Contacts.Count == 0 && q.Takes(@case.PlaceAt(@case.OpenedAt, @case.Owners.First)) ? 1 : 0;
        }

        return OracleValue.Number(contacts);
    }

    public static OracleValue Handled(Question q) => OracleValue.Number(HandledPlaces(q.Model).Count(q.Takes));

    /// <summary>Where the handled ones count: a case at its first public human message, for the sender.</summary>
    public static IEnumerable<Place> HandledPlaces(TenantModel model) =>
    [
        .. model.Contacts.Where(c => c.Answered).Select(c => c.Place),
        .. model.Cases.Where(c => c.Contacts.Count == 0 && c.HumanAnswers.Any()).Select(c => CaseCounts.By(c, c.HumanAnswers.First())),
    ];
}
