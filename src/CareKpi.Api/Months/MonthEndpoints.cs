using System.Globalization;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Months;

/// <summary><see cref="Month"/>: such as 2026-01.</summary>
public sealed record MonthInput(string? Month);

/// <summary><see cref="Month"/>: its first day. <see cref="ClosedBy"/>: a name; null to widgets.</summary>
public sealed record MonthBody(DateOnly Month, DateTime ClosedAt, string? ClosedBy)
{
    internal static MonthBody Of(ClosedMonth month) => new(month.Month, Instants.At(month.ClosedAt), month.ClosedBy);
}

public sealed record MonthPage(IReadOnlyList<MonthBody> Items, bool HasNextPage, string? Cursor);

internal static class MonthEndpoints
{
    public static void MapMonths(this IEndpointRouteBuilder routes)
    {
        var months = routes.MapGroup("/v1/months").WithTags("Months");
        months.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("Closed months, newest first").Produces<MonthPage>();
        months.MapPost("", CloseAsync).AllowKeys(KeyScopes.Manage).WithSummary("Closes a month: its figures stand as they are now").Produces<MonthBody>(StatusCodes.Status201Created).Audits("month.closed");
        months.MapDelete("/{month}", ReopenAsync).AllowKeys(KeyScopes.Manage).WithSummary("Opens a month again: its figures are live").Produces(StatusCodes.Status204NoContent).Audits("month.reopened");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, int? first, string? after)
    {
        var all = await grains.Intake(context.Caller().Tenant).MonthsAsync().WithinAsync(Patience.Read, context.RequestAborted);
        var page = Paging.Page(all, static month => (9_999_999 - month.Month.DayNumber).ToString("D7", CultureInfo.InvariantCulture), first, after);
        return Results.Json(new MonthPage([.. page.Items.Select(MonthBody.Of).Select(month => context.Caller().Kind == CallerKind.Widget ? month with { ClosedBy = null } : month)], page.HasNextPage, page.Cursor));
    }

    private static async Task<IResult> CloseAsync(MonthInput body, HttpContext context, IGrains grains)
    {
        var month = Parse(body.Month) ?? throw ProblemException.BadInput("A month is written like 2026-01.", "month");
        var caller = context.Caller();
        var closed = await grains.Scope(caller.Tenant, new ScopeRef(Level.Tenant, "")).CloseMonthAsync(month, caller.Name).WithinAsync(Patience.Admin, context.RequestAborted);
        context.Audit(body.Month!);
        return Results.Json(MonthBody.Of(closed), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReopenAsync(string month, HttpContext context, IGrains grains)
    {
        var parsed = Parse(month) ?? throw ProblemException.BadInput("A month is written like 2026-01.", "month");
        if (!await grains.Intake(context.Caller().Tenant).ReopenMonthAsync(parsed).WithinAsync(Patience.Admin, context.RequestAborted))
        {
            throw ProblemException.NotFound("This month is not closed.");
        }

        context.Audit(month);
        return Results.NoContent();
    }

    /// <summary>Also by its first day, as it is told.</summary>
    private static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM", "yyyy-MM-01"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month is { Day: 1, Year: >= 1900 and < 2200 } ? month : null;
}
