using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Settings;

/// <summary>Settings from JSON, strictly: an unknown key, a wrong type or a value out of its range is refused with its path.</summary>
internal static class SettingsParser
{
    private const int LongestThreshold = 365 * 86_400;
    private const int LongestTarget = 10 * 365 * 86_400;
    private const int MostPolicies = 100;
    private const int MostHolidays = 2_000;
    private const int MostWindows = 24;
    private const int MostTagDimensions = 5;
    private const int LongestTag = 128;
    private const int LargestDocument = 64 * 1_024;

    /// <summary>Kept as given; what is in them is checked where they are used.</summary>
    public static readonly string[] Documents = ["health", "appraisal", "oidc", "visibility", "journeys", "alerts"];

    private static readonly string[] s_keys =
        ["serviceLevel", "repeatWindowDays", "businessHours", "slaPolicies", "tagDimensions", "retentionDays", "weekStart", "fiscalYearStart", "discountRate", "peerBenchmarks", .. Documents];

    private static readonly string[] s_channels = [.. SettingsWords.Channels.Select(word => word.Word)];
    private static readonly string[] s_weekdays = [.. SettingsWords.Weekdays.Select(word => word.Word)];

    private static readonly (Channel Channel, int Seconds)[] s_thresholds =
        [(Channel.Voice, 20), (Channel.Chat, 60), (Channel.Messaging, 300), (Channel.Email, 14_400), (Channel.Social, 3_600)];

    /// <summary>A whole document; what is not given takes its default.</summary>
    public static TenantSettings Parse(JsonElement document)
    {
        var settings = Read(document, whole: true);
        return Read(SettingsJson.Of(settings, document), whole: true);
    }

    /// <summary>Checks every value by itself; what only the whole can tell is left to <see cref="Parse"/>.</summary>
    public static void CheckPatch(JsonElement patch) => Read(patch, whole: false);

    private static TenantSettings Read(JsonElement document, bool whole)
    {
        var root = new SettingsReader(document, "");
        root.HasKeys(s_keys);
        foreach (var key in Documents) root.Member(key).IsDocument(LargestDocument, orArray: key is not ("health" or "appraisal"));
        var serviceLevel = root.Member("serviceLevel");
        serviceLevel.HasKeys("mode", "thresholds", "shortAbandon");
        return new TenantSettings(Limits(serviceLevel.Member("thresholds"), s_thresholds), Limits(serviceLevel.Member("shortAbandon"), []))
        {
            Json = document,
            ServiceLevelMode = serviceLevel.Member("mode").Word(SettingsWords.Modes, ServiceLevelMode.AnsweredAndAbandonedInTime),
            RepeatWindowDays = root.Member("repeatWindowDays").Whole(1, 365) ?? 7,
            BusinessHours = Hours(root.Member("businessHours"), whole),
            SlaPolicies = [.. root.Member("slaPolicies").Items(MostPolicies, "[{\"firstResponse\": 3600}]").Select(Policy)],
            TagDimensions = Tags(root.Member("tagDimensions")),
            RetentionDays = root.Member("retentionDays").Whole(1, 36_500),
            WeekStart = root.Member("weekStart").Word(SettingsWords.Weekdays, DayOfWeek.Monday),
            FiscalYearStart = root.Member("fiscalYearStart").Whole(1, 12) ?? 1,
            DiscountRate = (double)(root.Member("discountRate").Number(0, 1, " (0.10 is 10 % a year)") ?? 0.10m),
            PeerBenchmarks = root.Member("peerBenchmarks").Flag(absent: false),
            HealthWeights = HealthSettings.OrDefault(document),
        };
    }

    /// <summary>By channel, −1 where there is none.</summary>
    private static long[] Limits(SettingsReader given, (Channel Channel, int Seconds)[] defaults)
    {
        var limits = new long[Enum.GetValues<Channel>().Length];
        Array.Fill(limits, -1);
        given.HasKeys(s_channels);
        if (!given.Given) foreach (var (channel, seconds) in defaults) limits[(int)channel] = seconds * 1_000_000L;
        foreach (var (word, channel) in SettingsWords.Channels) if (given.Member(word).Seconds(0, LongestThreshold) is { } limit) limits[(int)channel] = limit;
        return limits;
    }

    private static BusinessHours? Hours(SettingsReader given, bool whole)
    {
        given.HasKeys("hours", "holidays");
        var hours = given.Member("hours");
        hours.HasKeys(s_weekdays);
        var week = s_weekdays.Select(day => Windows(hours.Member(day))).ToArray();
        var holidays = given.Member("holidays").Items(MostHolidays, "[\"2026-01-01\"]").ConvertAll(Date);
        if (!given.Given || !whole) return null;
        if (week.All(day => day.Count == 0)) throw new SettingsException(hours.Path, "opens on no day: give a weekday a window, such as {\"mon\": [[\"09:00\", \"18:00\"]]}, or set businessHours to null to count all time.");
        return new BusinessHours(week, holidays);
    }

    private static List<BusinessHours.Window> Windows(SettingsReader given)
    {
        const string example = "[[\"09:00\", \"18:00\"]]";
        var windows = new List<BusinessHours.Window>();
        foreach (var item in given.Items(MostWindows, example))
        {
            var bounds = item.Items(2, "[\"09:00\", \"18:00\"]");
            if (bounds.Count != 2) throw item.Not("a start and an end", "[\"09:00\", \"18:00\"]");
            var window = new BusinessHours.Window(TimeOfDay(bounds[0]), TimeOfDay(bounds[1]));
            if (window.End <= window.Start) throw item.Not("a window that ends after it starts (over midnight: give the rest to the next day)", "[\"18:00\", \"24:00\"]");
            windows.Add(window);
        }
        windows.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (var i = 1; i < windows.Count; i++) if (windows[i].Start < windows[i - 1].End) throw given.Not("windows that do not overlap", "[[\"09:00\", \"12:00\"], [\"13:00\", \"18:00\"]]");
        return windows;
    }

    private static long TimeOfDay(SettingsReader given)
    {
        const string midnight = "24:00";
        var text = given.Text(5, "\"09:00\"");
        if (string.Equals(text, midnight, StringComparison.Ordinal)) return ZoneCalendar.MicrosPerDay;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Ticks / 10 : throw given.Not("a time of the day from 00:00 to 24:00", "\"09:00\"");
    }

    private static DateOnly Date(SettingsReader given) =>
        DateOnly.TryParseExact(given.Text(10, "\"2026-01-01\""), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw given.Not("a date", "\"2026-01-01\"");

    private static SlaPolicy Policy(SettingsReader given)
    {
        given.HasKeys("priority", "channel", "firstResponse", "nextResponse", "resolution", "clock", "pauseOnCustomer");
        var policy = new SlaPolicy(
            Words(given.Member("priority"), SettingsWords.Priorities), Words(given.Member("channel"), SettingsWords.Channels),
            given.Member("firstResponse").Seconds(1, LongestTarget), given.Member("nextResponse").Seconds(1, LongestTarget), given.Member("resolution").Seconds(1, LongestTarget),
            given.Member("clock").Word(SettingsWords.Clocks, absent: false), given.Member("pauseOnCustomer").Flag(absent: false));
        if (policy is { FirstResponse: null, NextResponse: null, Resolution: null }) throw given.Not("a policy with firstResponse, nextResponse or resolution", "{\"firstResponse\": 3600}");
        return policy;
    }

    private static T[] Words<T>(SettingsReader given, (string Word, T Value)[] words) where T : struct
    {
        var values = given.Items(words.Length, $"[\"{words[0].Word}\"]").ConvertAll(item => item.Word(words, default));
        // In an order of their own, so that equal policies have equal text.
        return [.. values.Distinct().Order()];
    }

    private static string[] Tags(SettingsReader given)
    {
        var tags = new List<string>();
        foreach (var item in given.Items(MostTagDimensions, "[\"product\"]"))
        {
            var tag = item.Text(LongestTag, "\"product\"");
            if (tags.Contains(tag, StringComparer.Ordinal)) throw new SettingsException(item.Path, $"names \"{tag}\" a second time: give each tag once.");
            tags.Add(tag);
        }
        return [.. tags];
    }
}
