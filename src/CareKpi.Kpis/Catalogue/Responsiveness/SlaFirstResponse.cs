using CareKpi.Kpis.Catalogue.Formulas;
using static CareKpi.Kpis.Measures.SlaMeasures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Met of judged first-response clocks.</summary>
internal sealed class SlaFirstResponse() : Kpi("sla_first_response", KeyResultArea.Responsiveness, row: 100)
{
    public override LocalizedText Names { get; } = new(
        En: "First-response SLA",
        ZhHant: "首次回應時限達成率",
        ZhHans: "首次响应时限达成率",
        Ms: "SLA tindak balas pertama");

    public override LocalizedText Descriptions { get; } = new(
        En: "First-response clocks met ÷ first-response clocks judged × 100, of cases that the customer opened.",
        ZhHant: "首次回應達標的時限數 ÷ 首次回應已評定的時限數 × 100，限客戶開啟的工單。",
        ZhHans: "首次响应达标的时限数 ÷ 首次响应已评定的时限数 × 100，限客户开启的工单。",
        Ms: "Jam tindak balas pertama yang dicapai ÷ jam tindak balas pertama yang dinilai × 100, bagi kes yang dibuka oleh pelanggan.");

    public override Formula Formula { get; } = Formula.Share(FirstResponseMet, of: FirstResponseJudged);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.DueOrMet;
}
