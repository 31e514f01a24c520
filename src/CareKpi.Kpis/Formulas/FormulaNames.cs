using System.Collections.Frozen;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Formulas;

/// <summary>What a name of a formula stands for.</summary>
internal sealed record Named(FormulaUnit Unit, Levels Levels, IReadOnlyList<Measure> Measures, Func<IMeasures, EvaluationContext, Figure> Read)
{
    public SettlingWindow Window { get; init; }

    /// <summary>Nodes of the custom KPI's own formula, that the one who names it brings with it.</summary>
    public int Nodes { get; init; }

    /// <summary>A count or a sum of what happened, which may be added over days.</summary>
    public bool IsTotal { get; init; }
}

/// <summary>Finds what names stand for: <c>custom.…</c>, a KPI, a part of a KPI, a measure, in this order.</summary>
internal sealed class FormulaNames(Func<string, Place, Kpi?> find, Func<string, string?> didYouMean)
{
    private static readonly FrozenDictionary<string, decimal> Quantiles = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["min"] = 0m,
        ["p50"] = 0.5m,
        ["p75"] = 0.75m,
        ["p90"] = 0.9m,
        ["p95"] = 0.95m,
        ["p99"] = 0.99m,
        ["max"] = 1m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Measures that a built-in KPI reads: at its levels they are told.</summary>
    private static readonly FrozenDictionary<string, (Measure Measure, Levels Levels)> ByName = KpiRegistry.BuiltIn.All
        .SelectMany(static kpi => kpi.Measures.Select(measure => (Measure: measure, kpi.Levels)))
        .GroupBy(static pair => pair.Measure)
        .ToFrozenDictionary(static group => group.Key.Name, static group => (group.Key, group.Aggregate(Levels.None, static (all, pair) => all | pair.Levels)), StringComparer.Ordinal);

    public static bool IsMeasure(string name) => ByName.ContainsKey(name);

    /// <exception cref="FormulaException">There is no such name, or it has no such part.</exception>
    public Named Find(NameNode name)
    {
        if (name.Parts[0] == "custom")
        {
            return Event(name);
        }
        var whole = string.Join('.', name.Parts);
        if (find(whole, name.Place) is { } kpi)
        {
            return kpi.IsAppraisal ? throw OfTargets(kpi, name.Place) : Value(kpi);
        }
        if (ByName.TryGetValue(whole, out var found) && found.Measure.Kind is MeasureKind.Sum or MeasureKind.Stock or MeasureKind.Spell)
        {
            return Total(found.Measure, found.Levels);
        }
        var (before, last) = name.Parts.Count > 1 ? (string.Join('.', name.Parts.SkipLast(1)), name.Parts[^1]) : (whole, "");
        if (find(before, name.Place) is { } of)
        {
            return of.IsAppraisal ? throw OfTargets(of, name.Place) : Part(of, last, name.Place);
        }
        if (ByName.TryGetValue(before, out found) || ByName.TryGetValue(whole, out found))
        {
            return Samples(found.Measure, found.Levels, last, name.Place);
        }
        var hint = didYouMean(whole) is { } near ? $"; did you mean '{near}'?" : "; GET /v1/kpis lists the KPIs, and a tenant's own event is custom.<name>.count or custom.<name>.sum";
        throw new FormulaException($"there is no '{(whole.Length > 64 ? whole[..64] : whole)}'{hint}", name.Place);
    }

    /// <summary>A KPI of the tenant's own may be a part of it: a formula that named it could need its own value.</summary>
    private static FormulaException OfTargets(Kpi kpi, Place place) => new($"'{kpi.Code}' is made of targets and settings, so no formula can name it: name the KPIs that it is made of", place);

    private static Named Value(Kpi kpi) => Of(kpi, FormulaUnit.Of(kpi.Unit), static figures => figures.Value) with { IsTotal = kpi.Kind is ValueKind.Count or ValueKind.Sum };

    private static Named Of(Kpi kpi, FormulaUnit unit, Func<Figures, double?> part) =>
        new(unit, kpi.Levels, kpi.Measures, (measures, context) => kpi.Formula.Compute(measures, context) is var figures ? new Figure(part(figures), figures.Count) : default)
        {
            Window = kpi.Window,
            Nodes = (kpi as CustomKpi)?.Nodes ?? 0,
        };

    private static Named Part(Kpi kpi, string part, Place place)
    {
        var unit = FormulaUnit.Of(kpi.Unit);
        var (above, below) = kpi.Kind switch
        {
            _ when kpi is CustomKpi => (null, null),
            ValueKind.Share or ValueKind.NetShare => (FormulaUnit.Number, FormulaUnit.Number),
            ValueKind.Mean => (unit, FormulaUnit.Number),
            ValueKind.TimeShare => (FormulaUnit.Of(Units.Seconds), FormulaUnit.Of(Units.Seconds)),
            ValueKind.MoneyShare => (FormulaUnit.Of(Units.Money), FormulaUnit.Of(Units.Money)),
            _ => ((FormulaUnit?)null, (FormulaUnit?)null),
        };
        // Counts of nothing are 0, as everywhere: null is of quotients only.
        return part switch
        {
            "count" => Of(kpi, FormulaUnit.Number, static figures => figures.Count) with { IsTotal = kpi is not CustomKpi },
            "numerator" when above is not null => Of(kpi, above, static figures => figures.Numerator) with { IsTotal = true },
            "denominator" when below is not null => Of(kpi, below, static figures => figures.Denominator) with { IsTotal = true },
            _ when kpi.Kind == ValueKind.Mean && kpi.Unit == Units.Seconds && (part == "mean" || Quantiles.ContainsKey(part)) => Of(kpi, unit, figures => Told(figures, part)),
            _ => throw new FormulaException($"'{kpi.Code}' has no part '{part}'; it has {PartsOf(kpi, above is not null, below is not null)}", place),
        };
    }

    private static string PartsOf(Kpi kpi, bool hasNumerator, bool hasDenominator) => string.Join(", ", (string[])
    [
        "count", .. hasNumerator ? ["numerator"] : Array.Empty<string>(), .. hasDenominator ? ["denominator"] : Array.Empty<string>(),
        .. kpi.Kind == ValueKind.Mean && kpi.Unit == Units.Seconds ? ["mean", .. Quantiles.Keys.Order(StringComparer.Ordinal)] : Array.Empty<string>(),
    ]);

    private static double? Told(Figures figures, string part) => part switch
    {
        "mean" => figures.Value,
        "min" => figures.Distribution?.Min,
        "p50" => figures.Distribution?.P50,
        "p75" => figures.Distribution?.P75,
        "p90" => figures.Distribution?.P90,
        "p95" => figures.Distribution?.P95,
        "p99" => figures.Distribution?.P99,
        _ => figures.Distribution?.Max,
    };

    private static FormulaUnit UnitOf(Measure measure) => measure.Unit switch
    {
        MeasureUnit.Milliseconds => FormulaUnit.Of(Units.Seconds),
        MeasureUnit.Money => FormulaUnit.Of(Units.Money),
        // On which scale, the name says.
        MeasureUnit.Score => FormulaUnit.Free,
        _ => FormulaUnit.Number,
    };

    private static Named Total(Measure measure, Levels levels) =>
        new(UnitOf(measure), levels, [measure], (measures, _) => Figure.Total(measures.Sum(measure) / measure.Unit.Scale)) { IsTotal = measure.Kind == MeasureKind.Sum };

    private static Named Samples(Measure measure, Levels levels, string part, Place place)
    {
        if (measure.Kind is not (MeasureKind.Moments or MeasureKind.Sketch))
        {
            throw new FormulaException($"'{measure.Name}' is a sum and has no part '{part}'", place);
        }
        var scale = measure.Unit.Scale;
        return part switch
        {
            "count" => new(FormulaUnit.Number, levels, [measure], (measures, _) => Figure.Total(measures.Samples(measure).Count)) { IsTotal = true },
            "sum" => new(UnitOf(measure), levels, [measure], (measures, _) => measures.Samples(measure) is var samples ? new Figure(samples.Sum / scale, samples.Count) : default) { IsTotal = true },
            "mean" => new(UnitOf(measure), levels, [measure], (measures, _) => measures.Samples(measure) is { Count: > 0 } samples ? new Figure(samples.Sum / (samples.Count * scale), samples.Count) : Figure.Nothing),
            _ => throw new FormulaException($"say what of the samples of '{measure.Name}': {measure.Name}.count, {measure.Name}.sum or {measure.Name}.mean", place),
        };
    }

    private static Named Event(NameNode name)
    {
        if (name.Parts is not [_, { Length: > 0 and <= 128 } called, var part])
        {
            throw new FormulaException("a tenant's own event is custom.<name>.count, .sum, .mean, .min, .p50, .p75, .p90, .p95, .p99 or .max; a name with other characters than letters, digits and _ stands in quotes", name.Place);
        }
        var own = new CustomEvent(called);
        return part switch
        {
            "count" => Told(FormulaUnit.Number, own.Totals, measures => Figure.Total(own.Count(measures))) with { IsTotal = true },
            "sum" => Told(FormulaUnit.Free, own.Totals, measures => new(own.Sum(measures), own.Count(measures))) with { IsTotal = true },
            "mean" => Told(FormulaUnit.Free, own.Totals, measures => own.Count(measures) is > 0 and var n ? new(own.Sum(measures) / n, n) : Figure.Nothing),
            _ when Quantiles.TryGetValue(part, out var q) => Told(FormulaUnit.Free, own.All, measures => new(own.Quantile(measures, q), own.Count(measures))),
            _ => throw new FormulaException($"an event has no part '{part}'; it has count, sum, mean, min, p50, p75, p90, p95, p99 and max", name.Place),
        };

        static Named Told(FormulaUnit unit, IReadOnlyList<Measure> read, Func<IMeasures, Figure> tell) => new(unit, Levels.TMA, read, (measures, _) => tell(measures));
    }
}
