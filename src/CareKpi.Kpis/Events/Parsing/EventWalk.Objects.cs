using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Parsing;

// Fields that are objects or arrays. Where one returns false the reader stands on its start or its end, so that the walk goes on behind it.
internal ref partial struct EventWalk
{
    private static readonly Fault GiverAgent = Fault.Invalid("data.from.agent", "must be a string of 1 to 128 printable characters");
    private static readonly Fault GiverTeam = Fault.Invalid("data.from.team", "must be a string of 1 to 128 printable characters");
    private static readonly Fault ScaleMin = Fault.Invalid("data.scale.min", "must be a number between -10^9 and 10^9");
    private static readonly Fault ScaleMax = Fault.Invalid("data.scale.max", "must be a number between -10^9 and 10^9, and above min");
    private static readonly Fault NoScaleMin = Fault.Missing("data.scale.min", "is required: a scale has min and max");
    private static readonly Fault NoScaleMax = Fault.Missing("data.scale.max", "is required: a scale has min and max");

    /// <summary><c>from</c> of a case that changes hands.</summary>
    private bool TryGiver(Field field, ref CareEvent e)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var owner = batch.Names.NewOwner();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName(field.Path);
            var text = TextOf(name);
            var (target, broken) = text.SequenceEqual("agent"u8) ? (TextField.FromAgent, GiverAgent)
                : text.SequenceEqual("team"u8) ? (TextField.FromTeam, GiverTeam)
                : (TextField.Count, GiverAgent);
            NoteName(owner, name, field.Path);
            json.Read();
            if (target == TextField.Count || json.TokenType == JsonTokenType.Null)
            {
                Pass(field.Path);
            }
            else if (TryReadText(out var key) && Printable.IsWithin(TextOf(key), EventLimits.MaxKey))
            {
                e.Texts[(int)target] = key;
            }
            else
            {
                Fail(FaultRank.Data, broken);
                Pass(field.Path);
            }
        }

        return true;
    }

    private bool TryTags(Field field, ref CareEvent e)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var owner = batch.Names.NewOwner();
        var count = 0;
        var taken = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName(field.Path);
            NoteName(owner, name, field.Path);
            json.Read();
            if (++count > EventLimits.MaxTags)
            {
                taken = false;
                Pass(field.Path);
            }
            else if (json.TokenType == JsonTokenType.Null)
            {
                // A tag without value is no tag.
            }
            else if (Printable.IsWithin(TextOf(name), EventLimits.MaxKey) && TryReadText(out var value)
                && Printable.IsWithin(TextOf(value), EventLimits.MaxKey))
            {
                batch.AddTag(new TagPair(name, value));
                e.TagCount++;
            }
            else
            {
                taken = false;
                Pass(field.Path);
            }
        }

        return Judge(taken, field);
    }

    private bool TryArticles(Field field, ref CareEvent e)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        var count = 0;
        var taken = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (++count > EventLimits.MaxArticles || !TryReadText(out var article) || !Printable.IsWithin(TextOf(article), EventLimits.MaxKey))
            {
                taken = false;
                Pass(field.Path);
            }
        }

        e.Knowledge = count > 0;
        return Judge(taken, field);
    }

    private bool TryScale(Field field, ref CareEvent e)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var owner = batch.Names.NewOwner();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName(field.Path);
            var text = TextOf(name);
            var (target, broken) = text.SequenceEqual("min"u8) ? (NumberField.ScaleMin, ScaleMin)
                : text.SequenceEqual("max"u8) ? (NumberField.ScaleMax, ScaleMax)
                : (NumberField.Count, ScaleMin);
            NoteName(owner, name, field.Path);
            json.Read();
            if (target == NumberField.Count || json.TokenType == JsonTokenType.Null)
            {
                Pass(field.Path);
            }
            else if (json.TokenType != JsonTokenType.Number || !TryScore((byte)target, ref e, 1 - EventLimits.ValueBound, EventLimits.ValueBound - 1))
            {
                Fail(FaultRank.Data, broken);
                Pass(field.Path);
            }
        }

        if (!e.Has(NumberField.ScaleMin))
        {
            Fail(FaultRank.Data, NoScaleMin);
        }
        else if (!e.Has(NumberField.ScaleMax))
        {
            Fail(FaultRank.Data, NoScaleMax);
        }
        else if (e[NumberField.ScaleMin] >= e[NumberField.ScaleMax])
        {
            Fail(FaultRank.Data, ScaleMax);
        }

        return true;
    }

    // The reader is at the end already: the fault is told here, not where the value would be passed over.
    private bool Judge(bool taken, Field field)
    {
        if (!taken)
        {
            Fail(FaultRank.Data, field.Invalid);
        }

        return true;
    }
}
