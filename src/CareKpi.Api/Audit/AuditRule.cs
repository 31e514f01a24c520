using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
    /// The target is what <see cref="Audit"/> was told, else the ids in the address. Neither a caller who hangs up nor a grain that takes long cuts a change off from its entry: the handler does not see that the request was
    /// aborted, and where it cannot tell what became of the change, the entry says so.</summary>
    public static RouteHandlerBuilder Audits(this RouteHandlerBuilder endpoint, string action) => endpoint.WithMetadata(new AuditRule(action)).AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        var aborted = context.RequestAborted;
        context.RequestAborted = CancellationToken.None;
        try
        {
            if (context.Features.Get<Operator>() is null)
            {
                // The body may have taken longer to arrive than the credential lasted.
                await context.RequestServices.GetRequiredService<Credentials>().ReadAsync(context);
            }

            var result = await RunAsync(invocation, next, action);
            if (result is not IStatusCodeHttpResult { StatusCode: >= 400 })
            {
                await WriteAsync(context, action, outcomeIsKnown: true);
            }

            return result;
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    });

    /// <summary>Tells the audit log what was changed; no secrets, no keys of customers. Another <paramref name="action"/> than the endpoint's where it does one of several.</summary>
    public static void Audit(this HttpContext context, string target, JsonObject? detail = null, string? action = null, bool tenantIsGone = false) =>
        context.Features.Set(new AuditNote(target, detail, action, tenantIsGone));

    /// <summary>Words for a detail.</summary>
    public static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(static word => (JsonNode?)JsonValue.Create(word))]);

    /// <summary>Of a person who comes or goes: durable when it returns.</summary>
    public static Task AuditPersonAsync(this HttpContext context, string action, string tenant, string id, string name, JsonObject? detail = null) =>
        WriteAsync(context, [tenant], new("person", id, name), action, new(id, detail, null, false));

    private static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, string action)
    {
        try
        {
            return await next(invocation);
        }
        catch (Exception fault) when (!IsRefusal(fault))
        {
            await TryWriteUnknownAsync(invocation.HttpContext, action);
            throw;
        }
    }

    /// <summary>What was refused has not begun. Everything else may have been done, or may still be.</summary>
    private static bool IsRefusal(Exception fault) =>
        fault is ProblemException or ReadProblemException or SettingsException or DefinitionException or TenantNotFoundException or BadHttpRequestException;

    /// <summary>The caller is told of the first fault, whatever becomes of its entry.</summary>
    private static async Task TryWriteUnknownAsync(HttpContext context, string action)
    {
        try
        {
            await WriteAsync(context, action, outcomeIsKnown: false);
        }
        catch (Exception fault)
        {
            context.RequestServices.GetRequiredService<ILogger<AuditLog>>().LogError("An audit entry {Action} could not be written: {Fault}", action, fault.GetType().FullName);
        }
    }

    private static Task WriteAsync(HttpContext context, string action, bool outcomeIsKnown)
    {
        var note = context.Features.Get<AuditNote>() ?? new(AddressOf(context), null, null, false);
        if (!outcomeIsKnown)
        {
            note = note with { Detail = new(note.Detail?.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())) ?? []) { ["outcome"] = "unknown" } };
        }

        return context.Features.Get<Operator>() is { } person
            ? WriteAsync(context, note.TenantIsGone || context.GetRouteValue("tenant") is not string tenant ? [AuditLog.Installation] : [AuditLog.Installation, tenant], new("operator", person.Name, person.Name), action, note)
            : WriteAsync(context, [context.Caller().Tenant], ActorOf(context.Caller()), action, note);
    }

    private static async Task WriteAsync(HttpContext context, IReadOnlyList<string> logs, AuditActor actor, string action, AuditNote note)
    {
        var log = context.RequestServices.GetRequiredService<AuditLog>();
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var address = context.Connection.RemoteIpAddress is { } remote ? Plain(remote).ToString() : null;
        // An entry that was begun is finished, also when the caller hangs up.
        var written = log.WriteAsync(logs, new(clock.GetUtcNow(), note.Action ?? action, actor, note.Target, note.Detail, address), CancellationToken.None);
        await written.WaitAsync(Patience.Read, CancellationToken.None);
    }

    private static AuditActor ActorOf(Caller caller) => new(caller.Kind == CallerKind.Person ? "person" : "key", caller.Id, caller.Name);

    private static string AddressOf(HttpContext context) => string.Join('/', Naming.Select(name => context.GetRouteValue(name) as string).Where(static value => value is not null));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
