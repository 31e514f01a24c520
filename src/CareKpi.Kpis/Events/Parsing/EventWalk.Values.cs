using System.Text.Json;
using CareKpi.Kpis.Events.Schemas;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Parsing;

// Single values. Each is false where the value is not what the field demands; the reader then still stands on it.
internal ref partial struct EventWalk
{
    private const long One = 1_000_000;

    private bool TryKey(Field field, ref CareEvent e, int max)
    {
        if (!TryReadText(out var text) || !Printable.IsWithin(TextOf(text), max))
        {
            return false;
        }

        e.Texts[field.Target] = text;
        return true;
    }

    private readonly bool TryBoolean(FlagField target, ref CareEvent e)
    {
        if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return false;
        }

        var value = json.TokenType == JsonTokenType.True;
        switch (target)
        {
            case FlagField.Resolved:
                e.Resolved = value ? Answer.Yes : Answer.No;
                break;
            case FlagField.Accepted:
                e.Accepted = value ? Answer.Yes : Answer.No;
                break;
            case FlagField.Escalated:
                e.Escalated = value;
                break;
            case FlagField.Transferred:
                e.Transferred = value;
                break;
            case FlagField.Contained:
                e.Contained = value;
                break;
            case FlagField.Up:
                e.Up = value;
                break;
            case FlagField.Public:
                e.Public = value;
                break;
            default:
                e.Bot = value;
                break;
        }

        return true;
    }

    private bool TryWord(Field field, ref CareEvent e)
    {
        var word = TryReadText(out var text) ? field.Words!.Find(TextOf(text)) : 0;
        switch ((WordField)field.Target)
        {
            case WordField.Channel:
                e.Channel = (Channel)word;
                break;
            case WordField.Priority:
                e.Priority = (Priority)word;
                break;
            case WordField.Party:
                e.Party = (Party)word;
                break;
            case WordField.Direction:
                e.Direction = (ContactDirection)word;
                break;
            case WordField.Outcome:
                e.Outcome = (ContactOutcome)word;
                break;
            case WordField.Survey:
                e.Survey = (SurveyKind)word;
                break;
            case WordField.State:
                e.State = (AgentState)word;
                break;
            default:
                e.Category = (CostCategory)word;
                break;
        }

        return word != 0;
    }

    private bool TrySentiment(Field field, ref CareEvent e)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            return TryScore(field.Target, ref e, -One, One);
        }

        var word = TryReadText(out var text) ? field.Words!.Find(TextOf(text)) : 0;
        if (word == 0)
        {
            return false;
        }

        e.SentimentIsLabel = true;
        Give(ref e, field.Target, (word - 2) * One);
        return true;
    }

    private readonly bool TryNumber(Field field, ref CareEvent e)
    {
        var target = field.Target;
        if (json.TokenType != JsonTokenType.Number)
        {
            return false;
        }

        return field.Kind switch
        {
            FieldKind.Duration => ScaledDecimal.TryRead(json.ValueSpan, 6, round: true, out var micros, out var negative) == DecimalOutcome.Ok && !negative
                && Within(ref e, target, micros, 0, EventLimits.MaxDurationMicros),
            FieldKind.Money => TryExact(target, ref e, 4, 1 - EventLimits.MoneyBound, EventLimits.MoneyBound - 1),
            FieldKind.Charge => TryExact(target, ref e, 4, 0, EventLimits.MoneyBound - 1),
            FieldKind.Value => TryExact(target, ref e, 6, 1 - EventLimits.ValueBound, EventLimits.ValueBound - 1),
            FieldKind.Count => TryExact(target, ref e, 0, 0, EventLimits.MaxErrors),
            FieldKind.Percent => TryScore(target, ref e, 0, 100 * One),
            FieldKind.Effort => TryScore(target, ref e, One, 5 * One),
            _ => TryScore(target, ref e, 1 - EventLimits.ValueBound, EventLimits.ValueBound - 1),
        };
    }

    private readonly bool TryExact(byte target, ref CareEvent e, int decimals, long min, long max) =>
        ScaledDecimal.TryRead(json.ValueSpan, decimals, round: false, out var value, out _) == DecimalOutcome.Ok && Within(ref e, target, value, min, max);

    // Averages come with as many digits as a double has: they are rounded, not refused.
    private readonly bool TryScore(byte target, ref CareEvent e, long min, long max) =>
        ScaledDecimal.TryRead(json.ValueSpan, 6, round: true, out var value, out _) == DecimalOutcome.Ok && Within(ref e, target, value, min, max);

    private bool TryTime(Field field, ref CareEvent e)
    {
        if (!TryReadText(out var text))
        {
            return false;
        }

        if (field.Kind != FieldKind.Instant && Rfc3339.TryDay(TextOf(text), out var day) == TimeOutcome.Ok)
        {
            e.StartedAtIsDay = field.Kind == FieldKind.DayOrInstant;
            Give(ref e, field.Target, e.StartedAtIsDay ? day * Rfc3339.MicrosPerDay : day);
            return true;
        }

        if (field.Kind == FieldKind.Day || Rfc3339.TryInstant(TextOf(text), out var micros) != TimeOutcome.Ok)
        {
            return false;
        }

        Give(ref e, field.Target, micros);
        return true;
    }

    private static bool Within(ref CareEvent e, byte target, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            return false;
        }

        Give(ref e, target, value);
        return true;
    }

    private static void Give(ref CareEvent e, byte target, long value)
    {
        e.Numbers[target] = value;
        e.Given |= 1u << target;
    }
}
