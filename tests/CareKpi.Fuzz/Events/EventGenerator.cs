using CareKpi.Kpis.Events;
using CareKpi.Kpis.Events.Schemas;

namespace CareKpi.Fuzz.Events;

/// <summary>Events by the product's own table of types and fields, mostly in order; each thing can be wrong, few are at once.</summary>
internal sealed class EventGenerator
{
    private static readonly Schema[] Schemas = [.. SchemaTable.All];

    private static readonly string[] Attributes = ["specversion", "id", "source", "type", "time", "data", "data_base64", "datacontenttype", "tenant", "supersedes", "supersedestime"];

    public IReadOnlyList<byte[]> Words { get; } =
    [
        .. Attributes.Concat(Schemas.SelectMany(static schema => schema.Fields).Select(static field => field.Name)).Distinct(StringComparer.Ordinal).Select(static name => Encoding.UTF8.GetBytes($"\"{name}\":")),
        .. Schemas.Select(static schema => Encoding.UTF8.GetBytes($"\"{EventTypes.Name(schema.Type)}\"")),
        .. FieldGenerator.Words.Select(static word => Encoding.UTF8.GetBytes($"\"{word}\"")),
        "\"type\":\"care.case.closed\","u8.ToArray(), "\"source\":\"carekpi\","u8.ToArray(), "\"tenant\":\"demo\","u8.ToArray(), "\"time\":\"2026-03-02T09:14:05Z\","u8.ToArray(),
    ];

    public byte[] Body(Rng rng)
    {
        var how = rng.Below(3) | (rng.Once(4) ? 8 : 0) | (rng.Once(4) ? 16 : 0);
        var text = new StringBuilder(rng.Once(40) ? "\ufeff" : "");
        switch ((BodyForm)(how % 8))
        {
            case BodyForm.Single:
                Event(text, rng);
                break;
            case BodyForm.Array:
                text.Append('[');
                for (var count = rng.Small(8); count > 0; count--)
                {
                    Event(text, rng);
                    text.Append(count > 1 ? "," : "");
                }
                text.Append(']');
                break;
            default:
                for (var count = rng.Small(8); count > 0; count--)
                {
                    Event(text, rng);
                    text.Append(rng.Of(["\n", "\n", "\n", "\r\n", "\n\n", " \n"]));
                }
                break;
        }
        return [(byte)how, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Event(StringBuilder text, Rng rng)
    {
        var schema = rng.Of(Schemas);
        var type = rng.Once(30) ? rng.Of(["other.thing", "care.", "care.case.reborn", "CARE.case.opened"]) : EventTypes.Name(schema.Type);
        var members = new List<(string Name, string Value)>
        {
            ("specversion", rng.Once(60) ? rng.Of(["1.0", "\"1.1\"", "null", "[\"1.0\"]"]) : "\"1.0\""),
            ("id", FieldGenerator.Text(rng, 256)),
            ("source", rng.Once(40) ? "\"carekpi\"" : FieldGenerator.Text(rng, 256)),
            ("type", $"\"{type}\""),
            ("time", $"\"{FieldGenerator.Instant(rng)}\""),
            ("data", Data(schema, rng)),
        };
        if (schema.NeedsSupersedes != rng.Once(12))
        {
            members.Add(("supersedes", FieldGenerator.Text(rng, 256)));
            if (rng.Once(3))
            {
                members.Add(("supersedestime", $"\"{FieldGenerator.Instant(rng)}\""));
            }
        }
        if (rng.Once(12))
        {
            members.Add(("tenant", rng.Of(["\"demo\"", "\"d\\u0065mo\"", "\"other\"", "7"])));
        }
        if (rng.Once(20))
        {
            members.Add(("datacontenttype", rng.Of(["\"application/json\"", "\"application/cloudevents+json; charset=utf-8\"", "\"text/xml\"", "{}"])));
        }
        Write(text, members, rng);
    }

    private static string Data(Schema schema, Rng rng)
    {
        var members = new List<(string Name, string Value)>();
        var place = 0;
        foreach (var field in schema.Fields)
        {
            // The required ones come first, and mostly so does the main key's.
            if (place++ < 3 || rng.Once(2) || schema.FirstMissing(ulong.MaxValue & ~(1UL << (place - 1))) is not null)
            {
                members.Add((field.Name, FieldGenerator.Value(field, rng)));
            }
        }
        var text = new StringBuilder();
        Write(text, members, rng);
        return text.ToString();
    }

    /// <summary>An object; now and then with a name that is left out, occurs twice, is escaped or is not known.</summary>
    private static void Write(StringBuilder text, List<(string Name, string Value)> members, Rng rng)
    {
        if (members.Count > 0 && rng.Once(25))
        {
            members.RemoveAt(rng.Below(members.Count));
        }
        if (members.Count > 0 && rng.Once(25))
        {
            members.Insert(rng.Below(members.Count), members[rng.Below(members.Count)]);
        }
        if (rng.Once(8))
        {
            members.Insert(rng.Below(members.Count + 1), (rng.Of(["x", "note", "x.y", "", "customer ", "u-42"]), FieldGenerator.Anything(rng, 4)));
        }
        if (rng.Once(6))
        {
            var (one, other) = (rng.Below(members.Count), rng.Below(members.Count));
            (members[one], members[other]) = (members[other], members[one]);
        }
        text.Append('{');
        for (var i = 0; i < members.Count; i++)
        {
            var (name, value) = members[i];
            text.Append(i == 0 ? "" : ",").Append('"').Append(rng.Once(40) ? FieldGenerator.Escaped(name) : name).Append(rng.Once(60) ? "\" : " : "\":").Append(value);
        }
        text.Append('}');
    }
}
