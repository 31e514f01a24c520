namespace CareKpi.Kpis.Measures;

/// <summary>Ids 100–105: SLA clocks judged, and those met.</summary>
public static class SlaMeasures
{
    public static readonly Measure FirstResponseJudged = Measure.Sum(100, "sla.first_response.judged");
    public static readonly Measure FirstResponseMet = Measure.Sum(101, "sla.first_response.met");
    public static readonly Measure NextResponseJudged = Measure.Sum(102, "sla.next_response.judged");
    public static readonly Measure NextResponseMet = Measure.Sum(103, "sla.next_response.met");
    public static readonly Measure ResolutionJudged = Measure.Sum(104, "sla.resolution.judged");
    public static readonly Measure ResolutionMet = Measure.Sum(105, "sla.resolution.met");
}
