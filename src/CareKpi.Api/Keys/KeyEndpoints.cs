using CareKpi.Api.Access;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Keys;

/// <summary>A tenant's keys, managed by itself (<c>/v1/keys</c>) or by an operator (<c>/v1/admin/tenants/{tenant}/keys</c>).</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/keys").WithTags("Keys").AllowKeys(KeyScopes.Manage);
        keys.MapGet("", (HttpContext context, KeyRing ring) => ListAsync(ring, context.Caller().Tenant, context.RequestAborted)).WithSummary("The tenant's live keys").Produces<KeyList>();
        keys.MapPost("", (NewKey body, HttpContext context, KeyRing ring, TimeProvider clock) => AddAsync(ring, clock, context.Caller().Tenant, body, context.RequestAborted))
            .WithSummary("A new key; its secret is shown this once").Produces<IssuedKey>(StatusCodes.Status201Created);
        keys.MapDelete("/{id}", (string id, HttpContext context, KeyRing ring) => RevokeAsync(ring, context.Caller().Tenant, id, context.RequestAborted))
            .WithSummary("Revokes a key within two seconds on every node").Produces(StatusCodes.Status204NoContent);
    }

    public static async Task<IResult> AddAsync(KeyRing ring, TimeProvider clock, string tenant, NewKey body, CancellationToken cancellationToken)
    {
        var (key, secret) = await ring.AddAsync(tenant, KeySpec.Check(body, clock.GetUtcNow()), cancellationToken);
        var issued = new IssuedKey(key.Id, secret, key.Name, KeyScopeWords.Of(key.Scopes), key.CreatedAt.UtcDateTime, key.ExpiresAt?.UtcDateTime, key.Networks);
        return Results.Json(issued, statusCode: StatusCodes.Status201Created);
    }

    public static async Task<IResult> RevokeAsync(KeyRing ring, string tenant, string id, CancellationToken cancellationToken) =>
        await ring.RevokeAsync(tenant, id, cancellationToken) ? Results.NoContent() : throw ProblemException.NotFound("The tenant has no such key.");

    private static async Task<IResult> ListAsync(KeyRing ring, string tenant, CancellationToken cancellationToken)
    {
        var keys = await ring.ListAsync(tenant, cancellationToken);
        KeyInfo[] items = [.. keys.Select(pair => new KeyInfo(pair.Key.Id, pair.Key.Name, KeyScopeWords.Of(pair.Key.Scopes), pair.Key.CreatedAt.UtcDateTime, pair.Key.ExpiresAt?.UtcDateTime, pair.LastUsedAt?.UtcDateTime, pair.Key.Networks))];
        return Results.Json(new KeyList(items));
    }
}
