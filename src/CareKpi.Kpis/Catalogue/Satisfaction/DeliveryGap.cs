using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Catalogue.Responsiveness;

namespace CareKpi.Kpis.Catalogue.Satisfaction;

/// <summary>What the service holds itself to against what customers say.</summary>
internal sealed class DeliveryGap() : Kpi("delivery_gap", KeyResultArea.Satisfaction, row: 110)
{
    public override LocalizedText Names { get; } = new(
        En: "Delivery gap",
        ZhHant: "交付差距",
        ZhHans: "交付差距",
        Ms: "Jurang penyampaian");

    public override LocalizedText Descriptions { get; } = new(
        En: "SLA clocks met ÷ clocks judged × 100 minus positive answers ÷ answers × 100 (SLA compliance less customer satisfaction), in percentage points; nothing when either is missing.",
        ZhHant: "達標時限數 ÷ 已評定時限數 × 100，減去正面評價數 ÷ 有評分的回覆數 × 100，以百分點計；任一缺漏則無值。",
        ZhHans: "达标时限数 ÷ 已评定时限数 × 100，减去正面评价数 ÷ 有评分的答复数 × 100，以百分点计；任一缺漏则无值。",
        Ms: "Jam SLA yang dicapai ÷ jam yang dinilai × 100 tolak jawapan positif ÷ jawapan × 100 (pematuhan SLA tolak kepuasan pelanggan), dalam mata peratusan; tiada nilai jika salah satu tiada.");

    public override Formula Formula { get; } = Formula.Difference(new SlaCompliance().Formula, minus: new Csat().Formula);

    public override string Unit => Units.Points;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.TMA;
}
