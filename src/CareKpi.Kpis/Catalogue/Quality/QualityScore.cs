using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Quality;

/// <summary>Mean score of evaluations.</summary>
internal sealed class QualityScore() : Kpi("quality_score", KeyResultArea.Quality, row: 10)
{
    public override LocalizedText Names { get; } = new(
        En: "Service quality",
        ZhHant: "服務質量",
        ZhHans: "服务质量",
        Ms: "Kualiti perkhidmatan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of evaluation scores (0–100) ÷ number of evaluations.",
        ZhHant: "質檢評分（0–100）總和 ÷ 質檢次數。",
        ZhHans: "质检评分（0–100）总和 ÷ 质检次数。",
        Ms: "Jumlah skor penilaian (0–100) ÷ bilangan penilaian.");

    public override Formula Formula { get; } = Formula.Mean(QualityMeasures.EvaluationScore);

    public override string Unit => Units.ZeroToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;
}
