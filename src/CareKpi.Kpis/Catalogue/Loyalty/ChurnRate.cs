using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>Customers of the start whose spell ended; one that came back is new.</summary>
internal sealed class ChurnRate() : Kpi("churn_rate", KeyResultArea.Loyalty, row: 30)
{
    public override LocalizedText Names { get; } = new(
        En: "Churn rate",
        ZhHant: "客戶流失率",
        ZhHans: "客户流失率",
        Ms: "Kadar churn");

    public override LocalizedText Descriptions { get; } = new(
        En: "Customers active at the start whose unbroken activity ended in the period ÷ customers active at the start × 100. A customer that came back is new.",
        ZhHant: "期初活躍而於期間內中斷的客戶數 ÷ 期初活躍客戶數 × 100；回流的客戶視為新客戶。",
        ZhHans: "期初活跃而于期间内中断的客户数 ÷ 期初活跃客户数 × 100；回流的客户视为新客户。",
        Ms: "Pelanggan aktif pada awal yang keaktifannya terputus dalam tempoh ÷ pelanggan aktif pada awal × 100. Pelanggan yang kembali dikira baharu.");

    public override Formula Formula { get; } = Formula.Share(LoyaltyMeasures.ActiveAtStart - LoyaltyMeasures.Kept, of: LoyaltyMeasures.ActiveAtStart);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.Period;
}
