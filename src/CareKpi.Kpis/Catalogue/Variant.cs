using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Catalogue;

/// <summary>A KPI that differs from its parent in formula and words only.</summary>
internal sealed class Variant(Kpi parent, string suffix, LocalizedText names, LocalizedText descriptions, Formula formula)
    : Kpi($"{parent.Code}.{suffix}", parent.Area, parent.Row)
{
    public override int Version => parent.Version;

    public override Kpi Parent => parent;

    public override LocalizedText Names => names;

    public override LocalizedText Descriptions => descriptions;

    public override Formula Formula => formula;

    public override string Unit => parent.Unit;

    public override Direction Direction => parent.Direction;

    public override Tier Tier => parent.Tier;

    public override Levels Levels => parent.Levels;

    public override TimeAttribution Time => parent.Time;

    public override SettlingWindow Window => parent.Window;
}
