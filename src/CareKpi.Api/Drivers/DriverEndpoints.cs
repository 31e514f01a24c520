using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Drivers;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Drivers;

/// <summary><see cref="Against"/> left out: the period before. <see cref="By"/>: team, agent or a dimension.</summary>
public sealed record DriversInput(ScopeInput Scope, string Kpi, PeriodInput Period, PeriodInput? Against, string By, string? Tag, int? First);

/// <summary><see cref="Value"/>: the key of a team or agent, or a value of the dimension; null: the rest. <see cref="Mix"/> and <see cref="Rate"/> add up to <see cref="Contribution"/> and are null for counts and sums.</summary>
public sealed record DriverBody(string? Value, string? Name, double? Now, double? Before, double Contribution, double? Mix, double? Rate)
{
    internal static DriverBody Of(Driver<DriverOf> driver) => new(driver.Of.Value, driver.Of.Name, driver.Now, driver.Before, driver.Contribution, driver.Mix, driver.Rate);

    internal static DriverBody? OfRest(Driver<DriverOf?>? driver) => driver is null ? null : new(null, null, driver.Now, driver.Before, driver.Contribution, driver.Mix, driver.Rate);
}

public sealed record DriversBody(string Kpi, ScopeBody Scope, PeriodBody Period, PeriodBody Against, double? Now, double? Before, double? Change, IReadOnlyList<DriverBody> Items, DriverBody? Rest)
{
    internal static DriversBody Of(DriversResult result) => new(
        result.Kpi, ScopeBody.Of(result.Scope), PeriodBody.Of(result.Period), PeriodBody.Of(result.Against), result.Now, result.Before, result.Change,
        [.. result.Drivers.Items.Select(DriverBody.Of)], DriverBody.OfRest(result.Drivers.Rest));
}

internal static class DriverEndpoints
{
    private const int MaxItems = 100;

    public static void MapDrivers(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/drivers", ReadAsync).WithTags("Scorecards").AllowKeys(KeyScopes.Read).LooksAtReach().WithMetadata(new BodyLimit(JsonBody.MaxBytes))
            .WithSummary("Why a value changed: what each team, agent, channel or topic brings to the change").Accepts<DriversInput>("application/json").Produces<DriversBody>();

    private static async Task<IResult> ReadAsync(HttpContext context, IGrains grains, Sights sights)
    {
        var tenant = context.Caller().Tenant;
        var request = Read(new JsonFields(await JsonBody.ReadAsync(context), "", "scope", "kpi", "period", "against", "by", "tag", "first"));
        var sight = await sights.OfAsync(context.Caller(), context.RequestAborted);
        if (!sight.SeesEvidence(request.Scope, request.Kpi))
        {
            throw ProblemException.NotFound("There is no such scope.");
        }

        // Whom the caller does not see is in the rest.
        request = request with { Among = request.ByLevel is { } level ? sight.Among(level) : null };
        var result = await grains.Scope(tenant, request.Scope).DriversAsync(request).WithinAsync(Patience.Read, context.RequestAborted) ?? throw ProblemException.NotFound("There is no such scope.");
        return Results.Json(DriversBody.Of(result));
    }

    private static DriversRequest Read(JsonFields json)
    {
        var scope = ReadRequestReader.Scope(json.Object("scope", "level", "key"));
        var period = ReadRequestReader.Period(json.Object("period", "from", "to", "preset"), "period");
        var against = json.OptionalObject("against", "from", "to", "preset") is { } given ? ReadRequestReader.Period(given, "against") : (PeriodChoice?)null;
        var first = json.OptionalNumber("first", 1, MaxItems) ?? 20;
        var (by, tag) = (json.Text("by"), json.OptionalText("tag"));
        var level = by switch { "team" => Level.Team, "agent" => Level.Agent, _ => (Level?)null };
        var dimension = level is null ? Words.Dimension(by) ?? throw ReadRequestReader.Bad("Changes are told by 'team', 'agent', 'channel', 'queue', 'topic', 'priority', 'tag', 'segment' or 'region'.", "by") : (Dimensions?)null;
        if (dimension == Dimensions.Tag == string.IsNullOrEmpty(tag))
        {
            throw ReadRequestReader.Bad("'tag' names the tag when, and only when, it is told by 'tag'.", "tag");
        }

        return new(scope, json.Text("kpi"), period, against, level, dimension is { } of ? new BreakdownBy(of, tag) : null, first);
    }
}
