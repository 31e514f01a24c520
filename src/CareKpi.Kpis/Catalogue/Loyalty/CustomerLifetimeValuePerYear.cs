using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>A ratio of sums: recorded revenue by customer-years.</summary>
internal sealed class CustomerLifetimeValuePerYear() : Kpi("customer_lifetime_value_per_year", KeyResultArea.Loyalty, row: 70)
{
    public override LocalizedText Names { get; } = new(
        En: "CLV per year",
        ZhHant: "每年客戶終身價值",
        ZhHans: "每年客户终身价值",
        Ms: "Nilai sepanjang hayat setahun");

    public override LocalizedText Descriptions { get; } = new(
        En: "Revenue recorded until the end of the period ÷ years of all relationships, each to the end of its last spell or of the period and at least a twelfth of a year.",
        ZhHant: "截至期末已記錄的收入 ÷ 全部客戶關係的年數總和；每段關係計至其最後一次活躍結束或期末，至少十二分之一年。",
        ZhHans: "截至期末已记录的收入 ÷ 全部客户关系的年数总和；每段关系计至其最后一次活跃结束或期末，至少十二分之一年。",
        Ms: "Hasil yang direkodkan sehingga akhir tempoh ÷ jumlah tahun semua hubungan, setiap satu hingga akhir keaktifan terakhir atau akhir tempoh, sekurang-kurangnya satu perdua belas tahun.");

    public override Formula Formula { get; } = Formula.PerYear(LoyaltyMeasures.Revenue, LoyaltyMeasures.CustomerTime, count: LoyaltyMeasures.Acquired);

    public override string Unit => Units.MoneyPerYear;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TC;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
