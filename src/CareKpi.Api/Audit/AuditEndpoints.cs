using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Audit;

public sealed record AuditActorBody(string Kind, string Id, string Name);

public sealed record AuditEntryBody(string Id, DateTime At, string Action, AuditActorBody Actor, string Target, JsonObject? Detail, string? Address);

public sealed record AuditPage(IReadOnlyList<AuditEntryBody> Items, bool HasNextPage, string? Cursor);

internal static class AuditEndpoints
{
    private const int MaxCursor = 40;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/audit", (HttpContext context, AuditLog log, int? first, string? after, string? action, string? actor, string? from, string? to) =>
                ReadAsync(context, log, context.Caller().Tenant, first, after, new(action, actor, from, to)))
            .WithTags("Audit").AllowKeys(KeyScopes.Manage).WithSummary("What was done to the tenant and by whom, newest first").Produces<AuditPage>();
        routes.MapGet("/v1/admin/audit", (HttpContext context, AuditLog log, int? first, string? after, string? action, string? actor, string? from, string? to) =>
                ReadAsync(context, log, AuditLog.Installation, first, after, new(action, actor, from, to)))
            .WithTags("Admin").AllowOperator().WithSummary("What operators did, newest first").Produces<AuditPage>();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, AuditLog log, string tenant, int? first, string? after, Filter filter)
    {
        var page = Paging.Most(first);

        if (after is { Length: > MaxCursor } || after?.AsSpan().ContainsAnyExcept("0123456789abcdefghijklmnopqrstuvwxyz-") is true)
        {
            throw ProblemException.BadInput("'after' is the cursor of an answer.", "after");
        }

        var found = await log.ReadAsync(tenant, string.IsNullOrEmpty(after) ? null : after, page + 1, filter.Matcher(), context.RequestAborted).WithinAsync(Patience.Read, context.RequestAborted);
        AuditEntryBody[] items = [.. found.Take(page).Select(static pair => Body(pair.Cursor, pair.Entry))];
        return Results.Json(new AuditPage(items, found.Count > page, items.Length == 0 ? null : items[^1].Id));
    }

    private static AuditEntryBody Body(string id, AuditEntry entry) =>
        new(id, entry.At.UtcDateTime, entry.Action, new(entry.Actor.Kind, entry.Actor.Id, entry.Actor.Name), entry.Target, entry.Detail, entry.Address);

    /// <summary><see cref="Action"/>: one, or all of a kind (<c>key</c>). <see cref="Actor"/>: id or name.</summary>
    private sealed record Filter(string? Action, string? Actor, string? From, string? To)
    {
        public Predicate<AuditEntry> Matcher()
        {
            var (from, to) = (At(From, "from") ?? DateTimeOffset.MinValue, At(To, "to") ?? DateTimeOffset.MaxValue);
            return entry => entry.At >= from && entry.At < to
                && (string.IsNullOrEmpty(Action) || string.Equals(entry.Action, Action, StringComparison.Ordinal) || entry.Action.StartsWith(Action + ".", StringComparison.Ordinal))
                && (string.IsNullOrEmpty(Actor) || string.Equals(entry.Actor.Id, Actor, StringComparison.Ordinal) || string.Equals(entry.Actor.Name, Actor, StringComparison.Ordinal));
        }

        private static DateTimeOffset? At(string? text, string field) => string.IsNullOrEmpty(text) ? null
            : Instants.TryParse(text, out var at) ? new DateTimeOffset(Instants.At(at), TimeSpan.Zero)
            : throw ProblemException.BadInput($"'{field}' is an instant with offset, such as 2026-03-02T00:00:00Z.", field);
    }
}
