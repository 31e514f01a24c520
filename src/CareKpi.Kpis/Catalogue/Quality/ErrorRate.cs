using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Quality;

/// <summary>Evaluations with at least one error, of all.</summary>
internal sealed class ErrorRate() : Kpi("error_rate", KeyResultArea.Quality, row: 20)
{
    public override LocalizedText Names { get; } = new(
        En: "Error rate",
        ZhHant: "錯誤率",
        ZhHans: "错误率",
        Ms: "Kadar ralat");

    public override LocalizedText Descriptions { get; } = new(
        En: "Evaluations with at least one error ÷ evaluations × 100; how many errors does not matter.",
        ZhHant: "至少有一項錯誤的質檢次數 ÷ 質檢次數 × 100；錯誤的多寡不計。",
        ZhHans: "至少有一项错误的质检次数 ÷ 质检次数 × 100；错误的多少不计。",
        Ms: "Penilaian dengan sekurang-kurangnya satu ralat ÷ penilaian × 100; bilangan ralat tidak dikira.");

    public override Formula Formula { get; } = Formula.Share(QualityMeasures.EvaluationsWithErrors, of: Amount.CountOf(QualityMeasures.EvaluationScore));

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;
}
