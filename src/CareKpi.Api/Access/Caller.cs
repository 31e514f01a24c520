using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Access;

internal enum CallerKind : byte { Key, Person, Widget }

/// <summary>Who calls, as the credential says. Only the credential decides the tenant. <see cref="Id"/> and <see cref="Name"/> are for the audit log: of a key, a person, or the key that minted a widget's token.</summary>
internal sealed record Caller(string Tenant, CallerKind Kind, string Id, string Name, KeyScopes Scopes, Reach Reach)
{
    /// <summary>Of people, where it is known.</summary>
    public string? Email { get; init; }

    /// <summary>Of people: the agent that the person is; leads and admins may be one, too.</summary>
    public string? Agent { get; init; }

    /// <summary>When the credential ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the words 'admin', 'lead' and 'agent' stand for.</summary>
    public string? Role => Kind != CallerKind.Person ? null : Reach switch { Reach.Whole => "admin", Reach.OfTeams => "lead", _ => "agent" };
}

/// <summary>How far a credential sees within its tenant. An endpoint is open to <see cref="Whole"/> only, unless it says that it looks at the reach itself (<see cref="AccessRules.LooksAtReach"/>).</summary>
internal abstract record Reach
{
    /// <summary>All of the tenant: API keys, and people who are its admins.</summary>
    public static readonly Reach All = new Whole();

    public sealed record Whole : Reach;

    /// <summary>A lead: these teams with those below them, and their agents.</summary>
    public sealed record OfTeams(IReadOnlyList<string> Teams) : Reach;

    /// <summary>An agent: the own scorecard and what stands behind it.</summary>
    public sealed record OfAgent(string Agent) : Reach;

    /// <summary>A widget token: one scope, these KPIs (null: all of its level), embedded on one origin.</summary>
    public sealed record OfWidget(ScopeRef Scope, IReadOnlyList<string>? Kpis, string Origin) : Reach;
}
