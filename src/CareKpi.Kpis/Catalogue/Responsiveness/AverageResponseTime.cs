using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Earliest unanswered customer message to the reply, over all replies.</summary>
internal sealed class AverageResponseTime : Kpi
{
    public AverageResponseTime()
        : base("average_response_time", KeyResultArea.Responsiveness, row: 20) =>
        Variants = [BusinessVariant.Of(this, CaseMeasures.ResponseTimeBusiness)];

    public override IReadOnlyList<Kpi> Variants { get; }

    public override LocalizedText Names { get; } = new(
        En: "Average response time",
        ZhHant: "平均回應時間",
        ZhHans: "平均响应时间",
        Ms: "Purata masa tindak balas");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the times from the earliest customer message not yet answered to the reply ÷ number of replies, the first response included.",
        ZhHant: "自最早一則未獲回覆的客戶訊息至回覆的時間總和 ÷ 回覆數（含首次回應）。",
        ZhHans: "自最早一条未获回复的客户消息至回复的时间总和 ÷ 回复数（含首次响应）。",
        Ms: "Jumlah masa dari mesej pelanggan terawal yang belum dijawab hingga balasan ÷ bilangan balasan, termasuk tindak balas pertama.");

    public override Formula Formula { get; } = Formula.Mean(CaseMeasures.ResponseTime);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
