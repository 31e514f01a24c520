using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>Customers with a running subscription at the end of the period.</summary>
internal sealed class CustomersActive() : Kpi("customers_active", KeyResultArea.Loyalty, row: 10)
{
    public override LocalizedText Names { get; } = new(
        En: "Active customers",
        ZhHant: "活躍客戶數",
        ZhHans: "活跃客户数",
        Ms: "Pelanggan aktif");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of customers with at least one running subscription at the end of the period.",
        ZhHant: "期間結束時至少有一項訂閱仍有效的客戶數。",
        ZhHans: "期间结束时至少有一项订阅仍有效的客户数。",
        Ms: "Bilangan pelanggan dengan sekurang-kurangnya satu langganan yang berjalan pada akhir tempoh.");

    public override Formula Formula { get; } = Formula.StockAtEnd(LoyaltyMeasures.ActiveAtEnd);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
