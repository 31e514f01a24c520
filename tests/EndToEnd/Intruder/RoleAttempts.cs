using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>Within one tenant: what is beyond the reach of a person, hidden by the setting of visibility, or beyond the scopes of a key.</summary>
internal sealed class RoleAttempts(FrontDoor door, IReadOnlyDictionary<Side, Loot> loot, Markers markers) : Attempts(door, loot)
{
    private const string Figures = $$"""id name scorecard({{Side.Period}}) { values { value numerator previous { value } } } series(kpi: "contact_volume", {{Side.Period}}, interval: DAY) { points { value } }""";

    /// <summary>Lists and what hangs below them: all that a person may ask for without naming what is not theirs.</summary>
    private static readonly string[] Nested =
    [
        $$"""{ tenant { teams(first: 50) { totalCount nodes { key name parent { key } agents { nodes { key name } } scorecard({{Side.Period}}) { values { value numerator } } } } } }""",
        $$"""{ tenant { agents(first: 50) { totalCount nodes { key name team { key name agents { nodes { key name } } } scorecard({{Side.Period}}) { values { value numerator } } } } } }""",
        """{ tenant { customers(first: 50) { nodes { key name segment } } } }""",
        $$"""{ tenant { ranking(kpi: "average_handle_time", level: AGENT, {{Side.Period}}, first: 50) { position scope { key name } result { value benchmark { rank { position of } } } } } }""",
        $$"""{ tenant { ranking(kpi: "average_handle_time", level: TEAM, {{Side.Period}}, first: 50, worst: true) { scope { key name } result { value } } } }""",
        $$"""{ tenant { breakdown(kpi: "contact_volume", {{Side.Period}}, by: TOPIC) { value result { value } } } }""",
        $$"""{ tenant { scorecard({{Side.Period}}) { values { value numerator } value(kpi: "csat") { evidence { nodes { comment agent { key name } team { key name } customer { key name } } } } } } }""",
        """{ tenant { allTargets(first: 100) { nodes { target scope { key name } } } annotations(first: 100) { nodes { text scope { key name } } } } }""",
        $$"""{ tenant { scorecard({{Side.Period}}) { value(kpi: "contact_volume") { drivers(by: AGENT, first: 50) { items { value now scope { key name } } rest { now } } } } } }""",
        """{ tenant { months { nodes { month closedBy } } customKpis { code } } }""",
        """{ tenant { alerts(first: 50) { nodes { message value scope { key name } } } } }""",
        $$"""{ tenant { teams(first: 50) { nodes { scorecard({{Side.Period}}) { value(kpi: "csat") { drivers(by: AGENT, first: 50) { items { value now scope { key name } } } evidence(first: 50) { nodes { comment agent { key name } } } } } } } } }""",
        """{ tenant { alertRules { nodes { name scope { name } } } } }""",
        """{ viewer { name teams { key name agents { nodes { name } } teams { nodes { name } } } agent { key name team { key name agents { nodes { key name } } } } } }""",
    ];

    private static readonly string[] Management =
    [
        "{ tenant { keys { nodes { id name } } } }", "{ tenant { users { nodes { email } } } }", "{ tenant { audit { nodes { action target } } } }", "{ tenant { settings { weekStart } } }", "{ tenant { limits { subscriptions } } }", "{ tenant { widgets { nodes { name } } } }",
        """mutation { createKey(input: { name: "mine", scopes: [READ] }) { secret errors { code } } }""", """mutation { inviteUser(input: { email: "x@example.com", name: "x", role: ADMIN }) { token link errors { code } } }""",
        """mutation { updateSettings(input: { settings: { visibility: [ADMIN, LEAD, SELF] } }) { settings { visibility } errors { code } } }""", """mutation { addAnnotation(input: { from: "2026-03-10", text: "x" }) { annotation { id } errors { code } } }""",
        """mutation { setTarget(input: { level: TEAM, key: "t-1", kpi: "csat", target: 1 }) { target { id } errors { code } } }""", """mutation { defineKpi(input: { code: "mine", name: "mine", formula: "contact_volume", unit: "n", direction: UP, keyResultArea: QUALITY }) { kpi { id } errors { code } } }""",
        """mutation { createWidget(input: { name: "x", origins: ["https://evil.example.com"], levels: [TENANT] }) { widget { id } errors { code } } }""", """mutation { issueWidgetToken(input: { level: TENANT, kpis: ["csat"], origin: "https://crm.example.com" }) { token errors { code } } }""",
        """mutation { setAlertRule(input: { name: "x", level: TEAM, kpi: "csat", condition: { kind: THRESHOLD, below: 1 }, period: TODAY }) { alertRule { id } errors { code } } }""",
    ];

    private static readonly (string Scope, string Method, string Path, string? Body)[] Scoped =
    [
        ("read", "GET", "/v1/tenant", null), ("read", "POST", "/v1/scorecards", """{"requests":[]}"""), ("read", "GET", "/v1/scopes?level=agent", null), ("read", "GET", "/v1/targets", null), ("read", "GET", "/v1/alerts", null), ("read", "GET", "/v1/changes?scope=tenant", null),
        ("read", "POST", "/v1/evidence", """{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"kpi":"csat"}"""), ("read", "GET", "/v1/kpis", null), ("read", "GET", "/v1/annotations", null), ("read", "GET", "/v1/events?source=x&id=x", null),
        ("manage", "GET", "/v1/settings", null), ("manage", "GET", "/v1/users", null), ("manage", "GET", "/v1/keys", null), ("manage", "GET", "/v1/audit", null), ("manage", "GET", "/v1/widgets", null), ("manage", "GET", "/v1/limits", null), ("manage", "POST", "/v1/targets", "{}"),
        ("manage", "POST", "/v1/keys", """{"name":"x","scopes":["read"]}"""), ("manage", "PATCH", "/v1/settings", """{"settings":{"weekStart":"sun"}}"""), ("widget", "POST", "/v1/widgets/tokens", $$"""{"level":"tenant","origin":"{{Side.Origin}}"}"""),
        ("ingest", "POST", "/v1/events", "{}"),
    ];

    public override IEnumerable<(string Kind, Func<Random, Attempt> Make)> All =>
    [
        ("a scope beyond the reach", Beyond), ("a scope beyond the reach, of the node", BeyondAtNode), ("an own id beyond the reach", OwnId), ("nested lists with a narrow reach", Below), ("management without the right", Manage),
        ("an own id in a mutation without the right", Mutate), ("a key without the scope", Scope), ("both tenants through one gateway at once", Interleaved),
    ];

    private Attempt Beyond(Random random)
    {
        var (viewer, level, key) = Hidden(random);
        var way = random.Next(3);
        var field = way switch
        {
            0 when level is not "tenant" => $$"""tenant { {{level}}(key: "{{key}}") { {{Figures}} } }""",
            1 when level is "team" => $$"""tenant { agents(team: "{{key}}") { nodes { name } } }""",
            _ => $$"""scope(level: {{level.ToUpperInvariant()}}, key: "{{key}}") { {{(level is "tenant" ? $$"""scorecard({{Side.Period}}) { values { value numerator } } series(kpi: "csat", {{Side.Period}}, interval: DAY) { points { value } }""" : Figures)}} targets { target } }""",
        };
        // Of a team that it is in an agent sees itself.
        return Ask("a scope beyond the reach", viewer, $"{{ {field} }}", null, way == 1 && viewer.Role is "agent" ? Verdict.Clean : Verdict.Nothing);
    }

    private Attempt BeyondAtNode(Random random)
    {
        var (viewer, level, key) = Hidden(random);
        var scope = level is "tenant" ? """{"level":"tenant"}""" : $$"""{"level":"{{level}}","key":"{{key}}"}""";
        return random.Next(5) switch
        {
            1 => Kind("POST", "/v1/drivers", $$"""{"scope":{{scope}},"period":{"preset":"LAST_28_DAYS"},"kpi":"contact_volume","by":"agent"}""", Verdict.Status(404, 403)),
            0 => Kind("POST", "/v1/evidence", $$"""{"scope":{{scope}},"period":{"preset":"LAST_28_DAYS"},"kpi":"csat"}""", Verdict.Status(404, 403)),
            2 => Kind("POST", "/v1/kpis/preview", $$$"""{"kpi":{"code":"tried","name":"x","formula":"contact_volume","unit":"n","direction":"up","keyResultArea":"quality"},"scope":{{{scope}}},"period":{"preset":"LAST_28_DAYS"}}""", Verdict.Status(404, 403)),
            3 => Kind("GET", $"/v1/targets?level={level}&key={key}", null, static answer => answer.Status is 403 or 404 || answer.Json?["items"] is JsonArray { Count: 0 } ? null : "there are targets"),
            _ => Kind("POST", "/v1/scorecards", $$"""{"requests":[{"scope":{{scope}},"period":{"preset":"LAST_28_DAYS"},"compare":["previous"],"extras":["target","benchmark"]}]}""", Verdict.NoResult),
        };

        Attempt Kind(string method, string path, string? body, Func<Answer, string?> judge) => Call("a scope beyond the reach, of the node", viewer, method, path, body, judge);
    }

    private Attempt OwnId(Random random)
    {
        var (viewer, level, key) = Hidden(random);
        var ids = LootOf[viewer.Side].Ids.FindAll(id => id.Level == level && id.Key == key && (level is not "tenant" || id.Kind is "scorecard"));
        var id = Pick(random, ids);
        // That there is the scope that a credential may not see is not told; of the tenant's own scorecard only that there is nothing in it.
        return Ask("an own id beyond the reach", viewer, $$"""query ($id: ID!) { node(id: $id) { {{Loot.Anything.Replace("__typename id", "__typename", StringComparison.Ordinal).Replace("card: scope { name } ", "", StringComparison.Ordinal)}} } }""", new() { ["id"] = id.Value }, Verdict.Nothing);
    }

    private Attempt Below(Random random) => Ask("nested lists with a narrow reach", Any(random), Pick(random, Nested), null, Verdict.Clean);

    private Attempt Manage(Random random) => Ask("management without the right", Weak(random), Pick(random, Management), null, Verdict.Forbidden);

    private Attempt Mutate(Random random)
    {
        var viewer = Weak(random);
        var (kind, field) = Pick(random, ForeignAttempts.Fields);
        return Ask("an own id in a mutation without the right", viewer, $$"""mutation ($id: ID!) { {{field}} }""", new() { ["id"] = Pick(random, LootOf[viewer.Side].Ids.FindAll(id => id.Kind == kind)).Value }, Verdict.Forbidden);
    }

    private Attempt Scope(Random random)
    {
        var side = AnySide(random);
        var (scope, method, path, body) = Pick(random, Scoped);
        var (other, key) = Pick(random, [.. side.Keys.Where(pair => pair.Key != scope)]);
        var viewer = side.Viewers[0];
        return Call("a key without the scope", viewer, method, path, body, Verdict.Status(403), key) with { What = $"{other}: {method} {path}" };
    }

    /// <summary>The same document for several viewers in the same moment: each gets the own, or nothing.</summary>
    private Attempt Interleaved(Random random)
    {
        var query = Pick(random, Nested);
        var viewers = Enumerable.Range(0, 4).Select(_ => Any(random)).ToArray();
        var last = viewers[^1];
        string? wrong = null;
        return new("both tenants through one gateway at once", last, query, async () =>
        {
            var answers = await Task.WhenAll(viewers.Select(viewer => Door.AskAsync(viewer.Credential, query)));
            wrong = answers.Zip(viewers).Select(pair => markers.LeakIn(pair.First, pair.Second) is { } leak ? $"{pair.Second} has {leak}: {pair.First}" : Missing(pair.First, pair.Second, query)).FirstOrDefault(static found => found is not null);
            return answers[^1];
        }, answer => Verdict.Clean(answer) ?? wrong);
    }

    private static string? Missing(Answer answer, Viewer viewer, string query) =>
        viewer.Name is "a key" && query == Nested[0] && !answer.Text.Contains(viewer.Side.NameOf("team", "t-1"), StringComparison.Ordinal) ? $"{viewer} lacks the own: {answer}" : null;

    private (Viewer Viewer, string Level, string Key) Hidden(Random random)
    {
        while (true)
        {
            var viewer = Any(random);
            var (level, key) = Pick(random, [.. viewer.Side.Scopes]);
            if (!viewer.Sees(level, key))
            {
                return (viewer, level, key);
            }
        }
    }
}
