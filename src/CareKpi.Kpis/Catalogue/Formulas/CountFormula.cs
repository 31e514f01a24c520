using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A count of the period, or a stock at its end: 0 when nothing happened. It is its own numerator and sample size.</summary>
internal sealed class CountFormula : Formula
{
    private readonly Measure _measure;

    public CountFormula(Measure measure)
    {
        if (measure is not { Unit: MeasureUnit.Count, Kind: MeasureKind.Sum or MeasureKind.Stock })
        {
            throw new ArgumentException($"{measure.Name} is not a count", nameof(measure));
        }

        _measure = measure;
        Measures = [measure];
    }

    public override ValueKind Kind => _measure.Kind == MeasureKind.Stock ? ValueKind.Stock : ValueKind.Count;

    public override string Text => _measure.Name;

    public override IReadOnlyList<Measure> Measures { get; }

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var count = measures.Sum(_measure);
        return new(count, count, count, null);
    }
}
