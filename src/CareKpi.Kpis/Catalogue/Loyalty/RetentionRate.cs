using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>Customers of the start who stayed without a break.</summary>
internal sealed class RetentionRate() : Kpi("retention_rate", KeyResultArea.Loyalty, row: 20)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer retention rate",
        ZhHant: "客戶保留率",
        ZhHans: "客户保留率",
        Ms: "Kadar pengekalan pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "(Customers active at the end − those of them whose spell began in the period) ÷ customers active at the start × 100: who was active at the start and stayed without a break.",
        ZhHant: "（期末活躍客戶數 − 其中於期間內才開始的客戶數）÷ 期初活躍客戶數 × 100，即期初活躍且未曾中斷的客戶比例。",
        ZhHans: "（期末活跃客户数 − 其中于期间内才开始的客户数）÷ 期初活跃客户数 × 100，即期初活跃且未曾中断的客户比例。",
        Ms: "(Pelanggan aktif pada akhir − antaranya yang bermula dalam tempoh) ÷ pelanggan aktif pada awal × 100: yang aktif pada awal dan kekal tanpa terputus.");

    public override Formula Formula { get; } = Formula.Share(LoyaltyMeasures.Kept, of: LoyaltyMeasures.ActiveAtStart);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.Period;
}
