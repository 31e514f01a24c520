using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>Recorded revenue so far by customer; never MRR.</summary>
internal sealed class CustomerLifetimeValue() : Kpi("customer_lifetime_value", KeyResultArea.Loyalty, row: 60)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer lifetime value (CLV)",
        ZhHant: "客戶終身價值",
        ZhHans: "客户终身价值",
        Ms: "Nilai sepanjang hayat pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Revenue recorded until the end of the period ÷ customers ever acquired before it.",
        ZhHant: "截至期末已記錄的收入 ÷ 截至期末曾取得的客戶數。",
        ZhHans: "截至期末已记录的收入 ÷ 截至期末曾取得的客户数。",
        Ms: "Hasil yang direkodkan sehingga akhir tempoh ÷ pelanggan yang pernah diperoleh sebelum itu.");

    public override Formula Formula { get; } = Formula.Per(LoyaltyMeasures.Revenue, LoyaltyMeasures.Acquired);

    public override string Unit => Units.Money;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TC;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
