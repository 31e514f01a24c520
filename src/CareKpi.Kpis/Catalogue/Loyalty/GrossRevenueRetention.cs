using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>What is left of what the customers of the start paid, without what they pay more.</summary>
internal sealed class GrossRevenueRetention() : Kpi("gross_revenue_retention", KeyResultArea.Loyalty, row: 50)
{
    public override LocalizedText Names { get; } = new(
        En: "Gross revenue retention",
        ZhHant: "毛收入保留率",
        ZhHans: "毛收入保留率",
        Ms: "Pengekalan hasil kasar");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the smaller of start and end monthly recurring revenue of each customer active at the start (0 for one that did not stay) ÷ monthly recurring revenue of all of them at the start × 100.",
        ZhHant: "期初活躍的每位客戶期初與期末每月經常性收入之較小者（未留下者為 0）的總和 ÷ 其期初每月經常性收入總和 × 100。",
        ZhHans: "期初活跃的每位客户期初与期末每月经常性收入之较小者（未留下者为 0）的总和 ÷ 其期初每月经常性收入总和 × 100。",
        Ms: "Jumlah hasil berulang bulanan yang lebih kecil antara awal dan akhir bagi setiap pelanggan aktif pada awal (0 jika tidak kekal) ÷ hasil berulang bulanan mereka pada awal × 100.");

    public override Formula Formula { get; } = Formula.ShareOfMoney(LoyaltyMeasures.KeptLeastMrr, of: LoyaltyMeasures.StartMrr, count: LoyaltyMeasures.ActiveAtStart);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.Period;
}
