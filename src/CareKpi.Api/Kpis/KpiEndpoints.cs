using CareKpi.Api.Access;
using CareKpi.Api.Scorecards;
using CareKpi.Kpis.Catalogue;
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
        kpi.Version, Custom: false, kpi.Parent?.Code);

    // Each of these enums has names of one word.
    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

public sealed record KpiList(IReadOnlyList<KpiBody> Items);

internal static class KpiEndpoints
{
    public static void MapKpis(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/kpis", List).WithTags("Scorecards").AllowKeys(KeyScopes.Read).LooksAtReach().WithSummary("The catalogue, in its order").Produces<KpiList>();

    private static IResult List(KpiRegistry registry) => Results.Json(new KpiList([.. registry.All.Select(KpiBody.Of)]));
}
