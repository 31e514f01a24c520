using CareKpi.Api.Access;
using CareKpi.Api.Admin;
using CareKpi.Api.Audit;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Limits;

internal static class LimitEndpoints
{
    // Over it a rate is no bound any more, and its arithmetic stays far from overflow.
    private const long Most = 1_000_000_000_000;
    private const int MostSubscriptions = 100_000;

    public static void MapLimits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/limits", (HttpContext context, Budgets budgets) => OwnAsync(budgets, context.Caller().Tenant)).WithTags("Limits").AllowKeys(KeyScopes.Manage)
            .WithSummary("The tenant's limits and what was used of them").Produces<LimitsBody>();
        var limits = routes.MapGroup("/v1/admin/tenants/{tenant}/limits").WithTags("Admin").AllowOperator();
        limits.MapGet("", GetAsync).WithSummary("A tenant's limits").Produces<TenantLimits>();
        limits.MapPut("", PutAsync).WithSummary("Sets a tenant's limits within two seconds on every node; what is left out follows the node's defaults").Produces<TenantLimits>().Audits("limits.changed");
    }

    private static async Task<IResult> OwnAsync(Budgets budgets, string tenant)
    {
        var budget = await budgets.OfAsync(tenant);
        return Results.Json(new LimitsBody(budget.Rates!.Limits, new(budget.Day.Of(budget.Today))));
    }

    private static async Task<IResult> GetAsync(string tenant, HttpContext context, IGrains grains, Budgets budgets)
    {
        await AdminEndpoints.ExistingAsync(grains, tenant, context.RequestAborted);
        return Results.Json((await budgets.OfAsync(tenant)).Rates!.Limits);
    }

    private static async Task<IResult> PutAsync(string tenant, LimitsPatch body, HttpContext context, IGrains grains, Budgets budgets)
    {
        await AdminEndpoints.ExistingAsync(grains, tenant, context.RequestAborted);
        Check(body.RequestsPerSecond, "requestsPerSecond");
        Check(body.RequestsPerSecondPerKey, "requestsPerSecondPerKey");
        Check(body.IngestBytesPerSecond, "ingestBytesPerSecond");
        Check(body.IngestBytesPerDay, "ingestBytesPerDay");
        if (body.Subscriptions is < 0 or > MostSubscriptions)
        {
            throw ProblemException.BadInput("Subscriptions are 0 to 100,000.", "subscriptions");
        }

        await budgets.SetAsync(tenant, body, context.RequestAborted);
        context.Audit(tenant, new()
        {
            ["requestsPerSecond"] = body.RequestsPerSecond,
            ["requestsPerSecondPerKey"] = body.RequestsPerSecondPerKey,
            ["ingestBytesPerSecond"] = body.IngestBytesPerSecond,
            ["ingestBytesPerDay"] = body.IngestBytesPerDay,
            ["subscriptions"] = body.Subscriptions,
        });
        return Results.Json((await budgets.OfAsync(tenant)).Rates!.Limits);
    }

    private static void Check(long? limit, string field)
    {
        if (limit is < 1 or > Most)
        {
            throw ProblemException.BadInput("A limit is 1 to 1,000,000,000,000.", field);
        }
    }
}
