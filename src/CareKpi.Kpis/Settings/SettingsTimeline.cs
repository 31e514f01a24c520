using System.Text.Json;

namespace CareKpi.Kpis.Settings;

/// <summary>One change of settings: what was given, and from when on. <see cref="long.MinValue"/>: from the beginning.</summary>
public readonly record struct SettingsPatch(long ValidFrom, JsonElement Settings);

/// <summary>
/// All settings of a tenant over time. Changes stand in the order of (valid from, order given), and each is merged (RFC 7396) into what holds before it: one that is valid from an earlier instant takes
/// its place there, and the later ones are merged anew on top. Tag dimensions are for all time: those given last hold from the beginning. Immutable.
/// </summary>
public sealed class SettingsTimeline
{
    public static readonly SettingsTimeline Empty = new([]);

    private readonly SettingsPatch[] _given;
    private readonly long[] _from;
    private readonly TenantSettings[] _settings;
    private int _last;

    /// <param name="given">In the order given.</param>
    /// <exception cref="SettingsException">A patch, or what comes of it at its place, does not hold.</exception>
    public SettingsTimeline(IEnumerable<SettingsPatch> given)
    {
        // A copy of its own: the document that a patch was read from may be given back.
        _given = [.. given.Select(patch => patch with { Settings = patch.Settings.Clone() })];
        var ordered = _given.OrderBy(patch => patch.ValidFrom).ToArray();
        var (from, settings) = (new List<long> { long.MinValue }, new List<TenantSettings> { ForAllTime(_given) });
        foreach (var patch in ordered)
        {
            var next = settings[^1].WithKept(patch.Settings);
            // What a patch says for all time holds already, by whichever was given last.
            if (patch.Settings.TryGetProperty(TenantSettings.ForAllTime, out _)) next = next.WithKept(Only(settings[0].Json));
            if (from[^1] == patch.ValidFrom) settings[^1] = next;
            else
            {
                from.Add(patch.ValidFrom);
                settings.Add(next);
            }
        }
        (_from, _settings) = ([.. from], [.. settings]);
    }

    /// <summary>The changes in the order given.</summary>
    public IReadOnlyList<SettingsPatch> Given => _given;

    /// <summary>Instants from which on other settings hold, ascending; the first is <see cref="long.MinValue"/>.</summary>
    public ReadOnlySpan<long> Changes => _from;

    /// <summary>This timeline with one more change.</summary>
    /// <exception cref="SettingsException">The patch, or what comes of it or of a later one on top, does not hold.</exception>
    public SettingsTimeline Add(long validFrom, JsonElement patch)
    {
        // What is kept is read as it is; what is new has to hold.
        _ = At(validFrom).With(patch);
        return new([.. _given, new SettingsPatch(validFrom, patch)]);
    }

    /// <summary>What holds at an instant.</summary>
    public TenantSettings At(long micros)
    {
        var index = _last;
        if (_from[index] <= micros && (index + 1 == _from.Length || micros < _from[index + 1])) return _settings[index];
        index = _from.AsSpan().BinarySearch(micros);
        return _settings[_last = index < 0 ? ~index - 1 : index];
    }

    /// <summary>The longest repeat window, in microseconds, that holds at some instant between two, both included: how far what happens then may reach.</summary>
    public long MaxRepeatWindow(long from, long to)
    {
        var longest = At(from).RepeatWindow;
        for (var i = 0; i < _from.Length; i++) if (_from[i] > from && _from[i] <= to) longest = Math.Max(longest, _settings[i].RepeatWindow);
        return longest;
    }

    /// <summary>True if facts come out the same under both at every instant: then a change needs no rebuild.</summary>
    public bool JudgesLike(SettingsTimeline other)
    {
        if (ReferenceEquals(this, other)) return true;
        foreach (var from in _from) if (!At(from).JudgesLike(other.At(from))) return false;
        foreach (var from in other._from) if (!At(from).JudgesLike(other.At(from))) return false;
        return true;
    }

    /// <summary>The defaults with what the last patch that says it gave for all time.</summary>
    private static TenantSettings ForAllTime(SettingsPatch[] given)
    {
        var settings = TenantSettings.Default;
        foreach (var patch in given)
        {
            SettingsParser.CheckPatch(patch.Settings);
            if (patch.Settings.TryGetProperty(TenantSettings.ForAllTime, out _)) settings = settings.WithKept(Only(patch.Settings));
        }
        return settings;
    }

    private static JsonElement Only(JsonElement settings) => JsonElement.Parse($"{{\"{TenantSettings.ForAllTime}\":{settings.GetProperty(TenantSettings.ForAllTime).GetRawText()}}}");
}
