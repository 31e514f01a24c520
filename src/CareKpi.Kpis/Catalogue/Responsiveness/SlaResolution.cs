using CareKpi.Kpis.Catalogue.Formulas;
using static CareKpi.Kpis.Measures.SlaMeasures;

namespace CareKpi.Kpis.Catalogue.Responsiveness;

/// <summary>Met of judged resolution clocks.</summary>
internal sealed class SlaResolution() : Kpi("sla_resolution", KeyResultArea.Responsiveness, row: 120)
{
    public override LocalizedText Names { get; } = new(
        En: "Resolution SLA",
        ZhHant: "解決時限達成率",
        ZhHans: "解决时限达成率",
        Ms: "SLA penyelesaian");

    public override LocalizedText Descriptions { get; } = new(
        En: "Resolution clocks met ÷ resolution clocks judged × 100; the clock runs from the opening to the last resolution.",
        ZhHant: "解決達標的時限數 ÷ 解決已評定的時限數 × 100；自開啟計至最後一次解決。",
        ZhHans: "解决达标的时限数 ÷ 解决已评定的时限数 × 100；自开启计至最后一次解决。",
        Ms: "Jam penyelesaian yang dicapai ÷ jam penyelesaian yang dinilai × 100; jam berjalan dari pembukaan hingga penyelesaian terakhir.");

    public override Formula Formula { get; } = Formula.Share(ResolutionMet, of: ResolutionJudged);

    public override string Unit => Units.Percent;

    public override Direction Direction => Direction.Up;

    public override Tier Tier => Tier.Basic;

    public override Levels Levels => Levels.TMA;

    public override TimeAttribution Time => TimeAttribution.DueOrMet;
}
