using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Catalogue.Quality;

/// <summary>Weighted attainment of the KPIs in the tenant's scheme; of a team, of the team's own figures.</summary>
internal sealed class AgentAppraisal() : Kpi("appraisal", KeyResultArea.Quality, row: 1_000)
{
    public override LocalizedText Names { get; } = new(
        En: "Agent appraisal",
        ZhHant: "客服人員績效",
        ZhHans: "客服人员绩效",
        Ms: "Penilaian prestasi ejen");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of weight × attainment (at most 100) ÷ sum of weights, over the KPIs in the appraisal scheme that have enough observations.",
        ZhHant: "（權重 × 達成率，最高 100）總和 ÷ 權重總和，僅計考核方案中樣本足夠的指標。",
        ZhHans: "（权重 × 达成率，最高 100）总和 ÷ 权重总和，仅计考核方案中样本足够的指标。",
        Ms: "Jumlah pemberat × pencapaian (paling tinggi 100) ÷ jumlah pemberat, bagi KPI dalam skim penilaian yang mempunyai pemerhatian mencukupi.");

    public override Formula Formula { get; } = new AppraisalFormula();

    public override bool IsAppraisal => true;

    public override string Unit => Units.ZeroToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.MA;
}
