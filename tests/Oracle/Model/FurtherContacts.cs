namespace Oracle.Model;

/// <summary>Inbound contacts of any outcome by their start, and cases that the customer opened.</summary>
internal sealed class FurtherContacts
{
    private const int MoreIsNoPerson = 200;

    private readonly ILookup<string, (long At, string? Topic, Case? Names)> _byCustomer;

    public FurtherContacts(IEnumerable<Contact> contacts, IEnumerable<Case> cases)
    {
        _byCustomer = contacts.Where(c => c.Inbound && c.Customer is not null).Select(c => (c.Customer, (c.Start, c.Topic, c.Case)))
            .Concat(cases.Where(c => c.ByCustomer && c.Customer is not null).Select(c => (c.Customer, (c.OpenedAt, c.Topic, (Case?)null))))
            .ToLookup(f => f.Customer!, f => f.Item2, StringComparer.Ordinal);
    }

    /// <summary>Those in (after, after + window].</summary>
    public IEnumerable<(long At, string? Topic, Case? Names)> In(string customer, long after, long window) =>
        _byCustomer[customer].Where(f => f.At > after && f.At <= after + window);

    /// <summary>How a resolved issue went on; null: it is in none of FCR, repeat, next issue avoidance.</summary>
    public (bool OnSameTopic, bool OnAnyTopic)? After(Issue issue, SettingsHistory settings)
    {
        if (issue.ResolvedAt is not { } at || issue.Customer is not { } customer)
        {
            return null;
        }

        var further = In(customer, at, settings.At(at).RepeatWindow).ToList();
        return further.Count > MoreIsNoPerson
            ? null
            : (further.Exists(f => SameTopic(f, issue)), further.Count > 0);
    }

    private static bool SameTopic((long At, string? Topic, Case? Names) further, Issue issue) =>
        string.Equals(further.Topic, issue.Topic, StringComparison.Ordinal) || (issue.Case is not null && further.Names == issue.Case);
}
