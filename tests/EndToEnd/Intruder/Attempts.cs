using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>A family of attempts, each made of a random number generator alone.</summary>
internal abstract class Attempts(FrontDoor door, IReadOnlyDictionary<Side, Loot> loot)
{
    public abstract IEnumerable<(string Kind, Func<Random, Attempt> Make)> All { get; }

    protected FrontDoor Door { get; } = door;

    protected IReadOnlyDictionary<Side, Loot> LootOf { get; } = loot;

    protected Side AnySide(Random random) => Pick(random, [.. LootOf.Keys]);

    protected Viewer Any(Random random) => Pick(random, AnySide(random).Viewers);

    /// <summary>Who may do all within the own tenant.</summary>
    protected Viewer Strong(Random random) => Pick(random, AnySide(random).Viewers.FindAll(static viewer => viewer.Name is "a key" or "admin"));

    /// <summary>Who sees some of the own tenant.</summary>
    protected Viewer Weak(Random random) => Pick(random, AnySide(random).Viewers.FindAll(static viewer => viewer.Role is "lead" or "agent"));

    protected Side Other(Random random, Viewer viewer) => Pick(random, [.. LootOf.Keys.Where(side => side != viewer.Side)]);

    protected Attempt Ask(string kind, Viewer viewer, string query, JsonObject? variables, Func<Answer, string?> judge, string? credential = null, params (string Name, string Value)[] headers) =>
        new(kind, viewer, $"{query} {variables?.ToJsonString()}", () => Door.AskAsync(credential ?? viewer.Credential, query, variables, headers), judge);

    protected Attempt Call(string kind, Viewer viewer, string method, string path, string? body, Func<Answer, string?> judge, string? credential = null, params (string Name, string Value)[] headers) =>
        new(kind, viewer, $"{method} {path} {body}", () => Door.CallAsync(credential ?? viewer.Credential, new HttpMethod(method), path, body, headers), judge);

    protected static T Pick<T>(Random random, IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
