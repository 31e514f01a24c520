using System.Text.Json;
using System.Text.Json.Serialization;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Kpis.Disputes;

/// <summary>Stored: never renumber, only add.</summary>
public enum DisputeState : byte { Open = 0, Excluded = 1, Kept = 2, Withdrawn = 3 }

/// <summary>A person or a key, as the audit log names them.</summary>
public sealed record DisputeParty(string Kind, string Id, string Name)
{
    public const string Person = "person";
}

/// <summary>A decision, and the event that tells the facts of it: <see cref="Time"/>, in microseconds, is that of the event; <see cref="At"/> what the clock said.</summary>
public sealed record Ruling(string Event, long Time, bool Exclude, string Reason, DisputeParty By, long At);

/// <summary>
/// Somebody says that a survey answer shall not count. Instants in microseconds. Agent, team, kind and score are those of the answer when it was disputed.
/// <see cref="Step"/> counts the changes: who changes it says which one this is, so that of two at once one is refused.
/// </summary>
public sealed record Dispute(string Survey, int Step, string Kind, long AnsweredAt, double? Score, string? Agent, string? Team, string Reason, long RaisedAt, DisputeParty RaisedBy)
{
    [JsonIgnore]
    public string Id { get; init; } = "";

    public DisputeState State { get; init; }

    /// <summary>The decision that holds; its event is in the log.</summary>
    public Ruling? Ruled { get; init; }

    /// <summary>A decision that was made, whose event may not be in the log yet. It is finished before anything else is done with the dispute.</summary>
    public Ruling? Pending { get; init; }

    /// <summary>Nobody is to decide any more, unless anew.</summary>
    [JsonIgnore]
    public bool IsOver => State != DisputeState.Open && Pending is null;

    public static Dispute Of(Definition definition) => definition.As(document => Read(definition.Id, document));

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    public static Dispute Read(string id, JsonElement document)
    {
        try
        {
            return document.Deserialize(DisputeJson.Default.Dispute)! with { Id = id };
        }
        catch (JsonException)
        {
            throw new DefinitionException("it is no dispute");
        }
    }

    public JsonElement ToDocument() => JsonSerializer.SerializeToElement(this, DisputeJson.Default.Dispute);

    public Dispute Decided(Ruling ruling) => this with { Step = Step + 1, Pending = ruling };

    /// <summary>The event of the decision is in the log.</summary>
    public Dispute Finished() => this with { Step = Step + 1, State = Pending!.Exclude ? DisputeState.Excluded : DisputeState.Kept, Ruled = Pending, Pending = null };

    public Dispute Withdrawn() => this with { Step = Step + 1, State = DisputeState.Withdrawn };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dispute))]
internal sealed partial class DisputeJson : JsonSerializerContext;
