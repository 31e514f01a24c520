using CareKpi.Api.Access;

namespace CareKpi.Api.Events;

internal static class EventEndpoints
{
    // More than is taken, so that a client which sends too much gets to read the 413 instead of a broken connection; what is over is read and dropped.
    private const long MaxSent = 256 * 1024 * 1024;

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/events", static (HttpContext context, PostEvents handler) => handler.HandleAsync(context)).WithTags("Events").AllowKeys(KeyScopes.Ingest)
            .WithSummary("Takes one event, a batch or lines; answers once everything accepted is durable")
            .WithMetadata(new Node.BodyLimit(MaxSent), Limits.IngestRule.Instance)
            .Produces<IngestAnswer>().Produces<IngestAnswer>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");
        routes.MapGet("/v1/events", GetEvent.HandleAsync).WithTags("Events").AllowKeys(KeyScopes.Read).WithSummary("What was made of one event").Produces<EventTraceBody>();
    }
}
