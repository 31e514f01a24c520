using CareKpi.Api.Access;

namespace CareKpi.Api.People;

/// <summary>A person of a tenant and what is the person's to see: as a user of this node, or as an issuer says.</summary>
internal sealed record Person(string Id, string Name, string? Email, PersonRole Role, IReadOnlyList<string> Teams, string? Agent)
{
    public Caller AsCaller(string tenant, DateTimeOffset? expiresAt) => new(tenant, CallerKind.Person, Id, Name, Scopes, Reach) { Email = Email, Agent = Agent, ExpiresAt = expiresAt };

    private KeyScopes Scopes => Role == PersonRole.Admin ? KeyScopes.Read | KeyScopes.Export | KeyScopes.Widget | KeyScopes.Manage : KeyScopes.Read;

    private Reach Reach => Role switch
    {
        PersonRole.Admin => Reach.All,
        PersonRole.Lead => new Reach.OfTeams(Teams),
        _ => new Reach.OfAgent(Agent ?? throw new InvalidOperationException("a person of the role agent without one")),
    };
}
