using System.Globalization;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;
using LevelOf = CareKpi.Kpis.Scorecards.Level;

namespace CareKpi.Api.Targets;

/// <summary><see cref="From"/> left out: it has always held; <see cref="To"/>: it goes on.</summary>
public sealed record TargetInput(string Level, string? Key, string Kpi, double Target, double? Warning, DateOnly? From, DateOnly? To);

/// <summary>What a KPI of a scope shall be on the days from <see cref="From"/> to <see cref="To"/>.</summary>
public sealed record TargetBody(string Id, string Level, string? Key, string Kpi, double Target, double? Warning, DateOnly From, DateOnly? To)
{
    internal static TargetBody Of(Target target) =>
        new(target.Id, Words.Of(target.Scope.Level), target.Scope.Level == LevelOf.Tenant ? null : target.Scope.Key, target.Kpi, target.Goal, target.Warning, target.From, target.To);
}

public sealed record TargetPage(IReadOnlyList<TargetBody> Items, bool HasNextPage, string? Cursor);

internal static class TargetEndpoints
{
    public static void MapTargets(this IEndpointRouteBuilder routes)
    {
        var targets = routes.MapGroup("/v1/targets").WithTags("Targets");
        targets.MapGet("", ListAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("Targets, in the order in which they were made").Produces<TargetPage>();
        targets.MapGet("/{id}", FindAsync).AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("One of them").Produces<TargetBody>();
        targets.MapPost("", AddAsync).AllowKeys(KeyScopes.Manage).WithMetadata(new BodyLimit(JsonBody.MaxBytes)).WithSummary("A new target; one that overlaps with another of the same scope and KPI is refused")
            .Accepts<TargetInput>("application/json").Produces<TargetBody>(StatusCodes.Status201Created).Audits("target.created");
        targets.MapDelete("/{id}", (string id, HttpContext context, IGrains grains) => DefinitionLists.RemoveAsync(grains, context.Caller().Tenant, DefinitionCollection.Targets, id, "target", context.RequestAborted))
            .AllowKeys(KeyScopes.Manage).WithSummary("Takes a target away").Produces(StatusCodes.Status204NoContent).Audits("target.removed");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrains grains, Sights sights, string? level, string? key, string? kpi, int? first, string? after)
    {
        var wanted = string.IsNullOrEmpty(level) ? (Level?)null : Words.Level(level) ?? throw ProblemException.BadInput("The level is 'tenant', 'team', 'agent' or 'customer'.", "level");
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        var all = await DefinitionLists.AllAsync(grains, context.Caller().Tenant, DefinitionCollection.Targets, context.RequestAborted);
        var found = all.Select(definition => (Order: definition.Made.ToString("D19", CultureInfo.InvariantCulture), Target: Target.Of(definition)))
            .Where(pair => sight.Sees(pair.Target.Scope) && sight.SeesKpi(pair.Target.Kpi) && (wanted is null || pair.Target.Scope.Level == wanted) && Is(key, pair.Target.Scope.Key) && Is(kpi, pair.Target.Kpi));
        var page = Paging.Page(found, pair => pair.Order, first, after);
        return Results.Json(new TargetPage([.. page.Items.Select(pair => TargetBody.Of(pair.Target))], page.HasNextPage, page.Cursor));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, IGrains grains, Sights sights)
    {
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        var target = Target.Of(await DefinitionLists.FindAsync(grains, context.Caller().Tenant, DefinitionCollection.Targets, id, "target", context.RequestAborted));
        return sight.Sees(target.Scope) && sight.SeesKpi(target.Kpi) ? Results.Json(TargetBody.Of(target)) : throw ProblemException.NotFound("There is no such target.");
    }

    private static bool Is(string? wanted, string has) => string.IsNullOrEmpty(wanted) || string.Equals(wanted, has, StringComparison.Ordinal);

    private static async Task<IResult> AddAsync(HttpContext context, IGrains grains)
    {
        var target = Target.Read(RandomId.New(), await JsonBody.ReadAsync(context));
        await grains.Intake(context.Caller().Tenant).DefineAsync(new DefinitionChange(DefinitionCollection.Targets, target.Id, target.ToDocument())).WithinAsync(Patience.Read, context.RequestAborted);
        context.Audit(target.Id, new() { ["level"] = Words.Of(target.Scope.Level), ["kpi"] = target.Kpi });
        return Results.Json(TargetBody.Of(target), statusCode: StatusCodes.Status201Created);
    }
}
