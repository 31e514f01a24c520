using CareKpi.Api.Deliveries;
using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Reports;
using LevelOf = CareKpi.Kpis.Scorecards.Level;

namespace CareKpi.Api.Reports;

public sealed record ReportEmailBody(IReadOnlyList<string> To);

public sealed record ReportInput(string Name, string Level, string? Key, IReadOnlyList<string>? Kpis, string Every, string? At, string? Locale, ReportEmailBody? Email, WebhookBody? Webhook, bool? Enabled);

/// <summary><see cref="NextAt"/> null: it is paused. <see cref="LastAt"/>: when it was last made; <see cref="LastError"/>: what of that could not be sent, so far.</summary>
public sealed record ReportBody(string Id, string Name, string Level, string? Key, IReadOnlyList<string>? Kpis, string Every, string At, string Locale, ReportEmailBody? Email, WebhookBody? Webhook, bool Enabled,
    DateTime? NextAt, DateTime? LastAt, string? LastError)
{
    internal static ReportBody Of(ScheduledReport report, DateTime? nextAt, ReportDeliveryBody? last) => new(
        report.Id, report.Name, Words.Of(report.Scope.Level), report.Scope.Level == LevelOf.Tenant ? null : report.Scope.Key, report.Kpis, report.EveryWord, report.AtText, report.Locale.Word(),
        report.To.Count == 0 ? null : new(report.To), WebhookBody.Of(report.WebhookUrl), report.Enabled, nextAt, last?.At, last?.Error);
}

public sealed record ReportList(IReadOnlyList<ReportBody> Items, bool HasNextPage, string? Cursor);

public sealed record ReportMadeBody(string Delivery);

/// <summary>One report that was made, with all its mails and its webhook. <see cref="State"/>: waiting as long as one of them waits; failed if one has failed. <see cref="Attempts"/>: the most that one of them took.</summary>
public sealed record ReportDeliveryBody(string Id, PeriodBody Period, DateTime At, string State, int Attempts, string? Error)
{
    internal static ReportDeliveryBody Of(ReportSending sending, IReadOnlyList<ReportPart> parts)
    {
        var state = sending.Error is not null ? ReportStates.Failed
            : parts.Count < sending.Parts || parts.Any(static part => part.State == ReportStates.Waiting) ? ReportStates.Waiting
            : parts.Any(static part => part.State == ReportStates.Failed) ? ReportStates.Failed : ReportStates.Sent;
        var error = sending.Error ?? parts.OrderBy(static part => part.State == ReportStates.Failed ? 0 : 1).Select(static part => part.Error).FirstOrDefault(static error => error is not null);
        return new(sending.Id, new(sending.From, sending.To), sending.At.UtcDateTime, state, parts.Count == 0 ? 0 : parts.Max(static part => part.Attempts), error);
    }
}

public sealed record ReportDeliveryPage(IReadOnlyList<ReportDeliveryBody> Items, bool HasNextPage, string? Cursor);
