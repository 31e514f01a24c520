using System.Text;
using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>A good widget token, for what it was not made for: another document, scope, KPI or page.</summary>
internal sealed class WidgetAttempts(FrontDoor door, IReadOnlyDictionary<Side, Loot> loot) : Attempts(door, loot)
{
    public override IEnumerable<(string Kind, Func<Random, Attempt> Make)> All =>
    [
        ("a widget token for another document", Text), ("a widget token for another scope", Scope), ("a widget token for another KPI", Kpi), ("a widget token on another page", Page), ("a widget token at the node", AtNode), ("a widget token of a person or key that may not", Mint),
    ];

    private Attempt Text(Random random)
    {
        var (viewer, token) = Widget(random, "tenant");
        var query = Pick(random, ["{ viewer { name } }", "{ tenant { name } }", "{ tenant { teams { nodes { name } } } }", "{ kpis { code formula } }", "{ __schema { types { name } } }", """mutation { createKey(input: { name: "x", scopes: [READ] }) { secret } }"""]);
        return random.Next(3) switch
        {
            0 => Document("a widget token for another document", viewer, token, new() { ["documentId"] = Documents.IdOf(Encoding.UTF8.GetBytes(query)) }, static answer => answer.Code is "NOT_FOUND" or "FORBIDDEN" ? null : "it is known"),
            1 => Document("a widget token for another document", viewer, token, new() { ["query"] = query, ["documentId"] = Documents.IdOf("kpi") }, Verdict.Forbidden),
            _ => Document("a widget token for another document", viewer, token, new() { ["query"] = query }, Verdict.Forbidden),
        };
    }

    private Attempt Scope(Random random)
    {
        var side = AnySide(random);
        var (level, key, token) = Pick(random, side.Widgets);
        var (other, otherKey) = Pick(random, [.. side.Scopes.Where(scope => scope != (level, key))]);
        var variables = new JsonObject { ["level"] = other.ToUpperInvariant(), ["key"] = otherKey, ["kpi"] = "contact_volume", ["period"] = new JsonObject { ["preset"] = "LAST_28_DAYS" }, ["interval"] = "DAY", ["kpis"] = new JsonArray("contact_volume"), ["scope"] = LootOf[side].Ids.Find(id => id.Kind is "scope" && id.Level == other && id.Key == otherKey)!.Value };
        var document = Pick(random, other is "customer" ? ["kpi", "trend", "scorecard", "customer"] : (string[])["kpi", "trend", "scorecard"]);
        return Document("a widget token for another scope", Holder(side, level, key), token, new() { ["documentId"] = Documents.IdOf(document), ["variables"] = variables }, other is "tenant" ? OnlyName : NoScope);
    }

    private Attempt Kpi(Random random)
    {
        var side = AnySide(random);
        var (level, key, token) = Pick(random, [.. side.Widgets.Where(static widget => widget.Level is not "agent")]);
        var kpi = Pick(random, ["csat", "average_handle_time", level is "customer" ? "repeat_contact_rate" : "own_index", "first_contact_resolution", "service_cost"]);
        var variables = new JsonObject { ["level"] = level.ToUpperInvariant(), ["key"] = key, ["kpi"] = kpi, ["period"] = new JsonObject { ["preset"] = "LAST_28_DAYS" }, ["interval"] = "DAY", ["kpis"] = new JsonArray(kpi, "contact_volume") };
        return Document("a widget token for another KPI", Holder(side, level, key), token, new() { ["documentId"] = Documents.IdOf(Pick(random, ["kpi", "trend", "scorecard"])), ["variables"] = variables },
            answer => answer.Status >= 400 ? null : answer.Text.Contains($"\"code\":\"{kpi}\"", StringComparison.Ordinal) ? "the KPI is shown" : Verdict.Clean(answer));
    }

    private Attempt Page(Random random)
    {
        var (viewer, token) = Widget(random, null);
        var origin = Pick(random, ["https://evil.example.com", "null", "http://crm.example.com", "https://crm.example.com.evil.example.com", "https://crm.example.com:8443", ""]);
        (string, string)[] headers = origin.Length == 0 ? [] : [("Origin", origin)];
        return new("a widget token on another page", viewer, origin, () => Door.PostAsync(token, new() { ["documentId"] = Documents.IdOf("kpi"), ["variables"] = new JsonObject { ["level"] = "TENANT", ["key"] = viewer.Side.Tenant, ["kpi"] = "contact_volume", ["period"] = new JsonObject { ["preset"] = "TODAY" } } }, headers),
            answer => Verdict.Forbidden(answer) ?? (answer.Header("Access-Control-Allow-Origin") is null ? null : "the page may read the answer"));
    }

    private Attempt AtNode(Random random)
    {
        var side = AnySide(random);
        var (level, key, token) = Pick(random, side.Widgets);
        var viewer = Holder(side, level, key);
        var own = level is "tenant" ? """{"level":"tenant"}""" : $$"""{"level":"{{level}}","key":"{{key}}"}""";
        var (other, otherKey) = Pick(random, [.. side.Scopes.Where(scope => scope != (level, key) && scope.Level is not "tenant")]);
        var not = $$"""{"level":"{{other}}","key":"{{otherKey}}"}""";
        return random.Next(11) switch
        {
            10 => Node("POST", "/v1/scorecards", $$"""{"requests":[{"scope":{{own}},"period":{"preset":"LAST_28_DAYS"},"kpis":["contact_volume"],"extras":["benchmark"]}]}""", Verdict.NoResult),
            9 => Node("POST", "/v1/drivers", $$"""{"scope":{{own}},"period":{"preset":"LAST_28_DAYS"},"kpi":"contact_volume","by":"channel"}""", Verdict.Status(403, 404)),
            4 => Node("GET", Pick(random, ["/v1/months", "/v1/alerts?first=100"]), null, Verdict.Clean),
            0 => Node("POST", "/v1/evidence", $$"""{"scope":{{own}},"period":{"preset":"LAST_28_DAYS"},"kpi":"contact_volume"}""", Verdict.Status(403, 404)),
            1 => Node("POST", "/v1/kpis/preview", $$$"""{"kpi":{"code":"{{{Pick(random, ["own_index", "tried", "contact_volume"])}}}","name":"x","formula":"average_handle_time","unit":"s","direction":"up","keyResultArea":"quality"},"scope":{{{own}}},"period":{"preset":"LAST_28_DAYS"}}""", Verdict.Status(400, 403, 404)),
            2 => Node("POST", "/v1/scorecards", $$"""{"requests":[{"scope":{{not}},"period":{"preset":"LAST_28_DAYS"},"kpis":["contact_volume"]}]}""", Verdict.NoResult),
            3 => Node("POST", "/v1/scorecards", $$"""{"requests":[{"scope":{{own}},"period":{"preset":"LAST_28_DAYS"},"kpis":["average_handle_time"]}]}""", Verdict.NoResult),
            5 => Node("GET", Pick(random, ["/v1/keys", "/v1/users", "/v1/settings", "/v1/audit", "/v1/alert-rules", "/v1/quality", "/v1/events?source=x&id=x", "/v1/widgets", "/v1/limits"]), null, Verdict.Status(403)),
            6 => Node("GET", $"/v1/targets?level={other}&key={otherKey}", null, static answer => answer.Json?["items"] is JsonArray { Count: 0 } ? null : "there are targets"),
            7 => Node("POST", Pick(random, ["/v1/targets", "/v1/keys", "/v1/events", "/v1/widgets/tokens", "/v1/annotations"]), "{}", Verdict.Status(403)),
            _ => Node("GET", "/v1/kpis", null, answer => level is not "customer" && answer.Text.Contains("own_index", StringComparison.Ordinal) ? "a KPI of the tenant's own is told to a widget that does not show it" : null),
        };

        Attempt Node(string method, string path, string? body, Func<Answer, string?> judge) => Call("a widget token at the node", viewer, method, path, body, judge, token);
    }

    /// <summary>Who may mint makes no token for what no widget shows, and who may not makes none.</summary>
    private Attempt Mint(Random random)
    {
        var viewer = Any(random);
        var isMinter = random.Next(2) == 0;
        var body = isMinter ? """{"level":"customer","key":"u-1","origin":"https://evil.example.com"}""" : $$"""{"level":"customer","key":"u-1","origin":"{{Side.Origin}}"}""";
        var credential = isMinter ? viewer.Side.Keys["widget"] : viewer.Role is "key" ? viewer.Side.Keys["manage"] : viewer.Credential;
        return Call("a widget token of a person or key that may not", viewer, "POST", "/v1/widgets/tokens", body, Verdict.Status(403, 400), credential);
    }

    private Attempt Document(string kind, Viewer viewer, string token, JsonObject body, Func<Answer, string?> judge) =>
        new(kind, viewer, body.ToJsonString(), () => Door.PostAsync(token, body, ("Origin", Side.Origin)), judge);

    /// <summary>The tenant's name goes with its id; no figure does.</summary>
    private static string? OnlyName(Answer answer) => answer.Text.Contains("\"value\":", StringComparison.Ordinal) && answer.Text.Contains("\"count\":", StringComparison.Ordinal) ? "there are figures" : Verdict.Clean(answer);

    /// <summary>Beside how numbers are written for the tenant (its currency and time zone), nothing.</summary>
    private static string? NoScope(Answer answer) => answer.Data is JsonObject data && data["tenant"] is JsonObject tenant && data.Remove("tenant") && tenant.Any(static field => field.Key is not ("currency" or "timeZone")) ? "the tenant is told of" : Verdict.Nothing(answer);

    private (Viewer Viewer, string Token) Widget(Random random, string? level)
    {
        var side = AnySide(random);
        var widget = Pick(random, [.. side.Widgets.Where(widget => level is null || widget.Level == level)]);
        return (Holder(side, widget.Level, widget.Key), widget.Token);
    }

    /// <summary>Whose marks the answer may have: those of the one scope. The narrowest viewer that there is for it.</summary>
    private static Viewer Holder(Side side, string level, string key) => level switch
    {
        "agent" when side.Viewers.Find(viewer => viewer.Agent == key) is { } agent => agent,
        "team" when side.Viewers.Find(viewer => viewer.Teams is [var team] && team == key) is { } lead => lead,
        _ => side.Viewers[0],
    };
}
