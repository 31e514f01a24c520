using System.Text.Json.Nodes;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Definitions;

namespace CareKpi.Api.Definitions;

/// <summary>Collections of definitions as lists of the API: bounded, so they are read whole and ordered here.</summary>
internal static class DefinitionLists
{
    private const int Chunk = 1_000;

    public static async Task<List<Definition>> AllAsync(IGrains grains, string tenant, DefinitionCollection collection, CancellationToken cancellationToken)
    {
        var found = new List<Definition>();
        var after = 0L;
        while (true)
        {
            var page = await grains.Intake(tenant).DefinitionsAsync(collection, after, Chunk).WithinAsync(Patience.Read, cancellationToken);
            found.AddRange(page.Items);
            if (!page.HasNextPage)
            {
                return found;
            }

            after = page.Items[^1].Made;
        }
    }

    public static async Task<Definition> FindAsync(IGrains grains, string tenant, DefinitionCollection collection, string id, string what, CancellationToken cancellationToken) =>
        await FindOrNullAsync(grains, tenant, collection, id, cancellationToken) ?? throw ProblemException.NotFound($"There is no such {what}.");

    public static Task<Definition?> FindOrNullAsync(IGrains grains, string tenant, DefinitionCollection collection, string id, CancellationToken cancellationToken) =>
        grains.Intake(tenant).DefinitionAsync(collection, id).WithinAsync(Patience.Read, cancellationToken);

    /// <summary>A document with a patch in it: what is given replaces what is there, whole; null takes it away.</summary>
    public static async Task<JsonObject> MergedAsync(IGrains grains, string tenant, DefinitionCollection collection, string id, string what, JsonObject patch, CancellationToken cancellationToken)
    {
        var merged = JsonObject.Create((await FindAsync(grains, tenant, collection, id, what, cancellationToken)).Document)!;
        foreach (var (name, value) in patch)
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    /// <summary>204, or 404 for what is not there.</summary>
    public static async Task<IResult> RemoveAsync(IGrains grains, string tenant, DefinitionCollection collection, string id, string what, CancellationToken cancellationToken)
    {
        var gone = await grains.Intake(tenant).DefineAsync(new DefinitionChange(collection, id, null)).WithinAsync(Patience.Read, cancellationToken);
        return gone is null ? throw ProblemException.NotFound($"There is no such {what}.") : Results.NoContent();
    }
}
