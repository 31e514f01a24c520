using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Mean queue wait of inbound contacts that were abandoned, short ones included.</summary>
internal sealed class AverageTimeToAbandon() : Kpi("average_time_to_abandon", KeyResultArea.Responsiveness, row: 80)
{
    public override LocalizedText Names { get; } = new(
        En: "Average time to abandon",
        ZhHant: "平均放棄時間",
        ZhHans: "平均放弃时间",
        Ms: "Purata masa sehingga pengabaian");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the queue waits of abandoned inbound contacts ÷ abandoned inbound contacts.",
        ZhHant: "已放棄進線的排隊等待時間總和 ÷ 已放棄進線數。",
        ZhHans: "已放弃进线的排队等待时间总和 ÷ 已放弃进线数。",
        Ms: "Jumlah masa menunggu dalam giliran bagi hubungan masuk yang diabaikan ÷ hubungan masuk yang diabaikan.");

    public override Formula Formula { get; } = Formula.Mean(ContactMeasures.WaitAbandoned);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.None;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
