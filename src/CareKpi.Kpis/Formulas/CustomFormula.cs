using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Formulas;

/// <summary>A checked formula over the merged measures of a scope and period. Of a quotient it tells numerator and denominator, and as sample size that of the denominator; of counts and sums the value itself; of all
/// else the smallest sample that it reads.</summary>
internal sealed class CustomFormula : Formula
{
    private readonly Term root;
    private readonly OperationTerm? quotient;

    public CustomFormula(Term root, string text, IReadOnlyList<Measure> measures, string unit)
    {
        (this.root, Text, Measures) = (root, text, measures);
        quotient = QuotientOf(root);
        Kind = root.IsTotal ? unit == Units.Number ? ValueKind.Count : ValueKind.Sum
            : quotient is null ? ValueKind.Rate
            : unit == Units.Percent ? ValueKind.Share
            : ValueKind.Mean;
    }

    public override ValueKind Kind { get; }

    public override string Text { get; }

    public override IReadOnlyList<Measure> Measures { get; }

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        if (quotient is null)
        {
            var read = root.Read(measures, context);
            return read.Value is { } whole ? new(whole, root.IsTotal ? Figure.Total(whole).Sample!.Value : read.Sample ?? 0, whole, null) : Figures.Nothing;
        }
        // Each side once: a side may be a KPI of KPIs, and to read it twice doubles with each of them.
        var (above, below) = (quotient.Left.Read(measures, context), quotient.Right.Read(measures, context));
        return Around(root, quotient.Of(above, below)).Value is { } value ? new(value, below.Sample ?? above.Sample ?? 0, above.Value, below.Value) : Figures.Nothing;
    }

    /// <summary>A term around the quotient, whose figure is known: numbers stand beside it, else it would be none (<see cref="QuotientOf"/>).</summary>
    private Figure Around(Term term, Figure told) => term switch
    {
        _ when term == quotient => told,
        OperationTerm { Left: NumberTerm number } product => product.Of(number.Told, Around(product.Right, told)),
        OperationTerm { Right: NumberTerm number } product => product.Of(Around(product.Left, told), number.Told),
        PlainTerm plain => Around(plain.Value, told),
        _ => throw new InvalidOperationException("a quotient stands beside numbers only"),
    };

    /// <summary>a / b, times a number or not.</summary>
    private static OperationTerm? QuotientOf(Term root) => root switch
    {
        OperationTerm { Symbol: '/', Right: not NumberTerm } quotient => quotient,
        OperationTerm { Symbol: '*', Left: NumberTerm } product => QuotientOf(product.Right),
        OperationTerm { Symbol: '*', Right: NumberTerm } product => QuotientOf(product.Left),
        OperationTerm { Symbol: '/', Right: NumberTerm } product => QuotientOf(product.Left),
        PlainTerm plain => QuotientOf(plain.Value),
        _ => null,
    };
}
