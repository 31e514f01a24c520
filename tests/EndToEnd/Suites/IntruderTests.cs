using System.Collections.Concurrent;
using CareKpi.EndToEnd.Door;
using CareKpi.EndToEnd.Intruder;

namespace CareKpi.EndToEnd.Suites;

/// <summary>
/// Thousands of attempts to see or change what belongs to another tenant or is beyond a role, at node and gateway. No answer holds a word or an amount that is not the caller's, none is a fault, and nothing has changed
/// afterwards. <c>CAREKPI_INTRUDER_SEED=n</c> tries only attempt n again.
/// </summary>
[Collection("front door"), Trait("Suite", "intruder")]
public sealed class IntruderTests(FrontDoor door)
{
    private static readonly string? Only = Environment.GetEnvironmentVariable("CAREKPI_INTRUDER_SEED");

    [FrontDoorFact]
    public async Task Nobody_sees_or_changes_what_is_not_theirs()
    {
        string[] everyone = ["admin", "lead", "self"];
        Side[] sides = [new(door, "north", 1, everyone), new(door, "south", 2, everyone), new(door, "hush", 3, ["self"])];
        foreach (var side in sides)
        {
            await side.FillAsync();
        }

        var markers = await Markers.LearnAsync(door, sides);
        Assert.InRange(markers.Amounts, 50, int.MaxValue);
        var loot = new Dictionary<Side, Loot>();
        foreach (var side in sides)
        {
            loot[side] = await Loot.TakeAsync(door, side);
        }

        foreach (var side in sides)
        {
            await side.HideAsync();
        }

        await Until.TrueAsync("agents are hidden", TimeSpan.FromSeconds(5), async () => (await door.DataAsync(sides[2].Key, "{ tenant { agents { totalCount } } }"))["tenant"]!["agents"]!["totalCount"]!.GetValue<int>() == 0);
        var before = await StateAsync(sides);
        await TryAsync(markers, [.. new ForeignAttempts(door, loot).All, .. new RoleAttempts(door, loot, markers).All, .. new CredentialAttempts(door, loot).All, .. new WidgetAttempts(door, loot).All]);
        Assert.Equal(before, await StateAsync(sides));
    }

    private static async Task TryAsync(Markers markers, (string Kind, Func<Random, Attempt> Make)[] kinds)
    {
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var found = new ConcurrentQueue<string>();
        var seeds = Only is null ? Enumerable.Range(0, Size.Of(test: 1_000, prove: 10_000)) : [int.Parse(Only, CultureInfo.InvariantCulture)];
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (seed, _) =>
        {
            // Every kind in its turn, each with a random number generator of its own.
            var (kind, make) = kinds[seed % kinds.Length];
            var attempt = make(new Random(seed));
            counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
            var answer = await attempt.SendAsync();
            var wrong = answer.Status >= 500 ? "a fault" : markers.LeakIn(answer, attempt.Viewer) is { } leak ? $"a leak: {leak}" : attempt.Judge(answer);
            if (wrong is not null)
            {
                found.Enqueue($"CAREKPI_INTRUDER_SEED={seed} {kind}, {attempt.Viewer}: {wrong}\n{attempt.What}\n{answer}");
            }
        });
        Assert.True(found.IsEmpty, $"{found.Count} of {counts.Values.Sum()} attempts; by kind: {string.Join(", ", found.CountBy(static text => text.Split(' ', 2)[1].Split('\n')[0]))}\n{string.Join("\n\n", found.Take(12))}");
        Size.Tell($"{counts.Values.Sum()} attempts, {found.Count} successful: {string.Join(", ", counts.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Value} {pair.Key}"))}");
    }

    /// <summary>Everything that an intruder could have changed.</summary>
    private async Task<string> StateAsync(IEnumerable<Side> sides)
    {
        var text = new List<string>();
        foreach (var side in sides)
        {
            foreach (var path in (string[])["/v1/targets?first=100", "/v1/alert-rules?first=100", "/v1/annotations?first=100", "/v1/widgets?first=100", "/v1/settings", "/v1/kpis"])
            {
                text.Add((await door.DoneAsync(side.Key, HttpMethod.Get, path)).ToJsonString());
            }

            text.AddRange((await door.DoneAsync(side.Key, HttpMethod.Get, "/v1/keys"))["items"]!.AsArray().Select(static key => $"{key!["id"]} {key["name"]} {key["scopes"]!.ToJsonString()}"));
            text.AddRange((await door.DoneAsync(side.Key, HttpMethod.Get, "/v1/users?first=100"))["items"]!.AsArray().Select(static user => $"{user!["id"]} {user["email"]} {user["role"]} {user["teams"]!.ToJsonString()} {user["disabled"]}"));
            text.AddRange((await door.DoneAsync(side.Key, HttpMethod.Get, "/v1/alerts?first=100"))["items"]!.AsArray().Select(static alert => $"{alert!["id"]} {alert["acknowledgedAt"]}"));
            text.AddRange((await door.DoneAsync(side.Key, HttpMethod.Get, "/v1/scopes?level=team&first=100"))["items"]!.AsArray().Select(static team => team!.ToJsonString()));
        }

        return string.Join('\n', text);
    }
}
