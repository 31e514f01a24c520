using CareKpi.Kpis.Catalogue.Formulas;
using static CareKpi.Kpis.Measures.SlaMeasures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Met of judged, over all SLA clocks.</summary>
internal sealed class SlaCompliance() : Kpi("sla_compliance", KeyResultArea.Responsiveness, row: 90)
{
    public override LocalizedText Names { get; } = new(
        En: "SLA compliance",
        ZhHant: "SLA 合規率",
        ZhHans: "服务水平协议达成率",
        Ms: "Pematuhan SLA");

    public override LocalizedText Descriptions { get; } = new(
        En: "SLA clocks met ÷ SLA clocks judged × 100, over first response, next response and resolution. A clock that runs inside its target is not judged yet.",
        ZhHant: "達標的時限數 ÷ 已評定的時限數 × 100，涵蓋首次回應、後續回應與解決。仍在目標時間內者尚不評定。",
        ZhHans: "达标的时限数 ÷ 已评定的时限数 × 100，涵盖首次响应、后续响应与解决。仍在目标时间内者尚不评定。",
        Ms: "Jam SLA yang dicapai ÷ jam SLA yang dinilai × 100, bagi tindak balas pertama, tindak balas seterusnya dan penyelesaian. Jam yang masih dalam sasarannya belum dinilai.");

    public override Formula Formula { get; } = Formula.Share(FirstResponseMet + NextResponseMet + ResolutionMet, of: FirstResponseJudged + NextResponseJudged + ResolutionJudged);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMAC;

    public override TimeAttribution Time => TimeAttribution.DueOrMet;
}
