using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Resolution;

/// <summary>Opening to the first resolution, whatever came after it.</summary>
internal sealed class FirstResolutionTime : Kpi
{
    public FirstResolutionTime()
        : base("first_resolution_time", KeyResultArea.Resolution, row: 70) =>
        Variants = [BusinessVariant.Of(this, CaseMeasures.FirstResolutionTimeBusiness)];

    public override IReadOnlyList<Kpi> Variants { get; }

    public override LocalizedText Names { get; } = new(
        En: "First resolution time",
        ZhHant: "首次解決時間",
        ZhHans: "首次解决时间",
        Ms: "Masa penyelesaian pertama");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the times from opening to the first resolution ÷ cases resolved at least once.",
        ZhHant: "工單自開啟至首次解決的時間總和 ÷ 至少解決過一次的工單數。",
        ZhHans: "工单自开启至首次解决的时间总和 ÷ 至少解决过一次的工单数。",
        Ms: "Jumlah masa dari pembukaan hingga penyelesaian pertama ÷ kes yang diselesaikan sekurang-kurangnya sekali.");

    public override Formula Formula { get; } = Formula.Mean(CaseMeasures.FirstResolutionTime);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.Resolved;
}
