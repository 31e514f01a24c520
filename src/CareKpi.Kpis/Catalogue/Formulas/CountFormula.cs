using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A count of the period, or a stock at its end: 0 when nothing happened. It is its own numerator and sample size.</summary>
internal sealed class CountFormula : Formula
{
    private readonly Measure _measure;

    public CountFormula(Measure measure, ValueKind kind)
    {
        if (measure is not { Unit: MeasureUnit.Count, Kind: MeasureKind.Sum or MeasureKind.Stock or MeasureKind.Spell })
        {
            throw new ArgumentException($"{measure.Name} is not a count", nameof(measure));
        }

        _measure = measure;
        Kind = kind;
        Measures = [measure];
    }

    public override ValueKind Kind { get; }

    public override string Text => _measure.Name;

    public override IReadOnlyList<Measure> Measures { get; }

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var count = measures.Sum(_measure);
        return new(count, count, count, null) { Parts = Part.Of(measures.Parts(_measure)) };
    }

    public override Stake? Stake(EvaluationContext context) => new(_measure, 1, null, 1);
}
