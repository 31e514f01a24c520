using System.Text.Json;

namespace Oracle.Model;

/// <summary>The settings that hold at one instant.</summary>
internal sealed class Settings(JsonElement keys)
{
    private JsonElement? ServiceLevel => keys.Field("serviceLevel");

    public string ServiceLevelMode => ServiceLevel?.Text("mode") ?? "answeredAndAbandonedInTime";

    public long RepeatWindow => (long)((keys.Number("repeatWindowDays") ?? 7) * Time.Day);

    public decimal DiscountRate => keys.Number("discountRate") ?? 0.10m;

    /// <summary>Null: as usual.</summary>
    public decimal? HealthWeight(string part) => keys.Field("health")?.Field("weights")?.Number(part);

    public JsonElement? BusinessHours => keys.Field("businessHours");

    public IEnumerable<JsonElement> SlaPolicies => keys.Field("slaPolicies")?.EnumerateArray() ?? Enumerable.Empty<JsonElement>();

    /// <summary>Microseconds; null: contacts of this channel are not judged.</summary>
    public long? Threshold(string channel)
    {
        var seconds = ServiceLevel?.Field("thresholds")?.Number(channel) ?? channel switch
        {
            "voice" => 20m,
            "chat" => 60m,
            "messaging" => 300m,
            "email" => 14_400m,
            "social" => 3_600m,
            _ => null,
        };
        return seconds is { } s ? Time.Duration(s) : null;
    }

    /// <summary>Microseconds; null: no abandon of this channel is short.</summary>
    public long? ShortAbandon(string channel) =>
        ServiceLevel?.Field("shortAbandon")?.Number(channel) is { } seconds ? Time.Duration(seconds) : null;
}
