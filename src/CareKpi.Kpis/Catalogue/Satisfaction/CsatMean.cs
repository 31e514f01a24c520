using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Mean of satisfaction scores on one scale.</summary>
internal sealed class CsatMean() : Kpi("csat_mean", KeyResultArea.Satisfaction, row: 20)
{
    public override LocalizedText Names { get; } = new(
        En: "Mean satisfaction rating",
        ZhHant: "平均滿意度評分",
        ZhHans: "平均满意度评分",
        Ms: "Purata penilaian kepuasan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of satisfaction scores, each rescaled linearly to 1–5, ÷ number of scores.",
        ZhHant: "滿意度評分總和（各評分先線性換算為 1–5 分）÷ 評分數。",
        ZhHans: "满意度评分总和（各评分先线性换算为 1–5 分）÷ 评分数。",
        Ms: "Jumlah skor kepuasan, setiap satu diskala semula secara linear kepada 1–5, ÷ bilangan skor.");

    public override Formula Formula { get; } = Formula.Mean(SurveyMeasures.CsatScore).WithInterval();

    public override string Unit => Units.OneToFive;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
