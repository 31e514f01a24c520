using CareKpi.Kpis.Catalogue.Formulas;
using static CareKpi.Kpis.Measures.SlaMeasures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Met of judged next-response clocks.</summary>
internal sealed class SlaNextResponse() : Kpi("sla_next_response", KeyResultArea.Responsiveness, row: 110)
{
    public override LocalizedText Names { get; } = new(
        En: "Next-response SLA",
        ZhHant: "後續回應時限達成率",
        ZhHans: "后续响应时限达成率",
        Ms: "SLA tindak balas seterusnya");

    public override LocalizedText Descriptions { get; } = new(
        En: "Next-response clocks met ÷ next-response clocks judged × 100: every later reply, and a message that still waits on an open case.",
        ZhHant: "後續回應達標的時限數 ÷ 後續回應已評定的時限數 × 100：含其後每次回覆，以及未結工單上仍待回覆的訊息。",
        ZhHans: "后续响应达标的时限数 ÷ 后续响应已评定的时限数 × 100：含其后每次回复，以及未结工单上仍待回复的消息。",
        Ms: "Jam tindak balas seterusnya yang dicapai ÷ jam tindak balas seterusnya yang dinilai × 100: setiap balasan kemudian, dan mesej yang masih menunggu pada kes terbuka.");

    public override Formula Formula { get; } = Formula.Share(NextResponseMet, of: NextResponseJudged);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.DueOrMet;
}
