using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>An id as the gateway or the node gave it to its owner. <see cref="Level"/> and <see cref="Key"/>: the scope that it is about.</summary>
internal sealed record Id(string Kind, string Value, string? Level = null, string? Key = null);

/// <summary>What an intruder might have picked up of a tenant: all its ids and cursors, read with its key for everything, each seen to work for its owner.</summary>
internal sealed class Loot
{
    private const string Page = "pageInfo { startCursor }";

    /// <summary>Fields of all that <c>node(id:)</c> may find.</summary>
    public const string Anything = $$"""
        __typename id ... on Scope { key name level scorecard({{Side.Period}}) { values { value numerator } } } ... on Scorecard { card: scope { name } values { value numerator } }
        ... on Target { target of: scope { name } } ... on ApiKey { name scopes } ... on User { name email } ... on Widget { name origins } ... on AlertRule { name about: scope { name } }
        ... on Annotation { text note: scope { name } } ... on Job { state kind } ... on Kpi { code formula } ... on Alert { message value }
        """;

    private static readonly (string Kind, string List, string Raw)[] Managed =
    [
        ("target", "allTargets", "/v1/targets"), ("alertRule", "alertRules", "/v1/alert-rules"), ("annotation", "annotations", "/v1/annotations"), ("key", "keys", "/v1/keys"), ("user", "users", "/v1/users"),
        ("widget", "widgets", "/v1/widgets"), ("alert", "alerts", "/v1/alerts"),
    ];

    /// <summary>Global ids of the gateway.</summary>
    public List<Id> Ids { get; } = [];

    /// <summary>The node's own.</summary>
    public List<Id> Raw { get; } = [];

    /// <summary>The field of the tenant that a cursor is one of, and the cursor.</summary>
    public List<(string Field, string Cursor)> Cursors { get; } = [];

    public string EvidenceCursor { get; private set; } = "";

    public string RawEvidenceCursor { get; private set; } = "";

    public string Position { get; private set; } = "";

    public static async Task<Loot> TakeAsync(FrontDoor door, Side side)
    {
        var loot = new Loot();
        await loot.ScopesAsync(door, side);
        foreach (var (kind, list, raw) in Managed)
        {
            await loot.ManagedAsync(door, side, kind, list, raw);
        }

        loot.Raw.Add(new("job", side.Job));
        var own = await door.DataAsync(side.Key, """{ kpi(code: "own_index") { id } tenant { first: scorecard(period: { preset: TODAY }) { asOf } } }""");
        loot.Ids.Add(new("kpi", own["kpi"]!["id"]!.GetValue<string>()));
        loot.Position = own["tenant"]!["first"]!["asOf"]!.GetValue<string>();
        var evidence = await door.DataAsync(side.Key, $$"""{ tenant { scorecard({{Side.Period}}) { value(kpi: "csat") { evidence(first: 2) { nodes { comment } pageInfo { endCursor } } } } } }""");
        loot.EvidenceCursor = evidence["tenant"]!["scorecard"]!["value"]!["evidence"]!["pageInfo"]!["endCursor"]!.GetValue<string>();
        loot.RawEvidenceCursor = (await door.DoneAsync(side.Key, HttpMethod.Post, "/v1/evidence", """{"scope":{"level":"tenant"},"period":{"preset":"LAST_28_DAYS"},"kpi":"csat","first":2}"""))["cursor"]!.GetValue<string>();
        await loot.SeenToWorkAsync(door, side);
        return loot;
    }

    private async Task ScopesAsync(FrontDoor door, Side side)
    {
        foreach (var (level, key) in side.Scopes)
        {
            var found = (await door.DataAsync(side.Key, $$"""{ scope(level: {{level.ToUpperInvariant()}}, key: "{{key}}") { id scorecard({{Side.Period}}) { id } } }"""))["scope"]!;
            Ids.Add(new("scope", found["id"]!.GetValue<string>(), level, key));
            Ids.Add(new("scorecard", found["scorecard"]!["id"]!.GetValue<string>(), level, key));
        }

        foreach (var field in (string[])["teams", "agents", "customers"])
        {
            Cursors.Add((field, (await CursorAsync(door, side, field))!));
        }
    }

    private async Task ManagedAsync(FrontDoor door, Side side, string kind, string list, string raw)
    {
        if (kind is "alert")
        {
            // Rules are looked at every few seconds.
            await Until.TrueAsync("alerts are raised", TimeSpan.FromSeconds(30), async () => (await door.DoneAsync(side.Key, HttpMethod.Get, raw))["items"]!.AsArray().Count > 0);
        }

        var about = kind is "target" or "annotation" ? "scope { level key }" : "";
        var nodes = (await door.DataAsync(side.Key, $$"""{ tenant { {{list}}(first: 100) { nodes { id {{about}} } } } }"""))["tenant"]![list]!["nodes"]!.AsArray();
        Ids.AddRange(nodes.Select(node => new Id(kind, node!["id"]!.GetValue<string>(), node["scope"]?["level"]!.GetValue<string>().ToLowerInvariant(), node["scope"]?["key"]!.GetValue<string>())));
        Raw.AddRange((await door.DoneAsync(side.Key, HttpMethod.Get, raw + "?first=100"))["items"]!.AsArray().Select(item => new Id(kind, item!["id"]!.GetValue<string>())));
        if (await CursorAsync(door, side, list) is { } cursor)
        {
            Cursors.Add((list, cursor));
        }
    }

    private static async Task<string?> CursorAsync(FrontDoor door, Side side, string list) =>
        (await door.DataAsync(side.Key, $$"""{ tenant { {{list}}(first: 1) { {{Page}} } } }"""))["tenant"]![list]!["pageInfo"]!["startCursor"]?.GetValue<string>();

    /// <summary>What its owner could not use would prove nothing.</summary>
    private async Task SeenToWorkAsync(FrontDoor door, Side side)
    {
        foreach (var id in Ids)
        {
            var found = await door.DataAsync(side.Key, $$"""query ($id: ID!) { node(id: $id) { {{Anything}} } }""", new() { ["id"] = id.Value });
            Assert.True(found["node"] is not null, $"{id} of {side.Tenant}");
        }

        foreach (var (field, cursor) in Cursors)
        {
            await door.DataAsync(side.Key, $$"""query ($after: String) { tenant { {{field}}(first: 1, after: $after) { pageInfo { hasNextPage } } } }""", new() { ["after"] = cursor });
        }
    }
}
