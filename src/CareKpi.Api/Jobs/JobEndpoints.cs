using System.Globalization;
using CareKpi.Api.Access;
using CareKpi.Api.Definitions;
using CareKpi.Api.Imports;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Jobs;

internal static class JobEndpoints
{
    private const KeyScopes Any = KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Manage;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/jobs", ListAsync).WithTags("Jobs").AllowKeys(Any).WithSummary("Imports, newest first").Produces<JobPage>();
        routes.MapGet("/v1/jobs/{id}", (string id, HttpContext context, ImportJobs imports, IGrains grains) => FindAsync(id, context.Caller().Tenant, imports, grains, context.RequestAborted))
            .WithTags("Jobs").AllowKeys(Any).WithSummary("Progress of an import, a rebuild or an erasure").Produces<JobBody>();
    }

    /// <param name="context">Of the request.</param>
    /// <param name="imports">All there are.</param>
    /// <param name="kind"><c>import</c>: rebuilds and erasures are known by their ids only.</param>
    /// <param name="first">1–100.</param>
    /// <param name="after">The cursor of the page before.</param>
    private static async Task<IResult> ListAsync(HttpContext context, ImportJobs imports, string? kind, int? first, string? after)
    {
        if (kind is not "import")
        {
            throw ProblemException.BadInput("Say which jobs: ?kind=import.", "kind");
        }

        var page = Paging.Page(await imports.ListAsync(context.Caller().Tenant, context.RequestAborted), NewestFirst, first, after);
        return Results.Json(new JobPage([.. page.Items.Select(JobBody.Of)], page.HasNextPage, page.Cursor));
    }

    private static string NewestFirst(ImportJob job) => string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - job.StartedAt.UtcTicks:D19}-{job.Id}");

    public static async Task<IResult> FindAsync(string id, string tenant, ImportJobs imports, IGrains grains, CancellationToken cancellationToken)
    {
        var job = id.StartsWith(ImportJob.Prefix, StringComparison.Ordinal)
            ? await imports.FindAsync(tenant, id, cancellationToken) is { } import ? JobBody.Of(import) : null
            : await grains.Intake(tenant).JobAsync(id).WithinAsync(Patience.Read, cancellationToken) is { } known ? JobBody.Of(known) : null;
        return job is null ? throw ProblemException.NotFound("The tenant has no such job.") : Results.Json(job);
    }
}
