namespace CareKpi.Api.Access;

/// <summary>What an API key is good for (docs/contracts/http.md).</summary>
[Flags]
public enum KeyScopes
{
    None = 0,
    Ingest = 1,
    Read = 2,
    Export = 4,
    Widget = 8,
    Manage = 16,
}

/// <summary>Who may call an endpoint, and on which port. An endpoint without it is refused, so that none is open by oversight.</summary>
internal sealed record AccessRule(Port Port, KeyScopes AnyOf, bool Anonymous = false);

/// <summary>The endpoint answers callers with any <see cref="Reach"/> and leaves out what they may not see. Without it: those who see the whole tenant.</summary>
internal sealed record ReachRule
{
    public static readonly ReachRule Instance = new();
}

/// <summary>Who has no credential yet hands in a code or link to get one: what is refused there is a try.</summary>
internal sealed record TriesRule
{
    public static readonly TriesRule Instance = new();
}

[Flags]
internal enum Port
{
    Public = 1,
    Operator = 2,
    Both = Public | Operator,
}

internal static class AccessRules
{
    /// <summary>A key of a tenant with at least one of these scopes.</summary>
    public static TBuilder AllowKeys<TBuilder>(this TBuilder endpoints, KeyScopes anyOf) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Port.Public, anyOf));

    /// <summary>Whoever has a credential of a tenant, whatever its scopes.</summary>
    public static TBuilder AllowAnyCaller<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Port.Public, KeyScopes.None));

    public static TBuilder AllowOperator<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Port.Operator, KeyScopes.None));

    /// <summary>Who has no credential yet.</summary>
    public static TBuilder AllowStrangers<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Port.Public, KeyScopes.None, Anonymous: true));

    public static TBuilder AllowEveryone<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Port.Both, KeyScopes.None, Anonymous: true));

    public static TBuilder LooksAtReach<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(ReachRule.Instance);

    public static TBuilder CountsTries<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(TriesRule.Instance);

    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("the endpoint is not open to keys");
}
