namespace CareKpi.Api.People;

/// <summary>A person whom the tenant's admins have let in, as kept. <see cref="Link"/>: the hash of the one-time link that works; older ones do not.</summary>
internal sealed record User(string Id, string Tenant, string Email, string Name, PersonRole Role, IReadOnlyList<string> Teams, string? Agent, DateTimeOffset CreatedAt, bool Disabled, string? Link)
{
    public Person Person => new(Id, Name, Email, Role, Teams, Agent);
}

/// <summary>Where a one-time link leads.</summary>
internal sealed record LinkTarget(string Tenant, string User, DateTimeOffset ExpiresAt);
