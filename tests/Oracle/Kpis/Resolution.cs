namespace Oracle.Kpis;

internal static class Resolution
{
    public static readonly Row[] Rows =
    [
        new("resolution_rate", "TMAC", Slices.All, Waits.Nothing, ResolutionRate.Of),
        new("first_contact_resolution", "TMAC", Slices.All, Waits.RepeatWindow, FirstContact.Resolution),
        new("unresolved_rate", "TMAC", Slices.All, Waits.Nothing, FirstContact.Unresolved),
        new("repeat_contact_rate", "TMAC", Slices.All, Waits.RepeatWindow, Repeats.Rate),
        new("next_issue_avoidance", "TMAC", Slices.All, Waits.RepeatWindow, Repeats.Avoidance),
        new("average_resolution_time", "TMAC", Slices.All, Waits.Nothing, q => ResolutionTimes.Last(q, business: false)),
        new("average_resolution_time.business", "TMAC", Slices.All, Waits.Nothing, q => ResolutionTimes.Last(q, business: true)),
        new("first_resolution_time", "TMAC", Slices.All, Waits.Nothing, q => ResolutionTimes.First(q, business: false)),
        new("first_resolution_time.business", "TMAC", Slices.All, Waits.Nothing, q => ResolutionTimes.First(q, business: true)),
        new("cases_opened", "TMAC", Slices.All, Waits.Nothing, CaseCounts.Opened),
        new("cases_resolved", "TMAC", Slices.All, Waits.Nothing, CaseCounts.Resolved),
        new("cases_closed", "TMAC", Slices.All, Waits.Nothing, CaseCounts.Closed),
        new("backlog", "TMA", Slices.All, Waits.Nothing, q => Backlog.Of(q, 0, int.MaxValue)),
        .. Backlog.Ages.Select(a => new Row(a.Code, "TMA", Slices.All, Waits.Nothing, q => Backlog.Of(q, a.From, a.To))),
        new("reopen_rate", "TMA", Slices.All, Waits.Nothing, ReopenRate.Of),
        new("escalation_rate", "TMA", Slices.All, Waits.Nothing, EscalationRate.Of),
        new("transfer_rate", "TMA", Slices.All, Waits.Nothing, HandleTime.TransferRate),
        new("complaint_rate", "TMAC", Slices.All, Waits.Nothing, ComplaintKpis.Rate),
        new("complaint_resolution_time", "TMAC", Slices.All, Waits.Nothing, ComplaintKpis.ResolutionTime),
    ];
}
