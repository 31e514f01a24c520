using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CareKpi.Cli.Demo;

/// <summary>One event of the demo, ready to be sent. <see cref="Time"/> is that of the company's clock.</summary>
internal sealed record DemoLine(DateTime Time, string Id, byte[] Json)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A field whose value is null is left out.</summary>
    public static DemoLine Of(string type, string id, DateTime time, params ReadOnlySpan<(string Name, object? Value)> data)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", SourceOf(type));
            json.WriteString("type", type);
            json.WriteString("time", DemoCalendar.Instant(time));
            json.WriteStartObject("data");
            foreach (var (name, value) in data)
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new(time, id, buffer.WrittenSpan.ToArray());
    }

    /// <summary>The system of the company that has it.</summary>
    private static string SourceOf(string type) => type.Split('.')[1] switch
    {
        "contact" or "agent" or "team" => "telephony",
        "case" or "message" or "complaint" => "helpdesk",
        "bot" or "selfservice" or "touchpoint" => "website",
        "survey" => "surveys",
        "quality" => "quality",
        "mention" => "social",
        "subscription" or "revenue" or "cost" or "customer" => "billing",
        _ => "monitoring",
    };

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            case DateTime time: json.WriteString(name, DemoCalendar.Instant(time)); break;
            case DateOnly day: json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case string[] list:
                json.WriteStartArray(name);
                Array.ForEach(list, json.WriteStringValue);
                json.WriteEndArray();
                break;
            case ValueTuple<string, string> tag:
                json.WriteStartObject(name);
                json.WriteString(tag.Item1, tag.Item2);
                json.WriteEndObject();
                break;
            default: throw new ArgumentException($"no way to write a {value.GetType().Name}", nameof(value));
        }
    }
}
