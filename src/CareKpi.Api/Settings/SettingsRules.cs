using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Settings;

/// <summary>The shape of settings: known keys, kinds and ranges. A null takes a key back to its default (RFC 7396).</summary>
internal static class SettingsRules
{
    private static readonly string[] Modes = ["answeredAndAbandonedInTime", "answeredOnly", "allOffered", "excludeAbandonedInTime", "shortAsMet", "excludeShort"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Channels = ["voice", "chat", "email", "messaging", "social", "web", "bot", "video", "in_person", "other"];
    private const int MaxTagDimensions = 5;
    private const int MaxRepeatWindow = 90;

    private static readonly Dictionary<string, Action<JsonElement, string>> Rules = new(StringComparer.Ordinal)
    {
        ["serviceLevel"] = static (json, path) => Fields(json, path, new(StringComparer.Ordinal)
        {
            ["mode"] = static (mode, at) => Require(mode.ValueKind == JsonValueKind.String && Modes.Contains(mode.GetString()), $"The mode is one of: {string.Join(", ", Modes)}.", at),
            ["thresholds"] = Seconds,
            ["shortAbandon"] = Seconds,
        }),
        ["repeatWindowDays"] = static (json, path) => Require(Whole(json, 1, MaxRepeatWindow), "Days from 1 to 90.", path),
        ["businessHours"] = static (json, path) => Fields(json, path, new(StringComparer.Ordinal) { ["hours"] = Hours, ["holidays"] = Holidays }),
        ["slaPolicies"] = static (json, path) => Require(json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(policy => policy.ValueKind == JsonValueKind.Object), "A list of policies.", path),
        ["tagDimensions"] = static (json, path) => Require(
            json.ValueKind == JsonValueKind.Array && json.GetArrayLength() <= MaxTagDimensions && json.EnumerateArray().All(tag => tag.ValueKind == JsonValueKind.String), "At most 5 names of tags.", path),
        ["retentionDays"] = static (json, path) => Require(Whole(json, 1, 36_500), "Days from 1 on.", path),
        ["weekStart"] = static (json, path) => Require(json.ValueKind == JsonValueKind.String && Days.Contains(json.GetString()), "A day of the week: mon, tue, …", path),
        ["fiscalYearStart"] = static (json, path) => Require(Whole(json, 1, 12), "A month from 1 to 12.", path),
        ["discountRate"] = static (json, path) => Require(json.ValueKind == JsonValueKind.Number && json.GetDouble() is >= 0 and < 1, "A rate from 0 to less than 1.", path),
        ["peerBenchmarks"] = static (json, path) => Require(json.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false.", path),
        ["health"] = AnyObject,
        ["appraisal"] = AnyObject,
        ["oidc"] = static (_, _) => { },
        ["visibility"] = static (_, _) => { },
        ["journeys"] = static (_, _) => { },
        ["alerts"] = static (_, _) => { },
    };

    public static void Check(JsonElement settings) => Fields(settings, "settings", Rules);

    private static void Fields(JsonElement json, string path, Dictionary<string, Action<JsonElement, string>> rules)
    {
        Require(json.ValueKind == JsonValueKind.Object, "An object is needed here.", path);
        foreach (var property in json.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            Require(rules.TryGetValue(property.Name, out var rule), $"There is no such setting; there are: {string.Join(", ", rules.Keys)}.", at);
            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                rule!(property.Value, at);
            }
        }
    }

    private static void Seconds(JsonElement json, string path)
    {
        Require(json.ValueKind == JsonValueKind.Object, "Seconds per channel, such as {\"voice\": 20}.", path);
        foreach (var channel in json.EnumerateObject())
        {
            Require(Channels.Contains(channel.Name), "There is no such channel.", $"{path}.{channel.Name}");
            Require(channel.Value.ValueKind == JsonValueKind.Null || (channel.Value.ValueKind == JsonValueKind.Number && channel.Value.GetDouble() is >= 0 and <= 2_592_000), "Seconds from 0 on, at most 30 days.", $"{path}.{channel.Name}");
        }
    }

    private static void Hours(JsonElement json, string path)
    {
        Require(json.ValueKind == JsonValueKind.Object, "Hours per day of the week, such as {\"mon\": [[\"09:00\", \"18:00\"]]}.", path);
        foreach (var day in json.EnumerateObject())
        {
            var right = Days.Contains(day.Name) && (day.Value.ValueKind == JsonValueKind.Null || (day.Value.ValueKind == JsonValueKind.Array && day.Value.EnumerateArray().All(IsSpan)));
            Require(right, "Spans of a day of the week, such as [[\"09:00\", \"18:00\"]]; the end may be \"24:00\".", $"{path}.{day.Name}");
        }
    }

    private static bool IsSpan(JsonElement span) =>
        span.ValueKind == JsonValueKind.Array && span.GetArrayLength() == 2 && Minutes(span[0]) is { } from && Minutes(span[1]) is { } to && from < to;

    private static int? Minutes(JsonElement json) => json.ValueKind != JsonValueKind.String ? null
        : json.GetString() is "24:00" ? 24 * 60
        : TimeOnly.TryParseExact(json.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute
        : null;

    private static void Holidays(JsonElement json, string path) => Require(
        json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(day => day.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)), "A list of days, such as \"2026-01-01\".", path);

    private static void AnyObject(JsonElement json, string path) => Require(json.ValueKind == JsonValueKind.Object, "An object is needed here.", path);

    private static bool Whole(JsonElement json, int min, int max) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number >= min && number <= max;

    private static void Require(bool holds, string message, string path)
    {
        if (!holds)
        {
            throw ProblemException.BadInput(message, path);
        }
    }
}
