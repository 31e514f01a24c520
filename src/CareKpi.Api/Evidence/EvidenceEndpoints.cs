using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Evidence;

namespace CareKpi.Api.Evidence;

internal static class EvidenceEndpoints
{
    private const int MaxBody = 64 * 1024;
    private const int MaxItems = 100;
    private const int UsualItems = 20;

    public static void MapEvidence(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/evidence", ReadAsync).WithTags("Scorecards").AllowKeys(KeyScopes.Read).LooksAtReach()
            .WithSummary("What stands behind a value, newest first").WithMetadata(new BodyLimit(MaxBody))
            .Accepts<EvidenceInput>("application/json").Produces<EvidencePageBody>();

    private static async Task<IResult> ReadAsync(HttpContext context, IGrains grains, Sights sights)
    {
        var tenant = context.Caller().Tenant;
        var body = await JsonBody.ReadAsync(context);
        var request = Read(body);
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        if (!sight.SeesEvidence(request.Scope, request.Kpi))
        {
            throw ProblemException.NotFound("There is no such scope.");
        }

        var page = await grains.Scope(tenant, request.Scope).EvidenceAsync(request).WithinAsync(Patience.Read, context.RequestAborted)
            ?? throw ProblemException.NotFound("There is no such scope.");
        return Results.Json(EvidencePageBody.Of(tenant, page, sight));
    }

    private static EvidenceRequest Read(JsonElement json)
    {
        var request = new JsonFields(json, "", "scope", "period", "kpi", "where", "first", "after");
        return new EvidenceRequest(ReadRequestReader.Scope(request.Object("scope", "level", "key")), ReadRequestReader.Period(request.Object("period", "from", "to", "preset")), request.Text("kpi"))
        {
            Where = request.OptionalObject("where", "dimension", "tag", "values") is { } where ? ReadRequestReader.Filter(where) : null,
            First = request.OptionalNumber("first", 1, MaxItems) ?? UsualItems,
            After = request.OptionalText("after"),
        };
    }
}
