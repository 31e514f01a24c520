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
        En: "0–100 at the end of the period: last satisfaction, effort and sentiment, open cases, unresolved complaints and time since the last contact, each × its weight ÷ the weights of what is known. Of the tenant: sum ÷ customers.",
        ZhHant: "期末 0–100 分：最近一次的滿意度、費力度與情緒、未結案件、未解決投訴及距上次聯繫的時間，各乘以權重 ÷ 已知部分的權重總和。租戶層級：總和 ÷ 客戶數。",
        ZhHans: "期末 0–100 分：最近一次的满意度、费力度与情绪、未结案件、未解决投诉及距上次联系的时间，各乘以权重 ÷ 已知部分的权重总和。租户层级：总和 ÷ 客户数。",
        Ms: "0–100 pada akhir tempoh: kepuasan, usaha dan sentimen terakhir, kes terbuka, aduan belum selesai dan masa sejak hubungan terakhir, setiap satu × pemberatnya ÷ pemberat yang diketahui. Bagi penyewa: jumlah ÷ pelanggan.");

    public override Formula Formula { get; } = new HealthFormula();

    public override string Unit => Units.ZeroToHundred;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Advanced;

    public override Levels Levels => Levels.TC;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;
}
