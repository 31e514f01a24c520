using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Keys;

/// <summary>A tenant's keys, managed by itself (<c>/v1/keys</c>) or by an operator (<c>/v1/admin/tenants/{tenant}/keys</c>).</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/keys").WithTags("Keys").AllowKeys(KeyScopes.Manage);
        keys.MapGet("", (HttpContext context, KeyRing ring) => ListAsync(ring, context.Caller().Tenant, context.RequestAborted)).WithSummary("The tenant's live keys").Produces<KeyList>();
        keys.MapPost("", MintAsync).WithSummary("A new key; its secret is shown this once").Produces<IssuedKey>(StatusCodes.Status201Created).Audits("key.created");
        keys.MapDelete("/{id}", (string id, HttpContext context, KeyRing ring) => RevokeAsync(ring, context.Caller().Tenant, id, context.RequestAborted))
            .WithSummary("Revokes a key within two seconds on every node").Produces(StatusCodes.Status204NoContent).Audits("key.revoked");
    }

    /// <summary>What an operator makes is not bound by another key.</summary>
    public static Task<IResult> AddAsync(KeyRing ring, TimeProvider clock, string tenant, NewKey body, HttpContext context) =>
        AddAsync(ring, tenant, KeySpec.Check(body, clock.GetUtcNow()), $"{tenant}/", context);

    public static async Task<IResult> RevokeAsync(KeyRing ring, string tenant, string id, CancellationToken cancellationToken) =>
        await ring.RevokeAsync(tenant, id, cancellationToken) ? Results.NoContent() : throw ProblemException.NotFound("The tenant has no such key.");

    private static async Task<IResult> MintAsync(NewKey body, HttpContext context, KeyRing ring, TimeProvider clock)
    {
        var caller = context.Caller();
        var spec = KeySpec.Check(body, clock.GetUtcNow());
        if (caller.Kind == CallerKind.Key)
        {
            spec.CheckWithin(await ring.FindAsync(caller.Tenant, caller.Id, context.RequestAborted) ?? throw ProblemException.NotFound("The key that asks for it was revoked."));
        }

        return await AddAsync(ring, caller.Tenant, spec, "", context);
    }

    private static async Task<IResult> AddAsync(KeyRing ring, string tenant, KeySpec spec, string targetPrefix, HttpContext context)
    {
        var (key, secret) = await ring.AddAsync(tenant, spec, context.RequestAborted);
        var issued = new IssuedKey(key.Id, secret, key.Name, KeyScopeWords.Of(key.Scopes), key.CreatedAt.UtcDateTime, key.ExpiresAt?.UtcDateTime, key.Networks, key.Levels ?? []);
        context.Audit(targetPrefix + key.Id, new()
        {
            ["name"] = key.Name,
            ["scopes"] = AuditRules.Words(issued.Scopes),
            ["networks"] = AuditRules.Words(key.Networks),
            ["levels"] = AuditRules.Words(issued.Levels),
            ["expiresAt"] = key.ExpiresAt,
        });
        return Results.Json(issued, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(KeyRing ring, string tenant, CancellationToken cancellationToken)
    {
        var keys = await ring.ListAsync(tenant, cancellationToken);
        return Results.Json(new KeyList([.. keys.Select(static pair => Info(pair.Key, pair.LastUsedAt))]));
    }

    private static KeyInfo Info(ApiKey key, DateTimeOffset? lastUsedAt) =>
        new(key.Id, key.Name, KeyScopeWords.Of(key.Scopes), key.CreatedAt.UtcDateTime, key.ExpiresAt?.UtcDateTime, lastUsedAt?.UtcDateTime, key.Networks, key.Levels ?? []);
}
