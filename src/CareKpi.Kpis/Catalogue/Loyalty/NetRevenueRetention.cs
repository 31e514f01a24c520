using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>What the customers of the start pay at the end.</summary>
internal sealed class NetRevenueRetention() : Kpi("net_revenue_retention", KeyResultArea.Loyalty, row: 40)
{
    public override LocalizedText Names { get; } = new(
        En: "Net revenue retention (NRR)",
        ZhHant: "淨保留率",
        ZhHans: "净保留率",
        Ms: "Pengekalan hasil bersih");

    public override LocalizedText Descriptions { get; } = new(
        En: "Monthly recurring revenue at the end of the customers active at the start who stayed without a break ÷ monthly recurring revenue of all customers active at the start × 100.",
        ZhHant: "期初活躍且未曾中斷的客戶於期末的每月經常性收入 ÷ 期初全部活躍客戶的每月經常性收入 × 100。",
        ZhHans: "期初活跃且未曾中断的客户于期末的每月经常性收入 ÷ 期初全部活跃客户的每月经常性收入 × 100。",
        Ms: "Hasil berulang bulanan pada akhir daripada pelanggan aktif pada awal yang kekal tanpa terputus ÷ hasil berulang bulanan semua pelanggan aktif pada awal × 100.");

    public override Formula Formula { get; } = Formula.ShareOfMoney(LoyaltyMeasures.KeptMrr, of: LoyaltyMeasures.StartMrr, count: LoyaltyMeasures.ActiveAtStart);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.Period;
}
