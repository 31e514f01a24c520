using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Issues not resolved in their first contact, of those with a finished contact.</summary>
internal sealed class UnresolvedRate() : Kpi("unresolved_rate", KeyResultArea.Resolution, row: 30)
{
    public override LocalizedText Names { get; } = new(
        En: "Unresolved on first contact",
        ZhHant: "未解決問題率",
        ZhHans: "未解决问题率",
        Ms: "Tidak selesai pada hubungan pertama");

    public override LocalizedText Descriptions { get; } = new(
        En: "Issues not resolved in their first contact ÷ issues with at least one finished contact × 100.",
        ZhHant: "未在首次聯絡中解決的問題數 ÷ 至少有一次已結束聯絡的問題數 × 100。",
        ZhHans: "未在首次联系中解决的问题数 ÷ 至少有一次已结束联系的问题数 × 100。",
        Ms: "Isu yang tidak diselesaikan dalam hubungan pertama ÷ isu yang mempunyai sekurang-kurangnya satu hubungan yang tamat × 100.");

    public override Formula Formula { get; } = Formula.Share(CaseMeasures.IssuesUnresolved, of: CaseMeasures.IssuesContacted);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
