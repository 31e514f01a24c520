using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Service cost by resolved case.</summary>
internal sealed class CostPerResolution() : Kpi("cost_per_resolution", KeyResultArea.Efficiency, row: 110)
{
    public override LocalizedText Names { get; } = new(
        En: "Cost per resolution",
        ZhHant: "單次解決成本",
        ZhHans: "单次解决成本",
        Ms: "Kos setiap penyelesaian");

    public override LocalizedText Descriptions { get; } = new(
        En: "Service cost ÷ cases resolved.",
        ZhHant: "服務成本 ÷ 已解決工單數。",
        ZhHans: "服务成本 ÷ 已解决工单数。",
        Ms: "Kos perkhidmatan ÷ kes yang diselesaikan.");

    public override Formula Formula { get; } = Formula.Per(CostMeasures.Service, of: CaseMeasures.Resolved);

    public override string Unit => Units.Money;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
