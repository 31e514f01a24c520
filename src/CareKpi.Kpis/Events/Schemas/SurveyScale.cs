namespace CareKpi.Kpis.Events.Schemas;

/// <summary>Scale, score and bounds of a survey's answer. Fills in the scale that the kind has by default and the open end of a band of low effort.</summary>
internal static class SurveyScale
{
    private const long One = 1_000_000;

    private static readonly Fault NpsScale = Fault.Invalid("data.scale", "must be 0 to 10 for nps; leave it out");
    private static readonly Fault Score =
        Fault.Invalid("data.score", "must lie within the scale (default: csat 1 to 5, nps 0 to 10, ces 1 to 7, pec 0 to 100)");
    private static readonly Fault Positive = Fault.Invalid("data.positiveFrom", "must lie within the scale");
    private static readonly Fault EffortFrom = Fault.Invalid("data.lowEffortFrom", "must lie within the scale");
    private static readonly Fault EffortTo = Fault.Invalid("data.lowEffortTo", "must lie within the scale");
    private static readonly Fault EffortBand = Fault.Invalid("data.lowEffortTo", "must not be below lowEffortFrom");
    private static readonly Fault NoPositive =
        Fault.Missing("data.positiveFrom", "is required for csat on a scale other than 1-5, 1-7, 1-10 and 0-1: the lowest score that is positive");
    private static readonly Fault NoEffort =
        Fault.Missing("data.lowEffortFrom", "lowEffortFrom or lowEffortTo is required for ces on a scale other than 1-5 and 1-7: the scores of low effort");

    public static Fault? Check(ref CareEvent e, EventBatch batch)
    {
        if (!e.Has(NumberField.ScaleMin) && Default(e.Survey) is { } scale)
        {
            Set(ref e, NumberField.ScaleMin, scale.Min);
            Set(ref e, NumberField.ScaleMax, scale.Max);
        }

        var known = e.Has(NumberField.ScaleMin);
        if (e.Survey == SurveyKind.Nps && !IsScale(in e, 0, 10))
        {
            return NpsScale;
        }

        if (known && Outside(in e) is { } fault)
        {
            return fault;
        }

        if (known)
        {
            CloseBand(ref e);
        }

        if (e.Has(NumberField.LowEffortFrom) && e.Has(NumberField.LowEffortTo) && e[NumberField.LowEffortFrom] > e[NumberField.LowEffortTo])
        {
            return EffortBand;
        }

        // Without a score there is nothing to judge by the bound.
        return e.Has(NumberField.Score) ? MissingBound(in e) : null;
    }

    private static Fault? Outside(ref readonly CareEvent e)
    {
        if (!Within(in e, NumberField.Score))
        {
            return Score;
        }

        if (!Within(in e, NumberField.PositiveFrom))
        {
            return Positive;
        }

        if (!Within(in e, NumberField.LowEffortFrom))
        {
            return EffortFrom;
        }

        return Within(in e, NumberField.LowEffortTo) ? null : EffortTo;
    }

    private static Fault? MissingBound(ref readonly CareEvent e) => e.Survey switch
    {
        SurveyKind.Csat when !e.Has(NumberField.PositiveFrom)
            && !(IsScale(in e, 1, 5) || IsScale(in e, 1, 7) || IsScale(in e, 1, 10) || IsScale(in e, 0, 1)) => NoPositive,
        SurveyKind.Ces when !e.Has(NumberField.LowEffortFrom) && !(IsScale(in e, 1, 5) || IsScale(in e, 1, 7)) => NoEffort,
        _ => null,
    };

    // One of the two given: the other is the scale's end.
    private static void CloseBand(ref CareEvent e)
    {
        var from = e.Has(NumberField.LowEffortFrom);
        if (from == e.Has(NumberField.LowEffortTo))
        {
            return;
        }

        if (from)
        {
            Set(ref e, NumberField.LowEffortTo, e[NumberField.ScaleMax]);
        }
        else
        {
            Set(ref e, NumberField.LowEffortFrom, e[NumberField.ScaleMin]);
        }
    }

    private static (long Min, long Max)? Default(SurveyKind kind) => kind switch
    {
        SurveyKind.Csat => (One, 5 * One),
        SurveyKind.Nps => (0, 10 * One),
        SurveyKind.Ces => (One, 7 * One),
        SurveyKind.Pec => (0, 100 * One),
        _ => null,
    };

    private static bool Within(ref readonly CareEvent e, NumberField field) =>
        !e.Has(field) || (e[field] >= e[NumberField.ScaleMin] && e[field] <= e[NumberField.ScaleMax]);

    private static bool IsScale(ref readonly CareEvent e, long min, long max) => e[NumberField.ScaleMin] == min * One && e[NumberField.ScaleMax] == max * One;

    private static void Set(ref CareEvent e, NumberField field, long value)
    {
        e.Numbers[(int)field] = value;
        e.Given |= 1u << (int)field;
    }
}
