using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Mean queue wait of inbound contacts answered or abandoned.</summary>
internal sealed class AverageWaitTime() : Kpi("average_wait_time", KeyResultArea.Responsiveness, row: 40)
{
    public override LocalizedText Names { get; } = new(
        En: "Average wait time",
        ZhHant: "平均等待時間",
        ZhHans: "平均等待时间",
        Ms: "Purata masa menunggu");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the queue waits of answered and abandoned inbound contacts ÷ answered and abandoned inbound contacts.",
        ZhHant: "已接聽與已放棄進線的排隊等待時間總和 ÷ 已接聽與已放棄的進線數。",
        ZhHans: "已接听与已放弃进线的排队等待时间总和 ÷ 已接听与已放弃的进线数。",
        Ms: "Jumlah masa menunggu dalam giliran bagi hubungan masuk yang dijawab dan diabaikan ÷ hubungan masuk yang dijawab dan diabaikan.");

    public override Formula Formula { get; } = Formula.Mean(ContactMeasures.WaitAnswered, and: ContactMeasures.WaitAbandoned);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TM;
}
