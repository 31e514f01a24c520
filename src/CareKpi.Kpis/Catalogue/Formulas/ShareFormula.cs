using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A part of a whole in percent. Numerator and denominator are raw counts, the denominator is the sample size.</summary>
public sealed class ShareFormula : Formula
{
    private readonly Amount _numerator;
    private readonly Amount _denominator;
    private readonly bool _interval;

    internal ShareFormula(Amount numerator, Amount denominator, bool interval)
    {
        (_numerator, _denominator, _interval) = (numerator, denominator, interval);
        Measures = [.. numerator.Measures.Union(denominator.Measures)];
    }

    public override ValueKind Kind => ValueKind.Share;

    public override string Text => $"{_numerator} / {_denominator} * 100";

    public override IReadOnlyList<Measure> Measures { get; }

    /// <summary>The same with a Wilson interval: the answers are a sample of the customers.</summary>
    public ShareFormula WithInterval() => new(_numerator, _denominator, interval: true);

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var (part, whole) = (_numerator.In(measures), _denominator.In(measures));
        return whole <= 0
            ? Figures.Nothing
            : new(100.0 * part / whole, whole, part, whole) { Confidence = _interval ? Intervals.Wilson(part, whole) : null };
    }

    public override Stake? Stake(EvaluationContext context) => new(_numerator, 1, _denominator, 1);
}
