using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Formulas;

/// <summary>A KPI as a tenant defines it. A definition of the same code is the next version.</summary>
/// <param name="Unit">One of <see cref="Units"/>.</param>
public sealed record CustomKpiDefinition(string Code, int Version, string Name, string Formula, string Unit, Direction Direction, KeyResultArea KeyResultArea);

/// <summary>A tenant's own KPI, checked.</summary>
public sealed class CustomKpi : Kpi
{
    private const int FirstRow = 1_000_000;

    private readonly Levels levels;
    private readonly SettlingWindow window;

    internal CustomKpi(CustomKpiDefinition definition, int place, FormulaNames names)
        : base(definition.Code, definition.KeyResultArea, FirstRow + place)
    {
        Definition = definition;
        var written = FormulaSyntax.Parse(definition.Formula);
        var check = new FormulaCheck(names);
        var root = check.Check(written);
        if (!root.Unit.MayBe(definition.Unit))
        {
            throw new FormulaException($"the formula is in {root.Unit}, the KPI in {definition.Unit}: mend one of them, or take the unit away with number(…)", written.Place);
        }
        (Nodes, levels, window) = (check.Nodes, check.Levels, check.Window);
        Formula = new CustomFormula(root, FormulaSyntax.Print(written), check.Measures, definition.Unit);
    }

    public CustomKpiDefinition Definition { get; }

    /// <summary>Numbers, names and operators, those of the custom KPIs that it names included.</summary>
    public int Nodes { get; }

    public override int Version => Definition.Version;

    public override LocalizedText Names => Everywhere(Definition.Name);

    /// <summary>A formula of the tenant's own says best what it is.</summary>
    public override LocalizedText Descriptions => Everywhere(Formula.Text);

    public override Formula Formula { get; }

    public override string Unit => Definition.Unit;

    public override Direction Direction => Definition.Direction;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => levels;

    public override SettlingWindow Window => window;

    private static LocalizedText Everywhere(string text) => new(text, text, text, text);
}
