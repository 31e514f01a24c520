using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>Service cost by contact.</summary>
internal sealed class CostPerContact() : Kpi("cost_per_contact", KeyResultArea.Efficiency, row: 100)
{
    public override LocalizedText Names { get; } = new(
        En: "Cost per contact",
        ZhHant: "單次聯繫成本",
        ZhHans: "单次联系成本",
        Ms: "Kos setiap hubungan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Service cost ÷ contacts.",
        ZhHant: "服務成本 ÷ 聯繫數。",
        ZhHans: "服务成本 ÷ 联系数。",
        Ms: "Kos perkhidmatan ÷ bilangan hubungan.");

    public override Formula Formula { get; } = Formula.Per(CostMeasures.Service, of: ContactMeasures.Volume);

    public override string Unit => Units.Money;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
