using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>What belongs to another tenant, by its ids, cursors and addresses.</summary>
internal sealed class ForeignAttempts(FrontDoor door, IReadOnlyDictionary<Side, Loot> loot) : Attempts(door, loot)
{
    private static readonly Dictionary<string, string[]> Mutations = new(StringComparer.Ordinal)
    {
        ["target"] = ["removeTarget(id: $id) { removed errors { code message } }"],
        ["alertRule"] = ["removeAlertRule(id: $id) { removed errors { code message } }", """setAlertRule(input: { id: $id, name: "taken", level: TEAM, kpi: "csat", condition: { kind: TARGET_MISSED }, period: TODAY }) { alertRule { id name } errors { code message } }"""],
        ["annotation"] = ["removeAnnotation(id: $id) { removed errors { code message } }"],
        ["key"] = ["revokeKey(id: $id) { revoked errors { code message } }"],
        ["user"] = ["removeUser(id: $id) { removed errors { code message } }", "renewInvitation(id: $id) { token link user { name } errors { code message } }", """updateUser(input: { id: $id, role: ADMIN, email: "in@example.com" }) { user { id email } errors { code message } }"""],
        ["widget"] = ["removeWidget(id: $id) { removed errors { code message } }", """updateWidget(input: { id: $id, origins: ["https://evil.example.com"] }) { widget { id name } errors { code message } }"""],
        ["alert"] = ["acknowledgeAlert(id: $id) { alert { id message } errors { code message } }"],
        ["kpi"] = ["removeKpi(id: $id) { removed errors { code message } }"],
    };

    /// <summary>Mutations by the kind of id that they take.</summary>
    public static readonly IReadOnlyList<(string Kind, string Field)> Fields = [.. Mutations.SelectMany(static pair => pair.Value.Select(field => (pair.Key, field)))];

    private static readonly Dictionary<string, (string Method, string Path, string? Body)[]> Calls = new(StringComparer.Ordinal)
    {
        ["target"] = [("DELETE", "/v1/targets/{0}", null)],
        ["alertRule"] = [("DELETE", "/v1/alert-rules/{0}", null), ("PATCH", "/v1/alert-rules/{0}", """{"name":"taken"}""")],
        ["annotation"] = [("DELETE", "/v1/annotations/{0}", null)],
        ["key"] = [("DELETE", "/v1/keys/{0}", null)],
        ["user"] = [("DELETE", "/v1/users/{0}", null), ("PATCH", "/v1/users/{0}", """{"role":"admin"}"""), ("POST", "/v1/users/{0}/invite", "{}")],
        ["widget"] = [("DELETE", "/v1/widgets/{0}", null), ("PATCH", "/v1/widgets/{0}", """{"origins":["https://evil.example.com"]}""")],
        ["alert"] = [("POST", "/v1/alerts/{0}/acknowledge", null)],
    };

    public override IEnumerable<(string Kind, Func<Random, Attempt> Make)> All =>
    [
        ("foreign id in node(id:)", Node), ("foreign ids among own ones, in aliases", Aliases), ("foreign id in a mutation", Mutation), ("foreign cursor", Cursor), ("foreign id in a path of the node", Path),
        ("foreign job", Job), ("foreign position", Position), ("foreign id in a subscription", Subscription), ("events for another tenant", Events), ("another tenant in header, query or path", Named),
    ];

    private Attempt Node(Random random)
    {
        var viewer = Any(random);
        var id = Pick(random, LootOf[Other(random, viewer)].Ids);
        return Ask("foreign id in node(id:)", viewer, $$"""query ($id: ID!) { node(id: $id) { {{Loot.Anything}} } }""", new() { ["id"] = id.Value }, Verdict.Nothing);
    }

    private Attempt Aliases(Random random)
    {
        var viewer = Any(random);
        var foreign = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Pick(random, LootOf[Other(random, viewer)].Ids).Value).ToArray();
        var own = Pick(random, LootOf[viewer.Side].Ids.FindAll(id => id.Kind is "scope" && (viewer.Role is "key" or "admin" || viewer.Sees(id.Level!, id.Key!))) is { Count: > 0 } seen ? seen : [LootOf[viewer.Side].Ids[0]]);
        var fields = string.Join(' ', foreign.Select((id, place) => $$"""f{{place}}: node(id: "{{id}}") { __typename id ... on Scope { name } }"""));
        return Ask("foreign ids among own ones, in aliases", viewer, $$"""{ {{fields}} own: node(id: "{{own.Value}}") { __typename id } }""", null,
            answer => answer.Data is JsonObject data && data.Any(static field => field.Key is not "own" && field.Value is not null) ? "something was answered" : Verdict.Clean(answer));
    }

    private Attempt Mutation(Random random)
    {
        var viewer = Strong(random);
        var id = Pick(random, LootOf[Other(random, viewer)].Ids.FindAll(static id => Mutations.ContainsKey(id.Kind)));
        var field = Pick(random, Mutations[id.Kind]);
        return Ask("foreign id in a mutation", viewer, $$"""mutation ($id: ID!) { {{field}} }""", new() { ["id"] = id.Value }, Verdict.Nothing);
    }

    private Attempt Cursor(Random random)
    {
        var viewer = Strong(random);
        var other = LootOf[Other(random, viewer)];
        if (random.Next(5) == 0)
        {
            return random.Next(2) == 0
                ? Ask("foreign cursor", viewer, $$"""query ($c: String) { tenant { scorecard({{Side.Period}}) { value(kpi: "csat") { evidence(after: $c) { nodes { key comment } } } } } }""", new() { ["c"] = other.EvidenceCursor }, Verdict.Nothing)
                : Call("foreign cursor", viewer, "POST", "/v1/evidence", $$"""{"scope":{"level":"tenant"},"period":{"preset":"LAST_28_DAYS"},"kpi":"csat","after":"{{other.RawEvidenceCursor}}"}""", Verdict.Status(400));
        }

        var (field, cursor) = Pick(random, other.Cursors);
        return Ask("foreign cursor", viewer, $$"""query ($c: String) { tenant { {{field}}(first: 5, after: $c) { nodes { id } pageInfo { endCursor } } } }""", new() { ["c"] = cursor }, Verdict.Nothing);
    }

    private Attempt Path(Random random)
    {
        var viewer = Strong(random);
        var id = Pick(random, LootOf[Other(random, viewer)].Raw.FindAll(static id => Calls.ContainsKey(id.Kind)));
        var (method, path, body) = Pick(random, Calls[id.Kind]);
        return Call("foreign id in a path of the node", viewer, method, string.Format(CultureInfo.InvariantCulture, path, id.Value), body, Verdict.Status(404));
    }

    private Attempt Job(Random random)
    {
        var viewer = Strong(random);
        var job = LootOf[Other(random, viewer)].Raw.FindAll(static id => id.Kind is "job");
        return Call("foreign job", viewer, "GET", $"/v1/jobs/{Pick(random, job).Value}", null, Verdict.Status(404));
    }

    private Attempt Position(Random random)
    {
        var viewer = Strong(random);
        var position = LootOf[Other(random, viewer)].Position;
        return random.Next(2) == 0
            ? Ask("foreign position", viewer, $$"""query ($p: String) { tenant { scorecard({{Side.Period}}, after: $p) { values { value } } } }""", new() { ["p"] = position }, Verdict.Nothing)
            : Call("foreign position", viewer, "POST", "/v1/scorecards", $$"""{"requests":[{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"after":"{{position}}"}]}""", Verdict.NoResult);
    }

    private Attempt Subscription(Random random)
    {
        var viewer = Any(random);
        var id = Pick(random, LootOf[Other(random, viewer)].Ids.FindAll(static id => id.Kind is "scope"));
        return new("foreign id in a subscription", viewer, id.Level!, async () =>
        {
            var (stream, refused) = await Wire.OpenAsync(HttpMethod.Post, new Uri(Door.Gateway.Url, "/graphql"),
                new JsonObject { ["query"] = $$"""subscription ($id: ID!) { scorecardChanged(scope: $id, {{Side.Period}}) { id scope { name } values { value } } }""", ["variables"] = new JsonObject { ["id"] = id.Value } }.ToJsonString(), Door.Headers(viewer.Credential));
            if (refused is not null)
            {
                return refused;
            }

            using (stream)
            {
                // Told its error, it ends by itself; one that went on would be a finding, too.
                using var late = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                var text = await stream!.Content.ReadAsStringAsync(late.Token);
                return new Answer((int)stream.StatusCode, stream.Headers.ToString(), text, []);
            }
        }, static answer => answer.Text.Contains("NOT_FOUND", StringComparison.Ordinal) || answer.Code is "NOT_FOUND" or "FORBIDDEN" ? null : "it was not refused");
    }

    private Attempt Events(Random random)
    {
        var viewer = Strong(random);
        var other = Other(random, viewer);
        var line = $$$"""{"specversion":"1.0","id":"x-{{{random.Next()}}}","source":"intruder","type":"care.team.described","time":"2026-01-05T09:00:00Z","tenant":"{{{other.Tenant}}}","data":{"team":"t-1","name":"taken"}}""";
        return new("events for another tenant", viewer, other.Tenant, () => Door.CallAsync(viewer.Side.Keys["ingest"], HttpMethod.Post, "/v1/events", line, ("Content-Type", "application/cloudevents+json")), Verdict.Status(422));
    }

    /// <summary>Only the credential says the tenant: whatever else names one changes nothing.</summary>
    private Attempt Named(Random random)
    {
        var viewer = Strong(random);
        var other = Other(random, viewer).Tenant;
        var path = Pick(random, ["/v1/tenant", "/v1/settings", "/v1/users", "/v1/keys", "/v1/scopes?level=team", "/v1/kpis", "/v1/me"]);
        return Call("another tenant in header, query or path", viewer, "GET", $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}tenant={other}", null,
            static answer => answer.Status is 200 or 403 ? null : $"the status is {answer.Status}", null, ("X-Tenant", other), ("tenant", other));
    }
}
