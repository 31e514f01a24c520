using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Resolved issues after which the customer stayed away, whatever the topic.</summary>
internal sealed class NextIssueAvoidance() : Kpi("next_issue_avoidance", KeyResultArea.Resolution, row: 50)
{
    public override LocalizedText Names { get; } = new(
        En: "Next issue avoidance (NIA)",
        ZhHant: "下一個問題避免",
        ZhHans: "下一个问题避免",
        Ms: "Pengelakan isu seterusnya");

    public override LocalizedText Descriptions { get; } = new(
        En: "Resolved issues not followed by a contact of the same customer on any topic within the repeat window (default 7 days) ÷ issues resolved × 100.",
        ZhHant: "解決後客戶在重複期限（預設 7 天）內未就任何主題再次聯絡的問題數 ÷ 已解決問題數 × 100。",
        ZhHans: "解决后客户在重复期限（默认 7 天）内未就任何主题再次联系的问题数 ÷ 已解决问题数 × 100。",
        Ms: "Isu selesai yang tidak disusuli hubungan pelanggan yang sama tentang apa-apa topik dalam tempoh ulangan (lalai 7 hari) ÷ isu yang diselesaikan × 100.");

    public override Formula Formula { get; } = Formula.Share(CaseMeasures.IssuesAvoided, of: CaseMeasures.IssuesResolved);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.Resolved;

    public override SettlingWindow Window => SettlingWindow.Repeat;
}
