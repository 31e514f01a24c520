using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue.Formulas;

/// <summary>A formula that says beside its value how much of its sample is of some kind, in percent.</summary>
internal sealed class PartFormula(Formula formula, string name, Amount part, Amount whole) : Formula
{
    public override ValueKind Kind => formula.Kind;

    public override string Text => formula.Text;

    public override IReadOnlyList<Measure> Measures { get; } = [.. formula.Measures.Union(part.Measures).Union(whole.Measures)];

    public override Figures Compute(IMeasures measures, EvaluationContext context)
    {
        var figures = formula.Compute(measures, context);
        var (some, all) = (part.In(measures), whole.In(measures));
        return figures.Value is null || all <= 0 ? figures : figures with { Parts = [new Part(name, 100.0 * some / all, some)] };
    }

    public override Stake? Stake(EvaluationContext context) => formula.Stake(context);
}
