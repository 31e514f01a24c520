using System.Text.Json.Nodes;

namespace CareKpi.Api.Audit;

/// <summary>Who did it: <see cref="Kind"/> is <c>key</c>, <c>person</c>, <c>operator</c> (then the name of the operator key) or <c>system</c>.</summary>
internal sealed record AuditActor(string Kind, string Id, string Name)
{
    public static readonly AuditActor System = new("system", "system", "system");
}

/// <summary>One management action. No secret and no customer's key is in it: <see cref="Target"/> is a tenant, or the id of what was changed; of settings only the names are told.</summary>
internal sealed record AuditEntry(DateTimeOffset At, string Action, AuditActor Actor, string Target, JsonObject? Detail, string? Address);
