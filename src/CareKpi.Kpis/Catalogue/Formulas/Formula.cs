using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A pure function of merged measures. Integers become floating point once, at the end.</summary>
public abstract class Formula
{
    public abstract ValueKind Kind { get; }

    /// <summary>Over names of measures; durations in seconds. The same words as formulas of custom KPIs.</summary>
    public abstract string Text { get; }

    /// <summary>What it reads, each once.</summary>
    public abstract IReadOnlyList<Measure> Measures { get; }

    public virtual Dimensions Dimensions => Measures.Aggregate((Dimensions)byte.MaxValue, (all, measure) => all & measure.Dimensions);

    /// <summary>A stock is the last day's, never a sum over days, nor is what is told of a period; all other measures add over days as over scopes.</summary>
    public virtual Additivity Adds => Measures.Any(measure => measure.Kind is MeasureKind.Stock or MeasureKind.Spell) ? Additivity.Scopes : Additivity.Both;

    public abstract Figures Compute(IMeasures measures, EvaluationContext context);

    /// <summary>What a fact adds to numerator and denominator; null: they are no sums over facts.</summary>
    public virtual Stake? Stake(EvaluationContext context) => null;

    /// <summary>The same, with a part of its sample beside the value.</summary>
    public Formula WithPart(string name, Amount part, Amount of) => new PartFormula(this, name, part, of);

    /// <summary>numerator ÷ of × 100, over counts.</summary>
    public static ShareFormula Share(Amount numerator, Amount of) => new(numerator, of, interval: false);

    /// <summary>(plus − minus) ÷ of × 100, over counts, with an adjusted-Wald interval.</summary>
    public static Formula NetShare(Measure plus, Measure minus, Measure of) => new NetShareFormula(plus, minus, of, interval: true);

    /// <summary>(plus − minus) ÷ of × 100, over counts.</summary>
    public static Formula Balance(Measure plus, Measure minus, Measure of) => new NetShareFormula(plus, minus, of, interval: false);

    /// <summary>value − minus, of two values in percent; null when either is.</summary>
    public static Formula Difference(Formula value, Formula minus) => new DifferenceFormula(value, minus);

    /// <summary>Mean of samples, in seconds, score units or money; with the distribution of durations that keep a sketch.</summary>
    public static MeanFormula Mean(Measure samples) => new([samples], interval: false);

    /// <summary>Mean of the samples of both.</summary>
    public static MeanFormula Mean(Measure samples, Measure and) => new([samples, and], interval: false);

    /// <summary>How many in the period.</summary>
    public static Formula Count(Measure measure) => new CountFormula(measure, ValueKind.Count);

    /// <summary>How much in the period.</summary>
    public static Formula Sum(Measure measure) => new SumFormula(measure);

    /// <summary>total ÷ of, the total in its unit, over counts.</summary>
    public static Formula Per(Measure total, Amount of) => new PerFormula(total, of);

    /// <summary>How many at the end of the period.</summary>
    public static Formula StockAtEnd(Measure stock) => new CountFormula(stock, ValueKind.Stock);

    /// <summary>numerator ÷ of × 100, over milliseconds, shown in seconds; its sample size is the number of intervals.</summary>
    public static Formula TimeShare(Amount numerator, Amount of, Measure intervals) => new TimeShareFormula(numerator, of, intervals);

    /// <summary>count ÷ time, the time in milliseconds, shown in hours.</summary>
    public static Formula PerHour(Amount count, Amount time) => new PerHourFormula(count, time);

    /// <summary>numerator ÷ of × 100, over money; its sample size is a count of its own.</summary>
    public static Formula ShareOfMoney(Amount numerator, Amount of, Amount count) => new MoneyShareFormula(numerator, of, count);

    /// <summary>numerator ÷ time, the time in milliseconds, shown in years of 365.25 days.</summary>
    public static Formula PerYear(Amount numerator, Amount time, Amount count) => new PerYearFormula(numerator, time, count);

    /// <summary>One of several formulas of one kind, by the tenant's settings.</summary>
    public static Formula Chosen(IReadOnlyList<Formula> among, Func<EvaluationContext, Formula> choice, string text) => new ChosenFormula(among, choice, text);
}
