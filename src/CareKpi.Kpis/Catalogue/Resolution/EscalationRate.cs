using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Issues escalated, of those opened; on the day of the opening.</summary>
internal sealed class EscalationRate() : Kpi("escalation_rate", KeyResultArea.Resolution, row: 110)
{
    public override LocalizedText Names { get; } = new(
        En: "Escalation rate",
        ZhHant: "升級率",
        ZhHans: "升级率",
        Ms: "Kadar eskalasi");

    public override LocalizedText Descriptions { get; } = new(
        En: "Issues escalated at least once ÷ issues opened × 100.",
        ZhHant: "至少升級過一次的問題數 ÷ 開啟的問題數 × 100。",
        ZhHans: "至少升级过一次的问题数 ÷ 开启的问题数 × 100。",
        Ms: "Isu yang dieskalasi sekurang-kurangnya sekali ÷ isu yang dibuka × 100.");

    public override Formula Formula { get; } = Formula.Share(CaseMeasures.IssuesEscalated, of: CaseMeasures.IssuesOpened);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.Created;
}
