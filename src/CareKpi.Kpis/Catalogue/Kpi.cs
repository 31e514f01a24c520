using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue;

/// <summary>
/// One row of the catalogue (docs/contracts/kpis.md). To add one, write a class without constructor parameters that derives from this
/// in the folder of its key result area: <see cref="KpiRegistry"/> finds it, there is no list to add it to.
/// </summary>
/// <param name="code">Never changes its meaning: another formula is another <see cref="Version"/>.</param>
/// <param name="area">Key result area; areas stand in the order of the enum.</param>
/// <param name="row">Place within the area: ten times the row of its table, plus one for each further code of that row.</param>
public abstract class Kpi(string code, KeyResultArea area, int row)
{
    public string Code { get; } = code;

    public virtual int Version => 1;

    public KeyResultArea Area { get; } = area;

    public int Row { get; } = row;

    /// <summary>The KPI that this one is a variant of, named by the suffix of its code; null for others.</summary>
    public virtual Kpi? Parent => null;

    /// <summary>Variants of this KPI, in order. They follow it in the catalogue.</summary>
    public virtual IReadOnlyList<Kpi> Variants => [];

    public abstract LocalizedText Names { get; }

    /// <summary>The formula in words.</summary>
    public abstract LocalizedText Descriptions { get; }

    public abstract Formula Formula { get; }

    /// <summary>One of <see cref="Units"/>.</summary>
    public abstract string Unit { get; }

    public abstract Direction Direction { get; }

    public abstract Tier Tier { get; }

    public abstract Levels Levels { get; }

    public virtual TimeAttribution Time => TimeAttribution.Event;

    public virtual SettlingWindow Window => SettlingWindow.None;

    /// <summary>The formula over names of measures, such as <c>csat.positive / csat.answers * 100</c>; durations in seconds.</summary>
    public string FormulaText => Formula.Text;

    public ValueKind Kind => Formula.Kind;

    /// <summary>It is made of other KPIs, which the tenant's settings name, and of the scope's targets. What stands on too little (<see cref="Scorecards.KpiValue.Small"/>) is in no ranking of it.</summary>
    public virtual bool IsAppraisal => false;

    /// <summary>Measures that the formula reads, each once.</summary>
    public IReadOnlyList<Measure> Measures => Formula.Measures;

    /// <summary>Dimensions that every measure has: by these the KPI may be filtered and broken down.</summary>
    public Dimensions Dimensions => Formula.Dimensions;

    /// <summary>Over what its measures add.</summary>
    public Additivity Adds => Formula.Adds;

    public override string ToString() => Code;
}
