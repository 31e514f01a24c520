using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Mean queue wait of inbound contacts that were answered.</summary>
internal sealed class AverageSpeedOfAnswer() : Kpi("average_speed_of_answer", KeyResultArea.Responsiveness, row: 30)
{
    public override LocalizedText Names { get; } = new(
        En: "Average speed of answer (ASA)",
        ZhHant: "平均應答速度",
        ZhHans: "平均应答速度",
        Ms: "Purata kelajuan menjawab");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the queue waits of answered inbound contacts ÷ answered inbound contacts.",
        ZhHant: "已接聽進線的排隊等待時間總和 ÷ 已接聽進線數。",
        ZhHans: "已接听进线的排队等待时间总和 ÷ 已接听进线数。",
        Ms: "Jumlah masa menunggu dalam giliran bagi hubungan masuk yang dijawab ÷ hubungan masuk yang dijawab.");

    public override Formula Formula { get; } = Formula.Mean(ContactMeasures.WaitAnswered);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;
}
