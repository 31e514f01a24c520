using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Cases open at the end of the period, whole and by age.</summary>
internal sealed class Backlog : Kpi
{
    public Backlog()
        : base("backlog", KeyResultArea.Resolution, row: 90) =>
        Variants =
        [
            Aged("age_0_1", "0–1", CaseMeasures.BacklogAge0To1),
            Aged("age_1_3", "1–3", CaseMeasures.BacklogAge1To3),
            Aged("age_3_7", "3–7", CaseMeasures.BacklogAge3To7),
            Aged("age_7_30", "7–30", CaseMeasures.BacklogAge7To30),
            Aged("age_30", "30+", CaseMeasures.BacklogAge30),
        ];

    public override IReadOnlyList<Kpi> Variants { get; }

    public override LocalizedText Names { get; } = new(
        En: "Backlog",
        ZhHant: "積壓工單數",
        ZhHans: "积压工单数",
        Ms: "Kes tertunggak");

    public override LocalizedText Descriptions { get; } = new(
        En: "Number of cases open at the end of the period.",
        ZhHant: "期間結束時仍未解決或關閉的工單數。",
        ZhHans: "期间结束时仍未解决或关闭的工单数。",
        Ms: "Bilangan kes yang masih terbuka pada akhir tempoh.");

    public override Formula Formula { get; } = Formula.StockAtEnd(CaseMeasures.Backlog);

    public override string Unit => Units.Number;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.EndOfPeriod;

    private Variant Aged(string suffix, string days, Measure stock) => new(
        this,
        suffix,
        new(
            En: $"Backlog, {days} days old",
            ZhHant: $"積壓工單數（{days} 天）",
            ZhHans: $"积压工单数（{days} 天）",
            Ms: $"Kes tertunggak ({days} hari)"),
        new(
            En: $"Number of cases open at the end of the period that were opened {days} days of 24 hours before.",
            ZhHant: $"期間結束時仍未解決或關閉、開啟至今 {days} 天（每天 24 小時）的工單數。",
            ZhHans: $"期间结束时仍未解决或关闭、开启至今 {days} 天（每天 24 小时）的工单数。",
            Ms: $"Bilangan kes yang masih terbuka pada akhir tempoh dan dibuka {days} hari (24 jam sehari) sebelumnya."),
        Formula.StockAtEnd(stock));
}
