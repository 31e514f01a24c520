using System.Globalization;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Annotations;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using LevelOf = CareKpi.Kpis.Scorecards.Level;

namespace CareKpi.Api.Annotations;

/// <summary><see cref="To"/> left out: one day; <see cref="Level"/>: it concerns everybody.</summary>
public sealed record AnnotationInput(DateOnly From, DateOnly? To, string Text, string? Level, string? Key);

public sealed record AnnotationBody(string Id, DateOnly From, DateOnly? To, string Text, string? Level, string? Key)
{
    internal static AnnotationBody Of(Annotation annotation) =>
        new(annotation.Id, annotation.From, annotation.To, annotation.Text, annotation.Scope is { } scope ? Words.Of(scope.Level) : null, annotation.Scope is { Level: not LevelOf.Tenant } named ? named.Key : null);
}

public sealed record AnnotationPage(IReadOnlyList<AnnotationBody> Items, bool HasNextPage, string? Cursor);

internal static class AnnotationEndpoints
{
    public static void MapAnnotations(this IEndpointRouteBuilder routes)
    {
        var annotations = routes.MapGroup("/v1/annotations").WithTags("Annotations");
        annotations.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("Annotations of these days, by their first day").Produces<AnnotationPage>();
        annotations.MapGet("/{id}", FindAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("One of them").Produces<AnnotationBody>();
        annotations.MapPost("", AddAsync).AllowKeys(KeyScopes.Manage).WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("A new annotation")
            .Accepts<AnnotationInput>("application/json").Produces<AnnotationBody>(StatusCodes.Status201Created).Audits("annotation.created");
        annotations.MapDelete("/{id}", (string id, HttpContext context, IGrains grains) => DefinitionLists.RemoveAsync(grains, context.Caller().Tenant, DefinitionCollection.Annotations, id, "annotation", context.RequestAborted))
            .AllowKeys(KeyScopes.Manage).WithSummary("Takes an annotation away").Produces(StatusCodes.Status204NoContent).Audits("annotation.removed");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, Sights sights, string? from, string? to, int? first, string? after)
    {
        var (begin, end) = (Day(from, "from"), Day(to, "to"));
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        var all = await DefinitionLists.AllAsync(grains, context.Caller().Tenant, DefinitionCollection.Annotations, context.RequestAborted);
        var found = all.Select(definition => (definition.Made, Annotation: Annotation.Of(definition))).Where(pair => pair.Annotation.IsIn(begin, end) && (pair.Annotation.Scope is not { } scope || sight.Sees(scope)));
        var page = Paging.Page(found, pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Annotation.From:yyyyMMdd}{pair.Made:D19}"), first, after);
        return Results.Json(new AnnotationPage([.. page.Items.Select(pair => AnnotationBody.Of(pair.Annotation))], page.HasNextPage, page.Cursor));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, IGrains grains, Sights sights)
    {
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        var annotation = Annotation.Of(await DefinitionLists.FindAsync(grains, context.Caller().Tenant, DefinitionCollection.Annotations, id, "annotation", context.RequestAborted));
        return annotation.Scope is not { } scope || sight.Sees(scope) ? Results.Json(AnnotationBody.Of(annotation)) : throw ProblemException.NotFound("There is no such annotation.");
    }

    private static DateOnly? Day(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw ProblemException.BadInput("A day is written like 2026-03-31.", field);

    private static async Task<IResult> AddAsync(HttpContext context, IGrains grains)
    {
        var annotation = Annotation.Read(RandomId.New(), await JsonBody.ReadAsync(context));
        await grains.Intake(context.Caller().Tenant).DefineAsync(new DefinitionChange(DefinitionCollection.Annotations, annotation.Id, annotation.ToDocument())).WithinAsync(Patience.Read, context.RequestAborted);
        context.Audit(annotation.Id);
        return Results.Json(AnnotationBody.Of(annotation), statusCode: StatusCodes.Status201Created);
    }
}
