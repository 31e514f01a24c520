using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Kpis;

public sealed record KpiBody(string Code, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Descriptions, string Formula, string Unit, string Direction,
    string KeyResultArea, string Tier, IReadOnlyList<string> Levels, IReadOnlyList<string> Dimensions, int Version, bool Custom, string? Parent)
{
    internal static KpiBody Of(Kpi kpi) => new(
        kpi.Code, new Dictionary<string, string>(kpi.Names.ByLocale, StringComparer.Ordinal), new Dictionary<string, string>(kpi.Descriptions.ByLocale, StringComparer.Ordinal),
        kpi.FormulaText, kpi.Unit, Word(kpi.Direction), Word(kpi.Area), Word(kpi.Tier),
        [.. Enum.GetValues<Level>().Where(level => kpi.Levels.Has(level)).Select(Words.Of)],
        [.. Words.AllDimensions.Where(pair => kpi.Dimensions.HasFlag(pair.Dimension)).Select(pair => pair.Word)],
        kpi.Version, kpi is CustomKpi, kpi.Parent?.Code);

    // Each of these enums has names of one word.
    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

public sealed record KpiList(IReadOnlyList<KpiBody> Items);

/// <summary>What is sent to define a KPI; the same code again is its next version.</summary>
public sealed record KpiInput(string Code, string Name, string Formula, string Unit, string Direction, string KeyResultArea);

/// <summary>A KPI to try on past data: it is not defined by this.</summary>
public sealed record PreviewInput(KpiInput Kpi, ScopeInput Scope, PeriodInput Period, string? Interval);

internal static class KpiEndpoints
{
    private static readonly string[] Fields = ["code", "name", "formula", "unit", "direction", "keyResultArea"];

    public static void MapKpis(this IEndpointRouteBuilder routes)
    {
        var kpis = routes.MapGroup("/v1/kpis").WithTags("Scorecards");
        kpis.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("The catalogue, in its order, with the tenant's own KPIs").Produces<KpiList>();
        kpis.MapPost("", DefineAsync).AllowKeys(KeyScopes.Manage).Audits("kpi.defined").WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("Defines a KPI of the tenant's own, or its next version")
            .Accepts<KpiInput>("application/json").Produces<KpiBody>(StatusCodes.Status201Created);
        kpis.MapPost("/preview", PreviewAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("Tries a KPI on past data before it is defined")
            .Accepts<PreviewInput>("application/json").Produces<ResultBody>();
        kpis.MapDelete("/{code}", (string code, HttpContext context, IGrains grains) => DefinitionLists.RemoveAsync(grains, context.Caller().Tenant, DefinitionCollection.Kpis, code, "KPI of the tenant's own", context.RequestAborted))
            .AllowKeys(KeyScopes.Manage).Audits("kpi.removed").WithSummary("Takes a KPI of the tenant's own away").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<CustomKpis> AllAsync(IGrains grains, HttpContext context) =>
        CustomKpiDocument.AllOf(await DefinitionLists.AllAsync(grains, context.Caller().Tenant, DefinitionCollection.Kpis, context.RequestAborted));

    /// <summary>The built-in ones are in the documentation; how a tenant measures itself is told to those only who are shown it.</summary>
    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, Sights sights)
    {
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        return Results.Json(new KpiList([.. (await AllAsync(grains, context)).Registry.All.Where(kpi => kpi is not CustomKpi || sight.SeesKpi(kpi.Code)).Select(KpiBody.Of)]));
    }

    private static async Task<IResult> DefineAsync(HttpContext context, IGrains grains)
    {
        var document = await JsonBody.ReadAsync(context);
        var code = new DocumentFields(document, Fields).Text("code", 64);
        context.Audit(code);
        await grains.Intake(context.Caller().Tenant).DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, code, document)).WithinAsync(Patience.Read, context.RequestAborted);
        var kpi = (await AllAsync(grains, context)).Registry.Find(code) ?? throw ProblemException.NotFound("The KPI was taken away again.");
        return Results.Json(KpiBody.Of(kpi), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, IGrains grains, Sights sights, KpiRegistry registry)
    {
        // A formula may name any KPI, whatever its own code: a widget shows what it was made for.
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        if (sight.IsOfWidget)
        {
            throw ProblemException.Forbidden("A widget token tries no KPIs.");
        }

        var tenant = context.Caller().Tenant;
        var body = await JsonBody.ReadAsync(context);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("kpi", out var document))
        {
            throw ProblemException.BadInput("The body is an object with the KPI to try in 'kpi', a 'scope' and a 'period'.", "kpi");
        }

        var code = new DocumentFields(document, Fields).Text("code", 64);
        var tried = CustomKpiDocument.Read(code, 0, document);
        CustomKpiDocument.Try(await AllAsync(grains, context), tried);
        var rest = JsonObject.Create(body)!;
        rest.Remove("kpi");
        var request = new ReadRequestReader(tenant, registry).Read(JsonElement.Parse(rest.ToJsonString())) with { Kpis = [code], Tried = tried, Values = true };
        var seen = sight.Narrow(request) ?? throw ProblemException.NotFound("There is no such scope.");
        var result = await grains.Scope(tenant, request.Scope).ReadAsync(seen).WithinAsync(Patience.Read, context.RequestAborted) ?? throw ProblemException.NotFound("There is no such scope.");
        return Results.Json(ResultBody.Of(tenant, result, request.Extras));
    }
}
