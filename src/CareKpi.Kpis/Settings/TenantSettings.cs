using System.Text.Json;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Settings;

/// <summary>What a tenant has set, with defaults for the rest, as it holds at one instant. Immutable. Durations are microseconds.</summary>
public sealed class TenantSettings
{
    /// <summary>What holds before anything is set.</summary>
    public static readonly TenantSettings Default = SettingsParser.Parse(JsonElement.Parse("{}"));

    /// <summary>The keys that facts are judged by; all others are applied on read. <c>serviceLevel</c> is parted: its mode is applied on read.</summary>
    private static readonly string[][] s_judging = [["serviceLevel", "thresholds"], ["serviceLevel", "shortAbandon"], ["repeatWindowDays"], ["businessHours"], ["slaPolicies"], [ForAllTime]];

    /// <summary>The key that holds from the beginning whenever it is set.</summary>
    internal const string ForAllTime = "tagDimensions";

    private readonly long[] _thresholds;
    private readonly long[] _shortAbandons;
    private BusinessClockOf? _clock;
    private IReadOnlyList<AppraisalScheme>? _appraisal;

    internal TenantSettings(long[] thresholds, long[] shortAbandons) => (_thresholds, _shortAbandons) = (thresholds, shortAbandons);

    /// <summary>The same as JSON, defaults filled in, in one order and form: equal settings have equal text. Merging a patch into it gives the next settings.</summary>
    public JsonElement Json { get; internal init; }

    public ServiceLevelMode ServiceLevelMode { get; internal init; }

    public int RepeatWindowDays { get; internal init; }

    /// <summary><see cref="RepeatWindowDays"/> in microseconds.</summary>
    public long RepeatWindow => RepeatWindowDays * ZoneCalendar.MicrosPerDay;

    /// <summary>null: none are set, business time is calendar time.</summary>
    public BusinessHours? BusinessHours { get; internal init; }

    public required IReadOnlyList<SlaPolicy> SlaPolicies { get; init; }

    /// <summary>Names of the tags by which values may be filtered and broken down, in the order given.</summary>
    public required IReadOnlyList<string> TagDimensions { get; init; }

    /// <summary>null: nothing expires.</summary>
    public int? RetentionDays { get; internal init; }

    public DayOfWeek WeekStart { get; internal init; }

    /// <summary>A month, 1 to 12.</summary>
    public int FiscalYearStart { get; internal init; }

    /// <summary>A year; 0.1 is 10 %.</summary>
    public double DiscountRate { get; internal init; }

    public bool PeerBenchmarks { get; internal init; }

    public HealthWeights HealthWeights { get; internal init; } = HealthWeights.Default;

    /// <summary>What agents and teams are appraised by, read once.</summary>
    public IReadOnlyList<AppraisalScheme> Appraisal => _appraisal ??= AppraisalSettings.OrNone(Json);

    /// <summary>A wait up to it, the bound included, is in time. null: contacts of the channel are not judged.</summary>
    public long? Threshold(Channel channel) => _thresholds[(int)channel] is >= 0 and var limit ? limit : null;

    /// <summary>A contact abandoned within it, the bound included, is short. null: none is.</summary>
    public long? ShortAbandon(Channel channel) => _shortAbandons[(int)channel] is >= 0 and var limit ? limit : null;

    /// <summary>The first policy that matches; null: the case is not judged.</summary>
    public SlaPolicy? PolicyFor(Priority priority, Channel channel)
    {
        foreach (var policy in SlaPolicies) if (policy.Matches(priority, channel)) return policy;
        return null;
    }

    /// <summary>The clock of the tenant's business hours in its zone.</summary>
    public BusinessClock ClockIn(ZoneCalendar zone)
    {
        if (BusinessHours is null) return BusinessClock.Calendar;
        // A tenant has one zone; two threads that come first make the same clock twice.
        if (_clock is { } known && ReferenceEquals(known.Zone, zone)) return known.Clock;
        var clock = new BusinessClock(zone, BusinessHours);
        _clock = new BusinessClockOf(zone, clock);
        return clock;
    }

    /// <summary>A key that the core keeps and does not read: <c>health</c>, <c>appraisal</c>, <c>oidc</c>, <c>visibility</c>, <c>journeys</c>, <c>alerts</c>. JSON null where it is not set.</summary>
    public JsonElement Document(string key) => SettingsParser.Documents.Contains(key, StringComparer.Ordinal)
        ? Json.GetProperty(key)
        : throw new ArgumentException($"There is no document '{key}' in the settings.", nameof(key));

    /// <summary>These settings with a patch merged into them (RFC 7396). Null puts a key back to its default, and takes a channel out of thresholds and short limits.</summary>
    /// <exception cref="SettingsException">The patch, or what comes of it, does not hold.</exception>
    public TenantSettings With(JsonElement patch)
    {
        Check(patch);
        var merged = MergePatch.Apply(Json, patch);
        HealthSettings.Of(merged);
        var settings = SettingsParser.Parse(merged);
        Retention.Check(settings);
        return settings;
    }

    /// <summary>As <see cref="With"/>, of a patch that is kept: of what earlier versions took without a look nothing is asked.</summary>
    internal TenantSettings WithKept(JsonElement patch) => SettingsParser.Parse(MergePatch.Apply(Json, patch));

    /// <summary>Refuses a patch that no settings could take.</summary>
    /// <exception cref="SettingsException">An unknown key, a wrong type, a value out of its range.</exception>
    public static void Check(JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object) throw new SettingsException("", "Settings are a JSON object, such as {\"repeatWindowDays\": 7}.");
        SettingsParser.CheckPatch(patch);
        HealthSettings.Check(patch);
    }

    /// <summary>True if facts come out the same under both.</summary>
    public bool JudgesLike(TenantSettings other) =>
        ReferenceEquals(this, other) || Array.TrueForAll(s_judging, path => string.Equals(Text(Json, path), Text(other.Json, path), StringComparison.Ordinal));

    private static string Text(JsonElement json, string[] path) => path.Aggregate(json, (at, key) => at.GetProperty(key)).GetRawText();

    private sealed record BusinessClockOf(ZoneCalendar Zone, BusinessClock Clock);
}
