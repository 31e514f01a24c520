using CareKpi.Kpis.Catalogue.Formulas;

namespace CareKpi.Kpis.Catalogue.Loyalty;

/// <summary>How customers stand with the company, from what care knows of them; of the tenant the mean over its customers.</summary>
internal sealed class CustomerHealth() : Kpi("customer_health", KeyResultArea.Loyalty, row: 200)
{
    public override LocalizedText Names { get; } = new(
        En: "Customer health",
        ZhHant: "客戶健康度",
        ZhHans: "客户健康度",
        Ms: "Kesihatan pelanggan");

    public override LocalizedText Descriptions { get; } = new(
        En: "0–100 at the end of the period: last satisfaction, effort and sentiment, open cases, unresolved complaints and time since the last contact, weighted by the tenant's settings; parts of which nothing is known leave their weight to the others. Of the tenant the mean over customers.",
        ZhHant: "期末 0–100 分：最近一次的滿意度、費力度與情緒、未結案件、未解決投訴及距上次聯繫的時間，依租戶設定加權；未知的部分將權重讓給其他部分。租戶層級為各客戶的平均。",
        ZhHans: "期末 0–100 分：最近一次的满意度、费力度与情绪、未结案件、未解决投诉及距上次联系的时间，按租户设置加权；未知的部分将权重让给其他部分。租户层级为各客户的平均。",
        Ms: "0–100 pada akhir tempoh: kepuasan, usaha dan sentimen terakhir, kes terbuka, aduan belum selesai dan masa sejak hubungan terakhir, ditimbang mengikut tetapan penyewa; bahagian yang tidak diketahui memberikan pemberatnya kepada yang lain. Bagi penyewa, purata semua pelanggan.");

    public override Formula Formula { get; } = new HealthFormula();

    public override string Unit => Units.ZeroToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.TC;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
