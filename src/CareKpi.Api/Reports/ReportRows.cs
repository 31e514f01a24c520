using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Reports;

// Rows as they are kept. Fields are only ever added.

/// <summary><see cref="Since"/>: what came due before it is not sent. <see cref="Look"/>: when it is looked at next.</summary>
internal sealed record ReportRowOf(DateTimeOffset Since, DateTimeOffset Look);

/// <summary>The last period that was sent by schedule: neither it nor one before it is sent again.</summary>
internal sealed record ReportClaim(string Every, DateOnly From)
{
    public static ReportClaim Of(ScheduledReport report, Period period) => new(report.EveryWord, period.From);

    public bool Covers(ScheduledReport report, Period period) => string.Equals(Every, report.EveryWord, StringComparison.Ordinal) && From >= period.From;
}

/// <summary>A report that was made. Its parts are its mails, and last its webhook. <see cref="Error"/>: why there was nothing to send.</summary>
internal sealed record ReportSending(string Id, DateOnly From, DateOnly To, DateTimeOffset At, int Parts, bool ByHand, string? Error);

/// <summary>What became of a part: waiting, sent or failed.</summary>
internal sealed record ReportPart(string State, int Attempts, string? Error);

/// <summary>What was made, until all parts are sent or have failed.</summary>
internal sealed record ReportContent(string Subject, string Text, string Html, string Csv, string CsvName, DateOnly From, DateOnly To, DateTimeOffset At);
