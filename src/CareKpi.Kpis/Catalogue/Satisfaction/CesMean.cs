using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Mean effort on one scale: 1 least, 5 most.</summary>
internal sealed class CesMean() : Kpi("ces_mean", KeyResultArea.Satisfaction, row: 60)
{
    public override LocalizedText Names { get; } = new(
        En: "Mean effort",
        ZhHant: "平均費力度",
        ZhHans: "平均费力度",
        Ms: "Purata usaha");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of effort scores, each rescaled so that 1 is least and 5 is most effort, ÷ number of scores.",
        ZhHant: "費力評分總和（各評分先換算為 1 分最不費力、5 分最費力）÷ 評分數。",
        ZhHans: "费力评分总和（各评分先换算为 1 分最不费力、5 分最费力）÷ 评分数。",
        Ms: "Jumlah skor usaha, setiap satu diskala semula supaya 1 ialah usaha paling sedikit dan 5 paling banyak, ÷ bilangan skor.");

    public override Formula Formula { get; } = Formula.Mean(SurveyMeasures.CesEffort).WithInterval();

    public override string Unit => Units.OneToFive;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;
}
