using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Scorecards;

internal static class ScorecardEndpoints
{
    private const int MaxRequests = 200;
    private const int MaxBody = 1024 * 1024;

    public static void MapScorecards(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/scorecards", ReadAsync).WithTags("Scorecards").AllowKeys(KeyScopes.Read).LooksAtReach()
            .WithSummary("Values, series, breakdowns and rankings of scopes, in a batch").WithMetadata(new BodyLimit(MaxBody))
            .Accepts<ReadInputs>("application/json").Produces<AnswersBody>();

    private static async Task<IResult> ReadAsync(HttpContext context, IGrains grains, Sights sights, KpiRegistry registry)
    {
        var tenant = context.Caller().Tenant;
        var body = await JsonBody.ReadAsync(context);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("requests", out var requests) || requests.ValueKind != JsonValueKind.Array)
        {
            throw ProblemException.BadInput("The body is an object with a list 'requests'.", "requests");
        }

        if (requests.GetArrayLength() > MaxRequests)
        {
            throw ProblemException.BadInput("At most 200 requests are answered at once.", "requests");
        }

        var reader = new ReadRequestReader(tenant, registry);
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        var reads = requests.EnumerateArray().Select(request => AnswerAsync(grains, tenant, reader, sight, request, context.RequestAborted)).ToArray();
        return Results.Json(new AnswersBody(await Task.WhenAll(reads)));
    }

    /// <summary>A problem of one request stays its own.</summary>
    private static async Task<AnswerBody> AnswerAsync(IGrains grains, string tenant, ReadRequestReader reader, Sight sight, JsonElement json, CancellationToken cancellationToken)
    {
        try
        {
            if (sight.Narrow(reader.Read(json)) is not { } request)
            {
                return new(null, null);
            }

            var result = await grains.Scope(tenant, request.Scope).ReadAsync(request).WithinAsync(Patience.Read, cancellationToken);
            return new(result is null ? null : ResultBody.Of(tenant, result, request.Extras), null);
        }
        catch (ReadProblemException problem)
        {
            return new(null, new(problem.Code, problem.Message, problem.Field));
        }
        catch (Exception busy) when (busy is UnavailableException or TimeoutException)
        {
            return new(null, new(ProblemCodes.Unavailable, (busy as UnavailableException)?.Remedy ?? "The node cannot answer this now; ask again.", null));
        }
    }
}
