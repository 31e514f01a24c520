using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Scorecards;
using LevelOf = CareKpi.Kpis.Scorecards.Level;

namespace CareKpi.Api.Alerts;

/// <summary>An alert as it is kept. Fields are only ever added.</summary>
internal sealed record Alert(string Id, string Rule, string Level, string Key, string Name, string Kpi, DateTimeOffset RaisedAt, string Message, double Value)
{
    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>What it is about.</summary>
    public ScopeRef Of() => Words.Level(Level) is { } level and not LevelOf.Tenant ? new(level, Key) : new(LevelOf.Tenant, "");
}

/// <summary>An alert on its way to a webhook, or, with <see cref="Failed"/>, one that did not get there.</summary>
internal sealed record Delivery(string Id, string Tenant, string Rule, string Alert, string Body, int Attempts)
{
    /// <summary>When its alert was raised. null: by an earlier version.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    public DateTimeOffset? Failed { get; init; }

    /// <summary>What became of the last attempt: a status, or what went wrong.</summary>
    public string? Error { get; init; }
}
