using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>Whether customers who answer surveys are worth more.</summary>
internal sealed class FeedbackValueLift() : Kpi("feedback_value_lift", KeyResultArea.Loyalty, row: 100)
{
    public override LocalizedText Names { get; } = new(
        En: "CLV lift of feedback givers",
        ZhHant: "回饋客戶價值提升",
        ZhHans: "反馈客户价值提升",
        Ms: "Peningkatan nilai pemberi maklum balas");

    public override LocalizedText Descriptions { get; } = new(
        En: "(Mean revenue of customers who answered a survey until the end ÷ mean revenue of those who did not − 1) × 100.",
        ZhHant: "（截至期末曾回覆調查的客戶平均收入 ÷ 未回覆的客戶平均收入 − 1）× 100。",
        ZhHans: "（截至期末曾回复调查的客户平均收入 ÷ 未回复的客户平均收入 − 1）× 100。",
        Ms: "(Purata hasil pelanggan yang menjawab tinjauan sehingga akhir ÷ purata hasil yang tidak menjawab − 1) × 100.");

    public override Formula Formula { get; } = new ValueLiftFormula();

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
