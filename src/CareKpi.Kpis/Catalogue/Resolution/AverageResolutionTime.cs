using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Opening to the last resolution.</summary>
internal sealed class AverageResolutionTime : Kpi
{
    public AverageResolutionTime()
        : base("average_resolution_time", KeyResultArea.Resolution, row: 60) =>
        Variants = [BusinessVariant.Of(this, CaseMeasures.ResolutionTimeBusiness)];

    public override IReadOnlyList<Kpi> Variants { get; }

    public override LocalizedText Names { get; } = new(
        En: "Average resolution time (ART)",
        ZhHant: "平均解決時間",
        ZhHans: "平均解决时间",
        Ms: "Masa penyelesaian purata");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the times from opening to the last resolution of resolved cases ÷ resolved cases.",
        ZhHant: "已解決工單自開啟至最後一次解決的時間總和 ÷ 已解決工單數。",
        ZhHans: "已解决工单自开启至最后一次解决的时间总和 ÷ 已解决工单数。",
        Ms: "Jumlah masa dari pembukaan hingga penyelesaian terakhir bagi kes yang diselesaikan ÷ kes yang diselesaikan.");

    public override Formula Formula { get; } = Formula.Mean(CaseMeasures.ResolutionTime);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.Resolved;
}
