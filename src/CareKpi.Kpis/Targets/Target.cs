using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Targets;

/// <summary>What a KPI of a scope shall be on the days from <see cref="From"/> to <see cref="To"/>, both included. <see cref="Warning"/>: from there on it is nearly met; of a KPI without direction the other end of
/// the band in which it shall be.</summary>
public sealed record Target(string Id, ScopeRef Scope, string Kpi, double Goal, double? Warning, DateOnly From, DateOnly? To)
{
    /// <summary>No event is older: a target without a first day has held since then.</summary>
    public static readonly DateOnly Beginning = new(1900, 1, 1);

    public static Target Of(Definition definition) => definition.As(document => Read(definition.Id, document));

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    public static Target Read(string id, JsonElement document)
    {
        var fields = new DocumentFields(document, "level", "key", "kpi", "target", "warning", "from", "to");
        return new Target(id, fields.Scope(), fields.Text("kpi", 128), fields.Number("target"), fields.OptionalNumber("warning"), fields.OptionalDay("from") ?? Beginning, fields.OptionalDay("to"));
    }

    public JsonElement ToDocument() => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["level"] = DocumentFields.Word(Scope.Level),
        ["key"] = Scope.Level == Level.Tenant ? null : Scope.Key,
        ["kpi"] = Kpi,
        ["target"] = Goal,
        ["warning"] = Warning,
        ["from"] = From.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    });

    public bool HoldsOn(DateOnly day) => From <= day && (To is not { } to || day <= to);

    public bool Overlaps(Target other) => Scope == other.Scope && string.Equals(Kpi, other.Kpi, StringComparison.Ordinal) && From <= (other.To ?? DateOnly.MaxValue) && other.From <= (To ?? DateOnly.MaxValue);
}

public enum TargetState : byte { Met, Warning, Missed }

/// <summary>A value beside its target. <see cref="InheritedFrom"/>: whose target it is; null: the scope's own. <see cref="State"/> null: there is no value, or no band. <see cref="Attainment"/> in percent, 100 = met.
/// <see cref="Pace"/>: what is needed a day, for the rest of a period that runs.</summary>
public sealed record TargetStatus(Target Target, Level? InheritedFrom, TargetState? State, double? Attainment, double? Pace);
