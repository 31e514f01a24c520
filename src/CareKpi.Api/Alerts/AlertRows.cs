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
