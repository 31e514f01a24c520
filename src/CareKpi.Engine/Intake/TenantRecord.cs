using System.Text.Json;
using CareKpi.Engine.Erasure;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>What a tenant is: its spec, the key of its hashes, every settings change in the order of the log, and which generation serves. Kept as one row beside the generations.</summary>
public sealed record TenantRecord(string Name, string TimeZone, string Currency, string? Industry, string Locale, ulong Key0, ulong Key1)
{
    /// <summary>Raised when facts of the same events come out otherwise: the next start rebuilds.</summary>
    /// <remarks>While servers are replaced one by one, a tenant may go to and fro between two versions: see <see cref="IsDue"/>.</remarks>
    public const int CurrentFacts = 6;

    private SettingsTimeline? settings;

    /// <summary>The timeline of fewer changes that was asked for last: it stays as it is, whatever comes behind them.</summary>
    private (int Count, SettingsTimeline Timeline)? earlier;

    public IReadOnlyList<SettingsEntry> History { get; init; } = [];

    public int Generation { get; init; } = 1;

    /// <summary>How many entries of the history the serving generation was built with.</summary>
    public int GenerationSettings { get; init; }

    public int Facts { get; init; } = CurrentFacts;

    /// <summary>Whose days those of the serving generation are; null: <see cref="TimeZone"/>, which was never changed.</summary>
    public string? GenerationZone { get; init; }

    /// <summary>When a version that makes other facts began to write the serving generation (microseconds); 0: none did.</summary>
    public long MixedAt { get; init; }

    /// <summary>The generation being built; 0: none. <see cref="NextSettings"/>, <see cref="NextZone"/> and <see cref="NextFacts"/>: what it is built with.</summary>
    public int NextGeneration { get; init; }

    public int NextSettings { get; init; }

    public string? NextZone { get; init; }

    public int NextFacts { get; init; }

    /// <summary>Every change there is: what is applied on read.</summary>
    public SettingsTimeline Settings() => settings ??= Read(History.Count);

    /// <summary>The first changes: what a generation's facts are judged by.</summary>
    public SettingsTimeline Timeline(int count)
    {
        if (count >= History.Count)
        {
            return Settings();
        }
        if (earlier?.Count != count)
        {
            earlier = (count, Read(count));
        }
        return earlier.Value.Timeline;
    }

    private SettingsTimeline Read(int count) => new(History.Take(count).Select(entry => new SettingsPatch(entry.ValidFrom, entry.Settings)));

    /// <summary>How long a generation with facts of two versions is borne: longer than it takes to replace all servers of an installation.</summary>
    public static readonly TimeSpan MostMixed = TimeSpan.FromHours(1);

    /// <summary>The serving generation has to be made anew: it is not what the tenant's settings and zone say today, or its facts are of an earlier version. Where a later version made it, or two
    /// have written it, that waits for an hour: until then the other version may come back, and each would undo what the other did.</summary>
    public bool IsDue(int facts, long now) => GenerationHorizon != HorizonSeq || (GenerationZone ?? TimeZone) != TimeZone || !Timeline(GenerationSettings).JudgesLike(Settings()) || Facts < facts || (MixedAt != 0 && now - MixedAt > MostMixed.TotalMicroseconds);

    /// <summary>Made by this version alone, with settings and zone of today.</summary>
    public bool IsCurrent(int facts) => Facts == facts && MixedAt == 0 && !IsDue(facts, 0);

    /// <summary>From here on a version that makes such facts writes it.</summary>
    public TenantRecord WrittenWith(int facts, long now) => Facts == facts || MixedAt != 0 ? this : this with { MixedAt = now };

    /// <summary>What is being built is what settings, zone and version say.</summary>
    public bool IsNextCurrent(int facts) => NextGeneration != 0 && NextFrom == HorizonSeq && NextFacts == facts && NextZone == TimeZone && Timeline(NextSettings).JudgesLike(Settings());

    /// <summary>Customers that are being erased, in the order of the log.</summary>
    public IReadOnlyList<ErasedCustomer> Erasures { get; init; } = [];

    /// <summary>Events before it are gone, and refused; null: none is.</summary>
    public long? Horizon { get; init; }

    /// <summary>The entry that moved it there; 0: none.</summary>
    public long HorizonSeq { get; init; }

    /// <summary>The move from whose carry the serving generation began.</summary>
    public long GenerationHorizon { get; init; }

    /// <summary>The horizon that the next generation is to move to; null: it is a rebuild. <see cref="NextFrom"/>: the move from whose carry it begins.</summary>
    public long? NextHorizon { get; init; }

    public long NextFrom { get; init; }

    /// <summary>The move whose horizon seen ids and the log keep to; another one than <see cref="HorizonSeq"/>: there is something left to remove.</summary>
    public long Forgotten { get; init; }

    /// <summary>What the serving generation takes of the log.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Floor Floor => Horizon is { } horizon ? new Floor(horizon, HorizonSeq) : Floor.None;

    /// <summary>What the next one takes of it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Floor NextFloor => NextHorizon is { } horizon ? new Floor(horizon, long.MaxValue) : Floor;

    public EntityHash Hash() => new(Key0, Key1);

    public TenantRecord With(SettingsEntry change) => this with { History = [.. History, change], settings = null };

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, EngineJson.Default.TenantRecord);

    public static TenantRecord Decode(byte[] row) => JsonSerializer.Deserialize(row, EngineJson.Default.TenantRecord) ?? throw new InvalidDataException("the tenant's row is empty");

    /// <summary>For the log, which says of nobody that is erased.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this with { Erasures = [] }, EngineJson.Default.TenantRecord);

    public static TenantRecord FromJson(JsonElement json) => json.Deserialize(EngineJson.Default.TenantRecord) ?? throw new InvalidDataException("the tenant's entry is empty");
}

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(TenantRecord))]
[System.Text.Json.Serialization.JsonSerializable(typeof(SettingsEntry))]
[System.Text.Json.Serialization.JsonSerializable(typeof(Kpis.Definitions.DefinitionChange))]
internal sealed partial class EngineJson : System.Text.Json.Serialization.JsonSerializerContext;
