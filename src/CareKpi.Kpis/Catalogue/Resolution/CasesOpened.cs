using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Cases by their opening.</summary>
internal sealed class CasesOpened() : Kpi("cases_opened", KeyResultArea.Resolution, row: 80)
{
    public override LocalizedText Names { get; } = new(
        En: "Cases opened",
        ZhHant: "新開工單數",
        ZhHans: "新开工单数",
        Ms: "Kes dibuka");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of cases opened in the period.",
        ZhHant: "期間內開啟的工單數。",
        ZhHans: "期间内开启的工单数。",
        Ms: "Bilangan kes yang dibuka dalam tempoh itu.");

    public override Formula Formula { get; } = Formula.Count(CaseMeasures.Opened);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
