using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Resolved issues that the customer came back with.</summary>
internal sealed class RepeatContactRate() : Kpi("repeat_contact_rate", KeyResultArea.Resolution, row: 40)
{
    public override LocalizedText Names { get; } = new(
        En: "Repeat issue rate",
        ZhHant: "問題重複率",
        ZhHans: "问题重复率",
        Ms: "Kadar isu berulang");

    public override LocalizedText Descriptions { get; } = new(
        En: "Resolved issues followed by a contact of the same customer on the same topic within the repeat window (default 7 days) ÷ issues resolved × 100.",
        ZhHant: "解決後客戶在重複期限（預設 7 天）內就同一主題再次聯絡的問題數 ÷ 已解決問題數 × 100。",
        ZhHans: "解决后客户在重复期限（默认 7 天）内就同一主题再次联系的问题数 ÷ 已解决问题数 × 100。",
        Ms: "Isu selesai yang disusuli hubungan pelanggan yang sama tentang topik yang sama dalam tempoh ulangan (lalai 7 hari) ÷ isu yang diselesaikan × 100.");

    public override Formula Formula { get; } = Formula.Share(CaseMeasures.IssuesRepeated, of: CaseMeasures.IssuesResolved);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.Resolved;

    public override SettlingWindow Window => SettlingWindow.Repeat;
}
