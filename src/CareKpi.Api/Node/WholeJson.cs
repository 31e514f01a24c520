using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Api.Node;

/// <summary>JSON that a body holds as it is, such as settings: taken only where every text of it can be read later.</summary>
internal sealed class WholeJson : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Surrogates.AreWhole(JsonMarshal.GetRawUtf8Value(document.RootElement)) ? document.RootElement.Clone() : throw new JsonException("a text is not valid UTF-8 or holds half of a surrogate pair");
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}
