using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Time;

namespace CareKpi.Kpis.Settings;

/// <summary>Settings as JSON in one order and form, defaults filled in: equal settings have equal text.</summary>
internal static class SettingsJson
{
    /// <summary>Texts in any script stay as they are: this is read by people, and never put into HTML as it is.</summary>
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="source">Where the documents that are kept as given come from.</param>
    public static JsonElement Of(TenantSettings settings, JsonElement source)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, s_options)) Write(writer, settings, source);
        return JsonElement.Parse(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, TenantSettings settings, JsonElement source)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("serviceLevel");
        writer.WriteString("mode", SettingsWords.Of(SettingsWords.Modes, settings.ServiceLevelMode));
        WriteLimits(writer, "thresholds", settings.Threshold);
        WriteLimits(writer, "shortAbandon", settings.ShortAbandon);
        writer.WriteEndObject();
        writer.WriteNumber("repeatWindowDays", settings.RepeatWindowDays);
        writer.WritePropertyName("businessHours");
        WriteHours(writer, settings.BusinessHours);
        writer.WriteStartArray("slaPolicies");
        foreach (var policy in settings.SlaPolicies) WritePolicy(writer, policy);
        writer.WriteEndArray();
        writer.WriteStartArray("tagDimensions");
        foreach (var tag in settings.TagDimensions) writer.WriteStringValue(tag);
        writer.WriteEndArray();
        writer.WritePropertyName("retentionDays");
        if (settings.RetentionDays is { } days) writer.WriteNumberValue(days);
        else writer.WriteNullValue();
        writer.WriteString("weekStart", SettingsWords.Of(SettingsWords.Weekdays, settings.WeekStart));
        writer.WriteNumber("fiscalYearStart", settings.FiscalYearStart);
        writer.WriteNumber("discountRate", settings.DiscountRate);
        writer.WriteBoolean("peerBenchmarks", settings.PeerBenchmarks);
        foreach (var key in SettingsParser.Documents)
        {
            writer.WritePropertyName(key);
            if (source.TryGetProperty(key, out var document) && document.ValueKind != JsonValueKind.Null && (key != HealthSettings.Key || HealthSettings.Holds(source))) WriteSorted(writer, document);
            else if (key is "health" or "appraisal") writer.WriteRawValue("{}");
            else writer.WriteNullValue();
        }
        writer.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter writer, string key, Func<Channel, long?> limit)
    {
        writer.WriteStartObject(key);
        foreach (var (word, channel) in SettingsWords.Channels) WriteSeconds(writer, word, limit(channel));
        writer.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter writer, BusinessHours? hours)
    {
        if (hours is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteStartObject("hours");
        for (var weekday = 0; weekday < 7; weekday++)
        {
            if (hours.WindowsOf(weekday).IsEmpty) continue;
            writer.WriteStartArray(SettingsWords.Weekdays[weekday].Word);
            foreach (var window in hours.WindowsOf(weekday))
            {
                writer.WriteStartArray();
                writer.WriteStringValue(TimeOfDay(window.Start));
                writer.WriteStringValue(TimeOfDay(window.End));
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteStartArray("holidays");
        foreach (var day in hours.Holidays) writer.WriteStringValue(ZoneCalendar.DateOf(day).ToString("O", null));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePolicy(Utf8JsonWriter writer, SlaPolicy policy)
    {
        writer.WriteStartObject();
        if (policy.Priorities.Count > 0) WriteWords(writer, "priority", SettingsWords.Priorities, policy.Priorities);
        if (policy.Channels.Count > 0) WriteWords(writer, "channel", SettingsWords.Channels, policy.Channels);
        WriteSeconds(writer, "firstResponse", policy.FirstResponse);
        WriteSeconds(writer, "nextResponse", policy.NextResponse);
        WriteSeconds(writer, "resolution", policy.Resolution);
        writer.WriteString("clock", SettingsWords.Of(SettingsWords.Clocks, policy.BusinessClock));
        writer.WriteBoolean("pauseOnCustomer", policy.PauseOnCustomer);
        writer.WriteEndObject();
    }

    private static void WriteWords<T>(Utf8JsonWriter writer, string key, (string Word, T Value)[] words, IReadOnlyList<T> values)
    {
        writer.WriteStartArray(key);
        foreach (var value in values) writer.WriteStringValue(SettingsWords.Of(words, value));
        writer.WriteEndArray();
    }

    private static void WriteSeconds(Utf8JsonWriter writer, string key, long? micros)
    {
        if (micros is { } value) writer.WriteNumber(key, value / 1_000_000m);
    }

    private static string TimeOfDay(long micros) => micros == ZoneCalendar.MicrosPerDay ? "24:00" : new TimeOnly(micros * 10).ToString("HH:mm", null);

    /// <summary>Keys in ordinal order, at every depth.</summary>
    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) WriteSorted(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
