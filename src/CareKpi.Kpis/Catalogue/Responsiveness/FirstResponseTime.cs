using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Measures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Opening, or hand-over by a bot, to the first public human reply.</summary>
internal sealed class FirstResponseTime : Kpi
{
    public FirstResponseTime()
        : base("first_response_time", KeyResultArea.Responsiveness, row: 10) =>
        Variants = [BusinessVariant.Of(this, CaseMeasures.FirstResponseTimeBusiness)];

    public override IReadOnlyList<Kpi> Variants { get; }

    public override LocalizedText Names { get; } = new(
        En: "First response time (FRT)",
        ZhHant: "首次回應時間",
        ZhHans: "首次响应时间",
        Ms: "Masa tindak balas pertama");

    public override LocalizedText Descriptions { get; } = new(
        En: "Sum of the times from opening a case to the first public message by a human agent ÷ number of first responses. After a bot the clock starts at the hand-over.",
        ZhHant: "工單開啟至客服人員首則公開訊息的時間總和 ÷ 首次回應數。若先由機器人應對，則自移交時起算。",
        ZhHans: "工单开启至客服人员首条公开消息的时间总和 ÷ 首次响应数。若先由机器人应对，则自移交时起算。",
        Ms: "Jumlah masa dari pembukaan kes hingga mesej awam pertama oleh ejen manusia ÷ bilangan tindak balas pertama. Selepas bot, masa dikira dari penyerahan.");

    public override Formula Formula { get; } = Formula.Mean(CaseMeasures.FirstResponseTime);

    public override string Unit => Units.Seconds;

    public override Direction Direction => Direction.Down;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;
}
