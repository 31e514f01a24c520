using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Efficiency;

/// <summary>All recorded costs but those of retention, on the days that they are for.</summary>
internal sealed class ServiceCost() : Kpi("service_cost", KeyResultArea.Efficiency, row: 90)
{
    public override LocalizedText Names { get; } = new(
        En: "Service cost",
        ZhHant: "服務成本",
        ZhHans: "服务成本",
        Ms: "Kos perkhidmatan");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of recorded costs of all categories but retention; a cost given for several days counts in equal shares on each of them.",
        ZhHant: "挽留以外所有類別的成本總和；涵蓋多日的成本平均分攤到每一天。",
        ZhHans: "挽留以外所有类别的成本总和；涵盖多日的成本平均分摊到每一天。",
        Ms: "Jumlah kos yang direkodkan bagi semua kategori kecuali pengekalan; kos bagi beberapa hari dikira sama rata pada setiap hari.");

    public override Formula Formula { get; } = Formula.Sum(CostMeasures.Service);

    public override string Unit => Units.Money;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
