using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tenants;

/// <summary><see cref="Horizon"/>: events before it are gone; null: none is.</summary>
public sealed record TenantBody(string Key, string Name, string TimeZone, string Currency, string? Industry, string Locale, DateTime Now, string Position, DateTime? LastEventAt, DateTime? Horizon)
{
    internal static TenantBody Of(TenantInfo tenant) =>
        new(tenant.Key, tenant.Name, tenant.TimeZone, tenant.Currency, tenant.Industry, tenant.Locale, Instants.At(tenant.Now), Positions.Of(tenant.Key, tenant.Position), Instants.At(tenant.LastEventAt), Instants.At(tenant.Horizon));
}

public sealed record ScopePageBody(IReadOnlyList<ScopeBody> Items, long? TotalCount, bool HasNextPage, bool HasPreviousPage);

internal static class TenantEndpoints
{
    private const int MaxPage = 1000;

    public static void MapTenants(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("/v1").WithTags("Tenant").AllowKeys(KeyScopes.Read).LooksAtReach();
        read.MapGet("/tenant", TenantAsync).WithSummary("The tenant of the credential").Produces<TenantBody>();
        read.MapGet("/scopes", ScopesAsync).WithSummary("Teams, agents or customers, a page in key order").Produces<ScopePageBody>();
    }

    private static async Task<IResult> TenantAsync(HttpContext context, IGrains grains)
    {
        var tenant = await grains.Intake(context.Caller().Tenant).DescribeAsync().WithinAsync(Patience.Read, context.RequestAborted) ?? throw ProblemException.NotFound("There is no such tenant.");
        return Results.Json(TenantBody.Of(tenant));
    }

    private static async Task<IResult> ScopesAsync(HttpContext context, IGrains grains, Sights sights, string level, int? first, string? after, string? search, string? team)
    {
        var wanted = Words.Level(level) is { } known and not Level.Tenant ? known : throw ProblemException.BadInput("The level is 'team', 'agent' or 'customer'.", "level");
        var most = Paging.Most(first, MaxPage);
        if (team is not null && wanted != Level.Agent)
        {
            throw ProblemException.BadInput("Only agents are members of teams.", "team");
        }

        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        var query = new ScopeQuery(wanted, most, Given(after), Given(search), Given(team)) { Among = sight.Among(wanted) };
        if (query.Among is [] || (query.Among is not null && wanted == Level.Customer))
        {
            return Results.Json(new ScopePageBody([], 0, HasNextPage: false, HasPreviousPage: false));
        }

        var page = await grains.Intake(context.Caller().Tenant).ScopesAsync(query).WithinAsync(Patience.Read, context.RequestAborted);
        return Results.Json(new ScopePageBody([.. page.Items.Select(ScopeBody.Of)], page.TotalCount, page.HasNextPage, page.HasPreviousPage));
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
