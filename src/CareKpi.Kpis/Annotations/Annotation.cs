using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Annotations;

/// <summary>What people should know when they look at figures of these days, both included (<see cref="To"/> null: one day). <see cref="Scope"/> null: it concerns everybody.</summary>
public sealed record Annotation(string Id, DateOnly From, DateOnly? To, string Text, ScopeRef? Scope)
{
    public const int MaxText = 1_000;

    public static Annotation Of(Definition definition) => definition.As(document => Read(definition.Id, document));

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    public static Annotation Read(string id, JsonElement document)
    {
        var fields = new DocumentFields(document, "from", "to", "text", "level", "key");
        var read = new Annotation(id, fields.OptionalDay("from") ?? throw new DefinitionException("'from' is needed: a day like 2026-03-31", "from"), fields.OptionalDay("to"), fields.Text("text", MaxText), fields.OptionalScope());
        return read.To < read.From ? throw new DefinitionException("it ends before it begins; swap 'from' and 'to'", "to") : read;
    }

    public JsonElement ToDocument() => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["from"] = From.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["text"] = Text,
        ["level"] = Scope is { } scope ? DocumentFields.Word(scope.Level) : null,
        ["key"] = Scope is { Level: not Level.Tenant } named ? named.Key : null,
    });

    /// <summary>Whether it is about one of the days; null: no bound.</summary>
    public bool IsIn(DateOnly? from, DateOnly? to) => (to is not { } last || From <= last) && (from is not { } first || (To ?? From) >= first);
}
