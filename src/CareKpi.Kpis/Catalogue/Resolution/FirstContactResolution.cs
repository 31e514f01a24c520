using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Resolved in the first contact and nothing after it, of resolved issues with a customer.</summary>
internal sealed class FirstContactResolution() : Kpi("first_contact_resolution", KeyResultArea.Resolution, row: 20)
{
    public override LocalizedText Names { get; } = new(
        En: "First contact resolution (FCR)",
        ZhHant: "首次聯絡解決率",
        ZhHans: "一次解决率",
        Ms: "Resolusi hubungan pertama");

    public override LocalizedText Descriptions { get; } = new(
        En: "Issues resolved in their first contact, without escalation, transfer or reopening and with no further contact by the customer on the same topic within the repeat window (default 7 days) ÷ issues resolved × 100.",
        ZhHant: "首次聯絡即解決、未經升級、轉接或重新開啟，且客戶在重複期限（預設 7 天）內未就同一主題再次聯絡的問題數 ÷ 已解決問題數 × 100。",
        ZhHans: "首次联系即解决、未经升级、转接或重新打开，且客户在重复期限（默认 7 天）内未就同一主题再次联系的问题数 ÷ 已解决问题数 × 100。",
        Ms: "Isu yang diselesaikan dalam hubungan pertama, tanpa eskalasi, pemindahan atau pembukaan semula dan tanpa hubungan lanjut oleh pelanggan tentang topik yang sama dalam tempoh ulangan (lalai 7 hari) ÷ isu yang diselesaikan × 100.");

    public override Formula Formula { get; } = Formula.Share(CaseMeasures.IssuesFirstContact, of: CaseMeasures.IssuesResolved);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Customer;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.Resolved;

    public override SettlingWindow Window => SettlingWindow.Repeat;
}
