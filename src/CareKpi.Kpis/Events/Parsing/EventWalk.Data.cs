using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;

namespace CareKpi.Kpis.Events.Parsing;

// The fields of data, by the schema of the type.
internal ref partial struct EventWalk
{
    private void ReadData(Schema? schema, ref CareEvent e)
    {
        if (schema is null)
        {
            Pass("data");
            return;
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            Fail(FaultRank.Data, EnvelopeFaults.DataObject);
            Pass("data");
            return;
        }

        var owner = batch.Names.NewOwner();
        var seen = 0UL;
        var given = 0UL;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName("data");
            var slot = schema.SlotOf(SchemaTable.FieldId(TextOf(name)));
            if (slot < 0)
            {
                NoteName(owner, name, "data");
                json.Read();
                Pass("data");
                continue;
            }

            json.Read();
            var field = schema[slot];
            var bit = 1UL << slot;
            if ((seen & bit) != 0)
            {
                Fail(FaultRank.Structure, field.Duplicate);
                json.Skip();
                continue;
            }

            seen |= bit;
            if (json.TokenType != JsonTokenType.Null)
            {
                given |= bit;
                ReadField(field, ref e);
            }
            else if (field.Kind == FieldKind.NullableKey)
            {
                e.Texts[field.Target] = TextRef.Null;
            }
        }

        if (schema.FirstMissing(given) is { } missing)
        {
            Fail(FaultRank.Data, missing.Missing);
        }

        // A rule may lean on the fields: it is asked only where each of them is in order.
        if (rank > FaultRank.Data && schema.Rule?.Invoke(ref e, batch) is { } broken)
        {
            Fail(FaultRank.Data, broken);
        }
    }

    private void ReadField(Field field, ref CareEvent e)
    {
        var taken = field.Kind switch
        {
            FieldKind.Key or FieldKind.NullableKey => TryKey(field, ref e, EventLimits.MaxKey),
            FieldKind.Line => TryKey(field, ref e, EventLimits.MaxLine),
            FieldKind.Free => TryReadText(out e.Texts[field.Target]),
            FieldKind.Boolean => TryBoolean((FlagField)field.Target, ref e),
            FieldKind.Word => TryWord(field, ref e),
            FieldKind.Sentiment => TrySentiment(field, ref e),
            FieldKind.Instant or FieldKind.Day or FieldKind.DayOrInstant => TryTime(field, ref e),
            FieldKind.Giver => TryGiver(field, ref e),
            FieldKind.Tags => TryTags(field, ref e),
            FieldKind.Articles => TryArticles(field, ref e),
            FieldKind.Scale => TryScale(field, ref e),
            _ => TryNumber(field, ref e),
        };
        if (taken)
        {
            return;
        }

        Fail(FaultRank.Data, field.Invalid);
        Pass(field.Path);
    }
}
