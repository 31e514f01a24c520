using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Cases by their last resolution, each once, while not open again.</summary>
internal sealed class CasesResolved() : Kpi("cases_resolved", KeyResultArea.Resolution, row: 81)
{
    public override LocalizedText Names { get; } = new(
        En: "Cases resolved",
        ZhHant: "已解決工單數",
        ZhHans: "已解决工单数",
        Ms: "Kes diselesaikan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of cases resolved in the period, each once, at its last resolution; a case that is open again does not count.",
        ZhHant: "期間內解決的工單數；每張工單只計一次，以最後一次解決為準，重新開啟者不計。",
        ZhHans: "期间内解决的工单数；每张工单只计一次，以最后一次解决为准，重新打开者不计。",
        Ms: "Bilangan kes yang diselesaikan dalam tempoh itu, setiap satu sekali, pada penyelesaian terakhirnya; kes yang terbuka semula tidak dikira.");

    public override Formula Formula { get; } = Formula.Count(CaseMeasures.Resolved);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
