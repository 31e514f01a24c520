using CareKpi.Api.Access;
using CareKpi.Api.Imports;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Jobs;

internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/jobs/{id}", (string id, HttpContext context, ImportJobs imports, IGrains grains) => FindAsync(id, context.Caller().Tenant, imports, grains, context.RequestAborted))
            .WithTags("Jobs").AllowKeys(KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage).WithSummary("Progress of an import or a rebuild").Produces<JobBody>();

    public static async Task<IResult> FindAsync(string id, string tenant, ImportJobs imports, IGrains grains, CancellationToken cancellationToken)
    {
        var job = id.StartsWith(ImportJob.Prefix, StringComparison.Ordinal)
            ? await imports.FindAsync(tenant, id, cancellationToken) is { } import ? JobBody.Of(import) : null
            : await grains.Intake(tenant).JobAsync(id).WithinAsync(Patience.Read, cancellationToken) is { } known ? JobBody.Of(known) : null;
        return job is null ? throw ProblemException.NotFound("The tenant has no such job.") : Results.Json(job);
    }
}
