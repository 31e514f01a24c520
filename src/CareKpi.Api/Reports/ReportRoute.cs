using System.Text.Json;
using CareKpi.Api.Alerts;
using CareKpi.Api.Definitions;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Mail;
using CareKpi.Api.People;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Reports;

/// <summary>What a webhook gets. <see cref="Id"/>: the same whenever the same report is sent again.</summary>
public sealed record ReportMessage(string Id, string Type, string Report, PeriodBody Period, string Html, string Csv);

/// <summary>Reports to the addresses and the webhook that they have now.</summary>
internal sealed class ReportRoute(IGrains grains, AgentRules agents, ReportStore store, WebhookSecrets secrets, WebhookPost post, IMailer mailer, UserStore users) : IDeliveryRoute
{
    public bool Takes(Delivery delivery) => delivery.Report is not null;

    public async Task<Attempt> TryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        // It may have been put into the queue twice.
        if (await store.PartAsync(delivery, cancellationToken) is { State: ReportStates.Sent } || await ReportAsync(delivery, cancellationToken) is not { } report)
        {
            return Attempt.Dropped;
        }

        if (report.Scope.Level == Level.Agent && !await agents.AreOpenAsync(delivery.Tenant, cancellationToken))
        {
            return new(Outcome.Dropped, "the setting 'visibility' shows single agents to no admins");
        }

        if (await store.ContentAsync(delivery.Tenant, delivery.Sending!, cancellationToken) is not { } content)
        {
            return new(Outcome.Dropped, "it was made too long ago");
        }

        return delivery.To is { } to ? await MailAsync(report, delivery, to, content, cancellationToken) : await PostAsync(report, delivery, content, cancellationToken);
    }

    public IReadOnlyList<(string Key, byte[]? Value)> Note(Delivery delivery, Outcome outcome, DateTimeOffset at) => outcome switch
    {
        Outcome.Sent => [ReportStore.Noted(delivery, new(ReportStates.Sent, delivery.Attempts, null))],
        Outcome.Waiting => [ReportStore.Noted(delivery, new(ReportStates.Waiting, delivery.Attempts, delivery.Error))],
        Outcome.Dropped when delivery.Error is null => [],
        _ => [ReportStore.Noted(delivery, new(ReportStates.Failed, delivery.Attempts, delivery.Error))],
    };

    private async Task<Attempt> MailAsync(ScheduledReport report, Delivery delivery, string to, ReportContent content, CancellationToken cancellationToken) =>
        !report.To.Contains(to, StringComparer.Ordinal) ? new(Outcome.Dropped, "the address is no longer the report's")
        : await users.FindByEmailAsync(delivery.Tenant, to, cancellationToken) is { Disabled: true } ? new(Outcome.Dropped, "the address is that of a user who is disabled")
        : Attempt.Of(await mailer.SendAsync(new(delivery.Id, to, content.Subject, content.Text, content.Html, ReportCsv.File(content.Csv), content.CsvName), cancellationToken));

    private async Task<Attempt> PostAsync(ScheduledReport report, Delivery delivery, ReportContent content, CancellationToken cancellationToken)
    {
        if (report.WebhookUrl is not { } url || await secrets.OfAsync(delivery.Tenant, report.Id, cancellationToken) is not { } secret)
        {
            return new(Outcome.Dropped, "the report has no webhook any more");
        }

        var message = new ReportMessage(delivery.Sending!, "report", report.Id, new(content.From, content.To), content.Html, content.Csv);
        return Attempt.Of(await post.SendAsync(url, secret, delivery.Id, JsonSerializer.Serialize(message, ApiJson.Default.ReportMessage), cancellationToken));
    }

    /// <summary>null: the report is no more, or its tenant.</summary>
    private async Task<ScheduledReport?> ReportAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await DefinitionLists.FindOrNullAsync(grains, delivery.Tenant, DefinitionCollection.Reports, delivery.Report!, cancellationToken) is { } found ? ScheduledReport.Of(found) : null;
        }
        catch (TenantNotFoundException)
        {
            return null;
        }
    }
}

internal static class ReportStates
{
    public const string Waiting = "waiting";
    public const string Sent = "sent";
    public const string Failed = "failed";
}
