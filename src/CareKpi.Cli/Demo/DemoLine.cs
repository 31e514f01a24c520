using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CareKpi.Cli.Demo;

/// <summary>One event of the demo, ready to be sent.</summary>
internal sealed record DemoLine(DateTime Time, string Id, byte[] Json)
{
    public const string Source = "demo";

    public static DemoLine Of(string type, string id, DateTime time, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", Source);
            json.WriteString("type", type);
            json.WriteString("time", time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new(time, id, buffer.WrittenSpan.ToArray());
    }
}
