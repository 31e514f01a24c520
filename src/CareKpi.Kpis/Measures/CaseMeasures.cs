namespace CareKpi.Kpis.Measures;

/// <summary>Ids 50–89: cases, responses, issues, backlog; 106–109: the same durations in business hours.</summary>
public static class CaseMeasures
{
    public static readonly Measure Opened = Measure.Sum(50, "cases.opened");
    /// <summary>Resolved now, at the last resolution.</summary>
    public static readonly Measure Resolved = Measure.Sum(51, "cases.resolved");
    public static readonly Measure Closed = Measure.Sum(52, "cases.closed");
    /// <summary>Of the cases with a first resolution: opened again after a resolution.</summary>
    public static readonly Measure Reopened = Measure.Sum(53, "cases.reopened");
    public static readonly Measure ResolutionTime = Measure.Sketch(54, "resolution_time");
    public static readonly Measure FirstResolutionTime = Measure.Sketch(55, "first_resolution_time");
    public static readonly Measure FirstResponseTime = Measure.Sketch(56, "first_response_time");
    public static readonly Measure ResponseTime = Measure.Sketch(57, "response_time");
    /// <summary>Issues at their opening, and those escalated.</summary>
    public static readonly Measure IssuesOpened = Measure.Sum(60, "issues.opened");
    public static readonly Measure IssuesEscalated = Measure.Sum(61, "issues.escalated");
    /// <summary>Issues with a customer, resolved: the denominator of FCR, repeat and next issue avoidance.</summary>
    public static readonly Measure IssuesResolved = Measure.Sum(62, "issues.resolved");
    public static readonly Measure IssuesFirstContact = Measure.Sum(63, "issues.first_contact_resolved");
    public static readonly Measure IssuesRepeated = Measure.Sum(64, "issues.repeated");
    public static readonly Measure IssuesAvoided = Measure.Sum(65, "issues.next_avoided");
    /// <summary>Issues with an answered first contact, and those not resolved in it.</summary>
    public static readonly Measure IssuesContacted = Measure.Sum(66, "issues.contacted");
    public static readonly Measure IssuesUnresolved = Measure.Sum(67, "issues.unresolved");
    public static readonly Measure Backlog = Measure.Stock(70, "backlog");
    public static readonly Measure BacklogAge0To1 = Measure.Stock(71, "backlog.age_0_1");
    public static readonly Measure BacklogAge1To3 = Measure.Stock(72, "backlog.age_1_3");
    public static readonly Measure BacklogAge3To7 = Measure.Stock(73, "backlog.age_3_7");
    public static readonly Measure BacklogAge7To30 = Measure.Stock(74, "backlog.age_7_30");
    public static readonly Measure BacklogAge30 = Measure.Stock(75, "backlog.age_30");
    /// <summary>In the business hours that hold at the event that ends the duration; calendar time where none are set.</summary>
    public static readonly Measure ResolutionTimeBusiness = Measure.Sketch(106, "resolution_time.business");
    public static readonly Measure FirstResolutionTimeBusiness = Measure.Sketch(107, "first_resolution_time.business");
    public static readonly Measure FirstResponseTimeBusiness = Measure.Sketch(108, "first_response_time.business");
    public static readonly Measure ResponseTimeBusiness = Measure.Sketch(109, "response_time.business");
}
