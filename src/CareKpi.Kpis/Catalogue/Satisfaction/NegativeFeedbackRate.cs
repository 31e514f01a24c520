using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Poor ratings, detractors and negative mentions of all there are.</summary>
internal sealed class NegativeFeedbackRate() : Kpi("negative_feedback_rate", KeyResultArea.Satisfaction, row: 70)
{
    public override LocalizedText Names { get; } = new(
        En: "Negative feedback rate",
        ZhHant: "負面評價率",
        ZhHans: "负面评价率",
        Ms: "Kadar maklum balas negatif");

    public override LocalizedText Descriptions { get; } = new(
        En: "(CSAT answers of at most 2 on 1–5 + NPS detractors + negative mentions) ÷ (CSAT answers + NPS answers + mentions) × 100.",
        ZhHant: "（換算為 1–5 分後至多 2 分的滿意度回覆 + 推薦度貶損者 + 負面提及）÷（滿意度回覆 + 推薦度回覆 + 提及）× 100。",
        ZhHans: "（换算为 1–5 分后至多 2 分的满意度回复 + 推荐度贬损者 + 负面提及）÷（满意度回复 + 推荐度回复 + 提及）× 100。",
        Ms: "(Jawapan CSAT paling tinggi 2 pada skala 1–5 + pengkritik NPS + sebutan negatif) ÷ (jawapan CSAT + jawapan NPS + sebutan) × 100.");

    public override Formula Formula { get; } = Formula.Share(
        SentimentMeasures.CsatNegative + SurveyMeasures.NpsDetractors + SentimentMeasures.MentionsNegative,
        of: SurveyMeasures.CsatAnswers + SurveyMeasures.NpsAnswers + SentimentMeasures.Mentions);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
