using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Cases by their last closing, each once, while closed.</summary>
internal sealed class CasesClosed() : Kpi("cases_closed", KeyResultArea.Resolution, row: 82)
{
    public override LocalizedText Names { get; } = new(
        En: "Cases closed",
        ZhHant: "已關閉工單數",
        ZhHans: "已关闭工单数",
        Ms: "Kes ditutup");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of cases closed in the period, each once, at its last closing, resolved or not.",
        ZhHant: "期間內關閉的工單數；每張工單只計一次，以最後一次關閉為準，不論是否解決。",
        ZhHans: "期间内关闭的工单数；每张工单只计一次，以最后一次关闭为准，不论是否解决。",
        Ms: "Bilangan kes yang ditutup dalam tempoh itu, setiap satu sekali, pada penutupan terakhirnya, sama ada selesai atau tidak.");

    public override Formula Formula { get; } = Formula.Count(CaseMeasures.Closed);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
