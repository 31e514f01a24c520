using System.Text.Json;
using CareKpi.Kpis.Formulas;

namespace CareKpi.Kpis.Definitions;

/// <summary>What a tenant defines and reads apply. Stored: never renumber, only add.</summary>
public enum DefinitionCollection : byte
{
    Targets = 1,
    Kpis = 2,
    AlertRules = 3,
    Annotations = 4,
    Disputes = 6,
}

/// <summary>A small named document of a tenant that is applied on read. <see cref="Version"/>: how often it was defined since it was made; <see cref="Made"/> and <see cref="Changed"/>: the log entries that
/// made and changed it.</summary>
public sealed record Definition(DefinitionCollection Collection, string Id, int Version, long Made, long Changed, JsonElement Document)
{
    private object? read;

    /// <summary>The document as what it means, read once.</summary>
    public T As<T>(Func<JsonElement, T> reader) where T : class => read as T ?? (T)(read = reader(Document));
}

/// <summary>A document as it shall be from now on; null: it goes.</summary>
public sealed record DefinitionChange(DefinitionCollection Collection, string Id, JsonElement? Document);

/// <summary>What a tenant has defined.</summary>
public interface IDefinitions
{
    /// <summary>In the order in which they were made.</summary>
    IReadOnlyCollection<Definition> All(DefinitionCollection collection);

    Definition? Find(DefinitionCollection collection, string id);

    /// <summary>The custom KPIs, checked once after each change of one of them.</summary>
    CustomKpis OwnKpis { get; }
}

/// <summary>Why a definition is refused: a sentence that says how to mend it, and the field of the document; null: it is not about one.</summary>
public sealed class DefinitionException(string message, string? field = null) : Exception(message)
{
    public string? Field { get; } = field;

    /// <summary>Where in a text field the fault begins, and how long it is.</summary>
    public int? Position { get; init; }

    public int? Length { get; init; }
}
