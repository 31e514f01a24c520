using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>What a customer will bring if all goes on as in the last 365 days.</summary>
internal sealed class CustomerLifetimeValueExpected() : Kpi("customer_lifetime_value_expected", KeyResultArea.Loyalty, row: 80)
{
    public override LocalizedText Names { get; } = new(
        En: "Expected CLV",
        ZhHant: "預期客戶終身價值",
        ZhHans: "预期客户终身价值",
        Ms: "Nilai sepanjang hayat dijangka");

    public override LocalizedText Descriptions { get; } = new(
        En: "Margin of the last 365 days ÷ customers active at the end, times r ÷ (1 + d − r): r is the retention of the same days, d the yearly discount rate (default 10 %).",
        ZhHant: "最近 365 天的毛利 ÷ 期末活躍客戶數，再乘以 r ÷（1 + d − r）；r 為同期保留率，d 為年折現率（預設 10 %）。",
        ZhHans: "最近 365 天的毛利 ÷ 期末活跃客户数，再乘以 r ÷（1 + d − r）；r 为同期保留率，d 为年折现率（默认 10 %）。",
        Ms: "Margin 365 hari terakhir ÷ pelanggan aktif pada akhir, didarab r ÷ (1 + d − r): r ialah pengekalan hari-hari yang sama, d kadar diskaun tahunan (lalai 10 %).");

    public override Formula Formula { get; } = new ExpectedValueFormula();

    public override string Unit => Units.Money;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.TC;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
