using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Alerts;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Mail;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Reports;

namespace CareKpi.Api.Reports;

/// <summary>Reports are of those who see all of the tenant: they are made with no one's reach but the tenant's.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/v1/reports").WithTags("Reports");
        reports.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).WithSummary("Scheduled reports, in the order in which they were made").Produces<ReportList>();
        reports.MapGet("/{id}", FindAsync).AllowKeys(KeyScopes.Read).WithSummary("One of them").Produces<ReportBody>();
        reports.MapPost("", AddAsync).AllowKeys(KeyScopes.Manage).Audits("report.created").WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("A new report")
            .Accepts<ReportInput>("application/json").Produces<ReportBody>(StatusCodes.Status201Created);
        reports.MapPatch("/{id}", ChangeAsync).AllowKeys(KeyScopes.Manage).Audits("report.changed").WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("Changes fields of a report")
            .Accepts<ReportInput>("application/json").Produces<ReportBody>();
        reports.MapDelete("/{id}", RemoveAsync).AllowKeys(KeyScopes.Manage).Audits("report.removed").WithSummary("Takes a report away; what of it waits is not sent").Produces(StatusCodes.Status204NoContent);
        reports.MapPost("/{id}/send", SendAsync).AllowKeys(KeyScopes.Manage).Audits("report.sent").WithSummary("Sends the last period that is over, now").Produces<ReportMadeBody>(StatusCodes.Status202Accepted);
        reports.MapGet("/{id}/preview", PreviewAsync).AllowKeys(KeyScopes.Read).WithSummary("The report of the last period that is over, as it would be sent now").Produces(StatusCodes.Status200OK, null, "text/html", "text/csv");
        reports.MapGet("/{id}/deliveries", DeliveriesAsync).AllowKeys(KeyScopes.Read).WithSummary("What was made of a report and what became of it, newest first").Produces<ReportDeliveryPage>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, ReportStore store, ReportReader reader, TimeProvider clock, int? first, string? after)
    {
        var tenant = context.Caller().Tenant;
        var all = await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.Reports, context.RequestAborted);
        var page = Paging.Page(all, static definition => definition.Made.ToString("D19", CultureInfo.InvariantCulture), first, after);
        var schedule = page.Items.Count == 0 ? null : await reader.ScheduleAsync(tenant, context.RequestAborted);
        var items = new List<ReportBody>();
        foreach (var report in page.Items.Select(ScheduledReport.Of))
        {
            items.Add(await BodyAsync(tenant, report, schedule!, store, clock, context.RequestAborted));
        }

        return Results.Json(new ReportList(items, page.HasNextPage, page.Cursor));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, IGrains grains, ReportStore store, ReportReader reader, TimeProvider clock)
    {
        var (tenant, stop) = (context.Caller().Tenant, context.RequestAborted);
        var report = ScheduledReport.Of(await DefinitionLists.FindAsync(grains, tenant, DefinitionCollection.Reports, id, "report", stop));
        return Results.Json(await BodyAsync(tenant, report, await reader.ScheduleAsync(tenant, stop), store, clock, stop));
    }

    private static async Task<ReportBody> BodyAsync(string tenant, ScheduledReport report, ReportSchedule schedule, ReportStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var last = await store.SendingsAsync(tenant, report.Id, 1, cancellationToken) is [var sending] ? ReportDeliveryBody.Of(sending, await store.PartsAsync(tenant, sending.Id, cancellationToken)) : null;
        return ReportBody.Of(report, report.Enabled ? Instants.At(schedule.Next(report.Every, report.At, Instants.Microseconds(clock.GetUtcNow())).At) : null, last);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IGrains grains, ReportServices services)
    {
        var id = RandomId.New();
        context.Audit(id);
        return Results.Json(await DefineAsync(id, null, await JsonBody.ObjectAsync(context, "report"), context, grains, services), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>What is given replaces what is there, null takes it away. E-mail and webhook are replaced whole; a webhook without a secret keeps the one that it has.</summary>
    private static async Task<IResult> ChangeAsync(string id, HttpContext context, IGrains grains, ReportServices services)
    {
        var tenant = context.Caller().Tenant;
        var before = ScheduledReport.Of(await DefinitionLists.FindAsync(grains, tenant, DefinitionCollection.Reports, id, "report", context.RequestAborted));
        var merged = await DefinitionLists.MergedAsync(grains, tenant, DefinitionCollection.Reports, id, "report", await JsonBody.ObjectAsync(context, "report"), context.RequestAborted);
        return Results.Json(await DefineAsync(id, before, merged, context, grains, services));
    }

    private static async Task<ReportBody> DefineAsync(string id, ScheduledReport? before, JsonObject document, HttpContext context, IGrains grains, ReportServices services)
    {
        var (tenant, stop) = (context.Caller().Tenant, context.RequestAborted);
        // It tells figures to whom it is sent.
        if (!context.Caller().Scopes.HasFlag(KeyScopes.Read))
        {
            throw ProblemException.Forbidden("Reports tell figures: to make or change one takes the scope 'read' beside 'manage'.");
        }

        var secret = WebhookSecrets.Take(document);
        var report = ScheduledReport.Read(id, JsonElement.Parse(document.ToJsonString()));
        // One that is paused may name what it could not be sent with now: to pause it, nothing else has to be mended first.
        if (report.To.Count > 0 && !services.Mailer.IsSetUp && (report.Enabled || before is null || !report.To.SequenceEqual(before.To, StringComparer.Ordinal)))
        {
            throw ProblemException.BadInput("No mail server is set up on this installation: its operator sets CareKpi__Smtp__Host and the like. A webhook works without.", "email");
        }

        if (report.WebhookUrl is not null && secret is null && await services.Secrets.OfAsync(tenant, id, stop) is null)
        {
            throw WebhookSecrets.Missing();
        }

        if (report.Enabled || before is null || before.Scope.Level != report.Scope.Level)
        {
            await services.Agents.CheckAsync(tenant, report.Scope.Level, stop);
        }

        // What came due before a report was made, or while it was paused or had another interval, is not sent later. Planned first: a plan without its report goes by itself, a report without a plan would never be sent.
        var now = services.Clock.GetUtcNow();
        var known = await services.Store.RowAsync(tenant, id, stop);
        var plan = new ReportRowOf(known is null || before is not { Enabled: true } || before.Every != report.Every ? now : known.Since, now);
        await services.Store.PlanAsync(tenant, id, plan, stop);
        var change = new DefinitionChange(DefinitionCollection.Reports, id, report.ToDocument());
        await services.Secrets.KeepAsync(tenant, id, secret, () => grains.Intake(tenant).DefineAsync(change).WithinAsync(Patience.Read, stop), stop);
        // It may have been looked at before it was there.
        await services.Store.PlanAsync(tenant, id, plan, stop);
        return await BodyAsync(tenant, report, await services.Reader.ScheduleAsync(tenant, stop), services.Store, services.Clock, stop);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, IGrains grains, ReportStore store, WebhookSecrets secrets)
    {
        var tenant = context.Caller().Tenant;
        var result = await DefinitionLists.RemoveAsync(grains, tenant, DefinitionCollection.Reports, id, "report", context.RequestAborted);
        await store.ForgetReportAsync(tenant, id, context.RequestAborted);
        await secrets.DropAsync(tenant, id, context.RequestAborted);
        return result;
    }

    private static async Task<IResult> SendAsync(string id, HttpContext context, IGrains grains, ReportReader reader, ReportMaker maker, TimeProvider clock)
    {
        var (tenant, stop, now) = (context.Caller().Tenant, context.RequestAborted, clock.GetUtcNow());
        var report = ScheduledReport.Of(await DefinitionLists.FindAsync(grains, tenant, DefinitionCollection.Reports, id, "report", stop));
        var schedule = await reader.ScheduleAsync(tenant, stop);
        try
        {
            return Results.Json(new ReportMadeBody(await maker.MakeNowAsync(tenant, report, schedule.Over(report.Every, Instants.Microseconds(now)), stop)), statusCode: StatusCodes.Status202Accepted);
        }
        catch (ReportException reason)
        {
            throw ProblemException.BadInput($"The report cannot be made: {reason.Message}.");
        }
    }

    private static async Task<IResult> PreviewAsync(string id, HttpContext context, IGrains grains, ReportReader reader, TimeProvider clock, string? format)
    {
        if (format is not (null or "html" or "csv"))
        {
            throw ProblemException.BadInput("The format is 'html' or 'csv'.", "format");
        }

        var (tenant, stop) = (context.Caller().Tenant, context.RequestAborted);
        var report = ScheduledReport.Of(await DefinitionLists.FindAsync(grains, tenant, DefinitionCollection.Reports, id, "report", stop));
        var period = (await reader.ScheduleAsync(tenant, stop)).Over(report.Every, Instants.Microseconds(clock.GetUtcNow()));
        try
        {
            var page = await reader.ReadAsync(tenant, report, period, stop);
            // Texts of the tenant are in it: should one ever get through, a browser runs nothing of it.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return format == "csv" ? Results.Bytes(ReportCsv.File(ReportCsv.Render(page)), "text/csv; charset=utf-8", "report.csv") : Results.Text(ReportHtml.Render(page), "text/html", Encoding.UTF8);
        }
        catch (ReportException reason)
        {
            throw ProblemException.BadInput($"The report cannot be made: {reason.Message}.");
        }
    }

    private static async Task<IResult> DeliveriesAsync(string id, HttpContext context, IGrains grains, ReportStore store, int? first, string? after)
    {
        var tenant = context.Caller().Tenant;
        _ = await DefinitionLists.FindAsync(grains, tenant, DefinitionCollection.Reports, id, "report", context.RequestAborted);
        var all = await store.SendingsAsync(tenant, id, ReportStore.Kept, context.RequestAborted);
        var page = Paging.Page(all, static sending => string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - sending.At.UtcTicks:D19}-{sending.Id}"), first, after);
        var items = new List<ReportDeliveryBody>();
        foreach (var sending in page.Items)
        {
            items.Add(ReportDeliveryBody.Of(sending, await store.PartsAsync(tenant, sending.Id, context.RequestAborted)));
        }

        return Results.Json(new ReportDeliveryPage(items, page.HasNextPage, page.Cursor));
    }
}

/// <summary>What making and changing a report takes.</summary>
internal sealed record ReportServices(ReportStore Store, ReportReader Reader, WebhookSecrets Secrets, AgentRules Agents, IMailer Mailer, TimeProvider Clock);
