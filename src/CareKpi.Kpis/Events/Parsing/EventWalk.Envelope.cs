using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Parsing;

// The attributes of CloudEvents, and the ones that CareKpi adds: tenant, supersedes, supersedestime.
internal ref partial struct EventWalk
{
    // In the order of the table below, from 1.
    private enum Attribute { None, SpecVersion, Id, Source, Type, Time, Data, DataBase64, DataContentType, Tenant, Supersedes, SupersedesTime }

    private const int Required = 1 << (int)Attribute.Id | 1 << (int)Attribute.Source | 1 << (int)Attribute.Type | 1 << (int)Attribute.Time;

    private static readonly NameTable Attributes = new(
        ["specversion", "id", "source", "type", "time", "data", "data_base64", "datacontenttype", "tenant", "supersedes", "supersedestime"]);

    private void ReadEnvelope(ref CareEvent e)
    {
        e.SupersedesTime = CareEvent.None;
        e.Key = TextField.Count;
        e.Public = true;
        var owner = batch.Names.NewOwner();
        var seen = 0;
        var given = 0;
        Schema? schema = null;
        Utf8JsonReader data = default;
        var waiting = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName(null);
            var attribute = (Attribute)Attributes.Find(TextOf(name));
            if (attribute == Attribute.None)
            {
                NoteName(owner, name, null);
                json.Read();
                Pass(null);
                continue;
            }

            json.Read();
            var bit = 1 << (int)attribute;
            if ((seen & bit) != 0)
            {
                Fail(FaultRank.Structure, EnvelopeFaults.Twice[(int)attribute]);
                json.Skip();
                continue;
            }

            seen |= bit;
            if (json.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            given |= bit;
            if (attribute != Attribute.Data)
            {
                ReadAttribute(attribute, ref e, ref schema);
            }
            else if ((seen & (1 << (int)Attribute.Type)) != 0)
            {
                ReadData(schema, ref e);
            }
            else
            {
                // How data is read depends on the type: come back when that is known.
                waiting = true;
                data = json;
                json.Skip();
            }
        }

        if (waiting)
        {
            var end = json;
            json = data;
            ReadData(schema, ref e);
            json = end;
        }

        Conclude(ref e, schema, given);
    }

    private void ReadAttribute(Attribute attribute, ref CareEvent e, ref Schema? schema)
    {
        switch (attribute)
        {
            case Attribute.SpecVersion:
                if (!TryReadText(out var version) || !TextOf(version).SequenceEqual("1.0"u8))
                {
                    Fail(FaultRank.Attribute, EnvelopeFaults.SpecVersion);
                }

                break;
            case Attribute.Id:
                e.Id = ReadAttributeText(EnvelopeFaults.Id, FaultRank.Attribute);
                break;
            case Attribute.Source:
                e.Source = ReadAttributeText(EnvelopeFaults.Source, FaultRank.Attribute);
                break;
            case Attribute.Type:
                schema = ReadType(ref e);
                break;
            case Attribute.Time:
                e.Time = ReadTime(EnvelopeFaults.Time, EnvelopeFaults.LeapSecond, FaultRank.Attribute);
                break;
            case Attribute.DataBase64:
                Fail(FaultRank.Extension, EnvelopeFaults.DataBase64);
                break;
            case Attribute.DataContentType:
                if (!TryReadText(out var media) || !IsJson(TextOf(media)))
                {
                    Fail(FaultRank.Extension, EnvelopeFaults.DataContentType);
                }

                break;
            case Attribute.Tenant:
                if (!TryReadText(out var named))
                {
                    Fail(FaultRank.Tenant, EnvelopeFaults.TenantText);
                }
                else if (!TextOf(named).SequenceEqual(tenant))
                {
                    Fail(FaultRank.Tenant, EnvelopeFaults.OtherTenant);
                }

                break;
            case Attribute.Supersedes:
                e.Supersedes = ReadAttributeText(EnvelopeFaults.Supersedes, FaultRank.Extension);
                break;
            default:
                e.SupersedesTime = ReadTime(EnvelopeFaults.SupersedesTime, EnvelopeFaults.SupersedesLeapSecond, FaultRank.Extension);
                break;
        }

        // Whatever an attribute is, it is no object; where it is one, the walk goes on behind it.
        Pass(null);
    }

    private TextRef ReadAttributeText(Fault otherwise, FaultRank at)
    {
        if (TryReadText(out var text) && Printable.IsWithin(TextOf(text), EventLimits.MaxAttribute))
        {
            return text;
        }

        Fail(at, otherwise);
        return default;
    }

    private Schema? ReadType(ref CareEvent e)
    {
        var text = ReadAttributeText(EnvelopeFaults.Type, FaultRank.Attribute);
        if (EventTypes.TryParse(TextOf(text), out e.Type))
        {
            var schema = SchemaTable.Of(e.Type);
            e.Key = schema.MainKey;
            if (schema.IsReserved && !context.FromNode)
            {
                Fail(FaultRank.Type, EnvelopeFaults.ReservedType);
            }

            return schema;
        }

        if (TextOf(text).StartsWith("care."u8))
        {
            Fail(FaultRank.Type, EnvelopeFaults.UnknownType);
        }

        return null;
    }

    private long ReadTime(Fault otherwise, Fault leapSecond, FaultRank at)
    {
        var outcome = TryReadText(out var text) ? Rfc3339.TryInstant(TextOf(text), out var micros) : Otherwise(out micros);
        if (outcome == TimeOutcome.Ok)
        {
            return micros;
        }

        Fail(at, outcome == TimeOutcome.LeapSecond ? leapSecond : otherwise);
        return CareEvent.None;

        static TimeOutcome Otherwise(out long micros)
        {
            micros = 0;
            return TimeOutcome.Malformed;
        }
    }

    /// <summary>What can be said only when all attributes are known.</summary>
    private void Conclude(ref CareEvent e, Schema? schema, int given)
    {
        if ((given & (1 << (int)Attribute.SpecVersion)) == 0)
        {
            Fail(FaultRank.Attribute, EnvelopeFaults.SpecVersion);
        }

        if ((given & Required) != Required)
        {
            Fail(FaultRank.Attribute, EnvelopeFaults.FirstMissing(given));
        }

        if (e.Time > context.NowMicros + EventLimits.AheadMicros)
        {
            Fail(FaultRank.Time, EnvelopeFaults.TooNew);
        }

        if (context.HorizonMicros != CareEvent.None && e.Time < context.HorizonMicros)
        {
            Fail(FaultRank.Time, EnvelopeFaults.TooOld);
        }

        if (schema is not null && !context.FromNode && e.Source.IsPresent && TextOf(e.Source).SequenceEqual("carekpi"u8))
        {
            Fail(FaultRank.Type, EnvelopeFaults.ReservedSource);
        }

        if (schema is null)
        {
            Forgive();
            return;
        }

        if (e.Supersedes.IsPresent)
        {
            if (TextOf(e.Supersedes).SequenceEqual(TextOf(e.Id)) && (e.SupersedesTime == CareEvent.None || DayOf(e.SupersedesTime) == DayOf(e.Time)))
            {
                Fail(FaultRank.Extension, EnvelopeFaults.SelfReference);
            }
        }
        else if (schema.NeedsSupersedes)
        {
            Fail(FaultRank.Extension, EnvelopeFaults.NoSupersedes);
        }

        if ((given & (1 << (int)Attribute.Data)) == 0)
        {
            Fail(FaultRank.Extension, EnvelopeFaults.NoData);
        }
    }

    // Of a foreign event only what CloudEvents itself demands is judged: its data may be of any kind, its extensions are not ours.
    private void Forgive()
    {
        if (rank is FaultRank.Extension or FaultRank.Data)
        {
            rank = FaultRank.None;
            fault = null;
        }
    }

    private static long DayOf(long micros) => Math.DivRem(micros, Rfc3339.MicrosPerDay) is var (days, rest) && rest < 0 ? days - 1 : days;

    // application/json or any type with the suffix +json, parameters allowed; media types know no case (RFC 2045).
    private static bool IsJson(ReadOnlySpan<byte> media)
    {
        var end = media.IndexOf((byte)';');
        var type = (end < 0 ? media : media[..end]).Trim((byte)' ');
        return System.Text.Ascii.EqualsIgnoreCase(type, "application/json"u8)
            || (type.Length > 5 && type.Contains((byte)'/') && System.Text.Ascii.EqualsIgnoreCase(type[^5..], "+json"u8));
    }
}
