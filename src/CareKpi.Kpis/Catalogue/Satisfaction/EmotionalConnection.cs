using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>Mean emotional-connection score of evaluations and PEC surveys, with the interval of a mean.</summary>
internal sealed class EmotionalConnection() : Kpi("emotional_connection", KeyResultArea.Satisfaction, row: 80)
{
    public override LocalizedText Names { get; } = new(
        En: "Personal emotional connection (PEC)",
        ZhHant: "個人情感聯繫",
        ZhHans: "个人情感联系",
        Ms: "Hubungan emosi peribadi");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the emotional-connection scores (0–100) of evaluations and PEC surveys ÷ number of these scores.",
        ZhHant: "質檢與情感聯繫問卷的情感聯繫評分（0–100）總和 ÷ 評分數。",
        ZhHans: "质检与情感联系问卷的情感联系评分（0–100）总和 ÷ 评分数。",
        Ms: "Jumlah skor hubungan emosi (0–100) daripada penilaian dan tinjauan PEC ÷ bilangan skor ini.");

    public override Formula Formula { get; } = Formula.Mean(QualityMeasures.EmotionalConnection).WithInterval();

    public override string Unit => Units.ZeroToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.TMA;
}
