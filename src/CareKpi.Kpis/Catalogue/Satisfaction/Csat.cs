using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Top-2-box share of satisfaction answers, with a Wilson interval.</summary>
internal sealed class Csat() : Kpi("csat", KeyResultArea.Satisfaction, row: 10)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer satisfaction",
        ZhHant: "客戶滿意度",
        ZhHans: "客户满意度",
        Ms: "Kepuasan pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Positive answers ÷ all answers with a score × 100. Positive is at or above the survey's own bound; by default 4 on 1–5, 6 on 1–7, 9 on 1–10 and 1 on 0–1.",
        ZhHant: "正面評價數 ÷ 有評分的回覆總數 × 100。達到問卷自訂的下限即為正面；預設為 1–5 分制的 4 分、1–7 分制的 6 分、1–10 分制的 9 分、0–1 分制的 1 分。",
        ZhHans: "正面评价数 ÷ 有评分的答复总数 × 100。达到问卷自定的下限即为正面；默认为 1–5 分制的 4 分、1–7 分制的 6 分、1–10 分制的 9 分、0–1 分制的 1 分。",
        Ms: "Jawapan positif ÷ semua jawapan yang mempunyai skor × 100. Positif bermaksud mencapai had tinjauan itu sendiri; lalainya 4 pada skala 1–5, 6 pada 1–7, 9 pada 1–10 dan 1 pada 0–1.");

    public override Formula Formula { get; } = Formula.Share(SurveyMeasures.CsatPositive, of: SurveyMeasures.CsatAnswers).WithInterval();

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
