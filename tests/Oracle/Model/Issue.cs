namespace Oracle.Model;

/// <summary>A case, or an answered inbound contact that names none.</summary>
internal sealed class Issue
{
    private Issue(Case? @case, Contact? contact, long? resolvedAt, Place place)
    {
        (Case, Contact, ResolvedAt, Resolution) = (@case, contact, resolvedAt, place);
    }

    public Case? Case { get; }

    public Contact? Contact { get; }

    public long? ResolvedAt { get; }

    /// <summary>Where its resolution counts.</summary>
    public Place Resolution { get; }

    public string? Customer => Case is null ? Contact!.Customer : Case.Customer;

    public string? Topic => Case is null ? Contact!.Topic : Case.Topic;

    /// <summary>No escalation, no transfer, never opened again.</summary>
    public bool Clean => Case is null
        ? !Contact!.Escalated && !Contact.Transferred
        : !Case.Escalated && !Case.Transferred && !Case.Run.OpenedAgain;

    public bool InFirstContact => ResolvedAt is { } at && (Case is null || ContactsOfCase.BegunUntil(Case, at) <= 1);

    public static Issue Of(Case @case) => @case.Run.Resolution is { } resolved
        ? new Issue(@case, null, resolved.At, @case.PlaceAt(resolved.At, Pair.Of(resolved).Else(@case.Owners.After(resolved))))
        : new Issue(@case, null, null, default);

    public static Issue Of(Contact contact) => new(null, contact, contact.Resolved == true ? contact.At : null, contact.Place);
}
