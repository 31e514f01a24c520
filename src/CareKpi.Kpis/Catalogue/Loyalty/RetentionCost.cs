using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>What keeping a customer costs.</summary>
internal sealed class RetentionCost() : Kpi("retention_cost", KeyResultArea.Loyalty, row: 90)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer retention cost",
        ZhHant: "客戶保留成本",
        ZhHans: "客户保留成本",
        Ms: "Kos pengekalan pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Costs of the category retention in the period ÷ customers retained: active at the start and to the end without a break.",
        ZhHant: "期間內保留類成本 ÷ 保留的客戶數，即期初活躍且至期末未曾中斷的客戶。",
        ZhHans: "期间内保留类成本 ÷ 保留的客户数，即期初活跃且至期末未曾中断的客户。",
        Ms: "Kos kategori pengekalan dalam tempoh ÷ pelanggan yang dikekalkan: aktif pada awal hingga akhir tanpa terputus.");

    public override Formula Formula { get; } = Formula.Per(CostMeasures.Retention, LoyaltyMeasures.Kept);

    public override string Unit => Units.Money;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.T;

    public override TimeAttribution Time => TimeAttribution.Period;
}
