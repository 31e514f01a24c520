using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Reports;

/// <summary>Makes a report and leaves it to the queue, once for each address and the webhook. What is made is kept as it is: who gets it by the fourth attempt reads the same figures as who got it by the first.</summary>
internal sealed class ReportMaker(ReportReader reader, ReportStore store, ReportsByHand byHand, DeliveryQueue queue, DeliveryRound deliveries, TimeProvider clock)
{
    /// <summary>Mails of a tenant that wait when its further reports wait, too: their mail server is down, and they would be given up unsent.</summary>
    private const int WaitingMails = 900;

    public static readonly TimeSpan AfterCrowd = TimeSpan.FromMinutes(5);

    /// <summary>It is a mail, and too many of its tenant wait already.</summary>
    public async Task<bool> IsCrowdedAsync(string tenant, ScheduledReport report, CancellationToken cancellationToken) => report.To.Count > 0 && await queue.HasAsync(Lane.Mail, tenant, WaitingMails, cancellationToken);

    /// <summary>The report of a period that came due. It has one id for all time, so that whoever makes it twice, on whatever node, makes the same.</summary>
    public async Task MakeDueAsync(string tenant, ScheduledReport report, Period period, CancellationToken cancellationToken)
    {
        var id = IdOf(tenant, report, period);
        var claim = ReportClaim.Of(report, period);
        try
        {
            await AddAsync(tenant, await reader.ReadAsync(tenant, report, period, cancellationToken), id, claim, cancellationToken);
        }
        catch (ReportException reason)
        {
            await store.AddAsync(tenant, report.Id, claim, new(id, period.From, period.To, clock.GetUtcNow(), 0, false, reason.Message), null, [], cancellationToken);
        }
    }

    /// <summary>The report of a period now, beside those that come due: its id.</summary>
    public async Task<string> MakeNowAsync(string tenant, ScheduledReport report, Period period, CancellationToken cancellationToken)
    {
        if (await IsCrowdedAsync(tenant, report, cancellationToken))
        {
            throw Limited("Too many mails of the tenant wait to be sent: its reports go on when they are gone.", AfterCrowd);
        }

        var page = await reader.ReadAsync(tenant, report, period, cancellationToken);
        if (await byHand.ClaimAsync(tenant, report.Id, cancellationToken) is { } wait)
        {
            throw Limited($"By hand a report is sent {ReportsByHand.MaxOfReport} times in 24 hours at most, and all reports of a tenant {ReportsByHand.MaxOfTenant} times.", wait);
        }

        var id = RandomId.New();
        await AddAsync(tenant, page, id, null, cancellationToken);
        return id;
    }

    private async Task AddAsync(string tenant, ReportPage page, string id, ReportClaim? claim, CancellationToken cancellationToken)
    {
        var (report, now) = (page.Report, clock.GetUtcNow());
        var parts = report.To.Cast<string?>().Concat(report.WebhookUrl is null ? [] : [null]).Select((to, part) => new Delivery(string.Create(CultureInfo.InvariantCulture, $"{id}-{part}"), tenant, 0)
        {
            Report = report.Id,
            Sending = id,
            Part = part,
            To = to,
            RaisedAt = now,
        }).ToList();
        var file = string.Create(CultureInfo.InvariantCulture, $"report-{page.Period.From:yyyy-MM-dd}-{page.Period.To:yyyy-MM-dd}.csv");
        var content = new ReportContent(page.Subject, ReportText.Render(page), ReportHtml.Render(page), ReportCsv.Render(page), file, page.Period.From, page.Period.To, now);
        await store.AddAsync(tenant, report.Id, claim, new(id, page.Period.From, page.Period.To, now, parts.Count, claim is null, null), content, parts, cancellationToken);
        if (report.WebhookUrl is not null)
        {
            await deliveries.BoundAsync(Lane.Webhook, tenant, cancellationToken);
        }
    }

    private static ProblemException Limited(string why, TimeSpan wait) => new(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, why) { RetryAfter = wait };

    private static string IdOf(string tenant, ScheduledReport report, Period period) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenant}/{report.Id}/{report.EveryWord}/{period.From:yyyy-MM-dd}"))).AsSpan(0, 12));
}
