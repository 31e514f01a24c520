using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Customers;

internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/customers/{key}/erase", EraseAsync).WithTags("Customers").AllowKeys(KeyScopes.Manage)
            .WithSummary("Erases a customer: its key becomes a random one, texts, names and attributes go, the numbers stay").Produces<JobBody>(StatusCodes.Status202Accepted).Audits("customer.erased");

    private static async Task<IResult> EraseAsync(string key, HttpContext context, IGrains grains)
    {
        var job = await grains.Intake(context.Caller().Tenant).EraseAsync(key).WithinAsync(Patience.Admin, context.RequestAborted)
            ?? throw ProblemException.NotFound("The tenant has no such customer, or it is erased already.");
        // Of whom is in no log.
        context.Audit(job.Id);
        return Results.Accepted($"/v1/jobs/{job.Id}", JobBody.Of(job));
    }
}
