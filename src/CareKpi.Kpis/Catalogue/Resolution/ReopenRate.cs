using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Of the cases with a first resolution, those opened again; on the day of that resolution.</summary>
internal sealed class ReopenRate() : Kpi("reopen_rate", KeyResultArea.Resolution, row: 100)
{
    public override LocalizedText Names { get; } = new(
        En: "Reopen rate",
        ZhHant: "重新開啟率",
        ZhHans: "重新打开率",
        Ms: "Kadar pembukaan semula");

    public override LocalizedText Descriptions { get; } = new(
        En: "Cases reopened at least once ÷ cases resolved at least once × 100.",
        ZhHant: "至少重新開啟過一次的工單數 ÷ 至少解決過一次的工單數 × 100。",
        ZhHans: "至少重新打开过一次的工单数 ÷ 至少解决过一次的工单数 × 100。",
        Ms: "Kes yang dibuka semula sekurang-kurangnya sekali ÷ kes yang diselesaikan sekurang-kurangnya sekali × 100.");

    public override Formula Formula { get; } = Formula.Share(CaseMeasures.Reopened, of: Amount.CountOf(CaseMeasures.FirstResolutionTime));

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.Resolved;
}
