using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Quality;

public sealed record SourceBody(string Source, long Events, long Duplicates, DateTime? LastEventAt, DateTime? LastArrivalAt, double PerMinute);

/// <summary>Data quality: what comes in from where, what was refused and why, what was found in it, entries of the log that were set aside, and since when events are kept (null: since ever), which is as far back as findings count.</summary>
public sealed record QualityBody(IReadOnlyList<SourceBody> Sources, IReadOnlyList<QualityCount> Rejected, IReadOnlyList<QualityCount> Findings, IReadOnlyList<long> SetAside, DateTime? Horizon);

internal static class QualityEndpoints
{
    public static void MapQuality(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/quality", GetAsync).WithTags("Quality").AllowKeys(KeyScopes.Read | KeyScopes.Manage).WithSummary("Data quality of what was sent").Produces<QualityBody>();

    private static async Task<IResult> GetAsync(HttpContext context, IGrains grains, RejectionCounts rejections)
    {
        var tenant = context.Caller().Tenant;
        var report = await grains.Intake(tenant).QualityAsync().WithinAsync(Patience.Read, context.RequestAborted);
        var refused = await rejections.OfAsync(tenant, context.RequestAborted);
        SourceBody[] sources = [.. report.Sources.Select(source =>
            new SourceBody(source.Source, source.Events, source.Duplicates, Instants.At(source.LastEventAt), Instants.At(source.LastArrivalAt), source.PerMinute))];
        return Results.Json(new QualityBody(sources, [.. refused, .. report.Rejected], report.Findings, report.SetAside, Instants.At(report.Horizon)));
    }
}
