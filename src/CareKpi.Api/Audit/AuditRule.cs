using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Audit;

/// <summary>The endpoint's changes are in the audit log. Every endpoint that changes something with <c>manage</c> or for operators has it (a test walks them all).</summary>
internal sealed record AuditRule(string Action);

/// <summary>What a handler tells of what it did.</summary>
internal sealed record AuditNote(string Target, JsonObject? Detail, string? Action, bool TenantIsGone);

internal static class AuditRules
{
    // Never the value called key: customers have keys.
    private static readonly string[] Naming = ["tenant", "id", "code"];

    /// <summary>Writes an entry after the handler succeeded and before the caller is answered: what gives power (a key, a link) is not handed out without its entry.
    /// The target is what <see cref="Audit"/> was told, else the ids in the address.</summary>
    public static RouteHandlerBuilder Audits(this RouteHandlerBuilder endpoint, string action) => endpoint.WithMetadata(new AuditRule(action)).AddEndpointFilter(async (invocation, next) =>
    {
        var result = await next(invocation);
        if (result is not IStatusCodeHttpResult { StatusCode: >= 400 })
        {
            await WriteAsync(invocation.HttpContext, action);
        }

        return result;
    });

    /// <summary>Tells the audit log what was changed; no secrets, no keys of customers. Another <paramref name="action"/> than the endpoint's where it does one of several.</summary>
    public static void Audit(this HttpContext context, string target, JsonObject? detail = null, string? action = null, bool tenantIsGone = false) =>
        context.Features.Set(new AuditNote(target, detail, action, tenantIsGone));

    /// <summary>Words for a detail.</summary>
    public static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(static word => (JsonNode?)JsonValue.Create(word))]);

    /// <summary>Of a person who comes or goes: durable when it returns.</summary>
    public static Task AuditPersonAsync(this HttpContext context, string action, string tenant, string id, string name, JsonObject? detail = null) =>
        WriteAsync(context, [tenant], new("person", id, name), action, new(id, detail, null, false));

    private static Task WriteAsync(HttpContext context, string action)
    {
        var note = context.Features.Get<AuditNote>() ?? new(AddressOf(context), null, null, false);
        return context.Features.Get<Operator>() is { } person
            ? WriteAsync(context, note.TenantIsGone ? [AuditLog.Installation] : [AuditLog.Installation, (string)context.GetRouteValue("tenant")!], new("operator", person.Name, person.Name), action, note)
            : WriteAsync(context, [context.Caller().Tenant], ActorOf(context.Caller()), action, note);
    }

    private static async Task WriteAsync(HttpContext context, IReadOnlyList<string> logs, AuditActor actor, string action, AuditNote note)
    {
        var log = context.RequestServices.GetRequiredService<AuditLog>();
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var address = context.Connection.RemoteIpAddress is { } remote ? Plain(remote).ToString() : null;
        // An entry that was begun is finished, also when the caller hangs up.
        var written = log.WriteAsync(logs, new(clock.GetUtcNow(), note.Action ?? action, actor, note.Target, note.Detail, address), CancellationToken.None);
        await written.WaitAsync(Patience.Read, context.RequestAborted);
    }

    private static AuditActor ActorOf(Caller caller) => new(caller.Kind == CallerKind.Person ? "person" : "key", caller.Id, caller.Name);

    private static string AddressOf(HttpContext context) => string.Join('/', Naming.Select(name => context.GetRouteValue(name) as string).Where(static value => value is not null));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
