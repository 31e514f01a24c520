using System.Net;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Tests;

public sealed class KeysTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_a_hash()
    {
        var issued = await node.IssueAsync(new { name = "crm", scopes = new[] { "manage" } });
        var secret = issued["key"]!.GetValue<string>();
        Assert.Matches("^ck_[0-9A-Za-z]{43}$", secret);

        using var list = await node.GetAsync("/v1/keys", secret);
        var text = await list.Content.ReadAsStringAsync();
        Assert.Contains(issued["id"]!.GetValue<string>(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.Contains("lastUsedAt\":\"20", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_and_its_sister_lives()
    {
        var (first, second) = (await node.IssueAsync(new { name = "a", scopes = new[] { "read" } }), await node.KeyAsync("read", "manage"));
        using var before = await node.GetAsync("/v1/tenant", first["key"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var revoked = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/keys/{first["id"]}", second);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var after = await node.GetAsync("/v1/tenant", first["key"]!.GetValue<string>());
        await TestNode.IsProblemAsync(after, 401, "UNAUTHENTICATED");
        using var sister = await node.GetAsync("/v1/tenant", second);
        Assert.Equal(HttpStatusCode.OK, sister.StatusCode);
        using var again = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/keys/{first["id"]}", second);
        await TestNode.IsProblemAsync(again, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_key_that_another_node_revoked_is_refused_after_a_second()
    {
        var ring = new Keys.KeyRing(new NodeState(node.NodeStore, node.Locks), node.Clock);
        var issued = await node.IssueAsync(new { name = "b", scopes = new[] { "read" } });
        var secret = issued["key"]!.GetValue<string>();
        Assert.NotNull(await ring.FindAsync(secret, default));
        using var revoked = await TestNode.SendAsync(node.Operators, HttpMethod.Delete, $"/v1/admin/tenants/demo/keys/{issued["id"]}", TestNode.Operator);

        node.Clock.Moved += TimeSpan.FromSeconds(1);
        Assert.Null(await ring.FindAsync(secret, default));
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var key = (await node.IssueAsync(new { name = "short", scopes = new[] { "read" }, expiresAt = node.Clock.GetUtcNow().AddHours(1) }))["key"]!.GetValue<string>();
        using var before = await node.GetAsync("/v1/tenant", key);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        node.Clock.Moved += TimeSpan.FromHours(2);
        using var after = await node.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(after, 401, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_key_bound_to_networks_is_refused_from_elsewhere()
    {
        var here = (await node.IssueAsync(new { name = "here", scopes = new[] { "read" }, networks = new[] { "127.0.0.0/8" } }))["key"]!.GetValue<string>();
        var there = (await node.IssueAsync(new { name = "there", scopes = new[] { "read" }, networks = new[] { "203.0.113.0/24" } }))["key"]!.GetValue<string>();
        using var allowed = await node.GetAsync("/v1/tenant", here);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        using var refused = await node.GetAsync("/v1/tenant", there);
        await TestNode.IsProblemAsync(refused, 403, "FORBIDDEN");
    }

    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.7", HttpStatusCode.OK)]
    [InlineData("203.0.113.0/24", "203.0.114.7", HttpStatusCode.Forbidden)]
    [InlineData("203.0.113.0/24", "2001:db8::1", HttpStatusCode.Forbidden)]
    [InlineData("2001:db8::/32", "2001:db8:1::7", HttpStatusCode.OK)]
    [InlineData("2001:db8::/32", "2001:db9::7", HttpStatusCode.Forbidden)]
    [InlineData("203.0.113.0/24", "203.0.113.7, 203.0.114.1", HttpStatusCode.Forbidden)]
    public async Task Behind_trusted_proxies_the_last_address_that_is_none_of_them_counts(string network, string forwarded, HttpStatusCode expected)
    {
        var proxied = new TestNode { TrustedProxies = ["127.0.0.0/8"] };
        await proxied.InitializeAsync();
        var key = (await proxied.IssueAsync(new { name = "n", scopes = new[] { "read" }, networks = new[] { network } }))["key"]!.GetValue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tenant") { Headers = { { "Authorization", $"Bearer {key}" }, { "X-Forwarded-For", forwarded } } };
        using var answer = await proxied.Public.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        await proxied.DisposeAsync();
    }

    [Fact]
    public async Task Without_trusted_proxies_a_forwarded_address_is_not_believed()
    {
        var key = (await node.IssueAsync(new { name = "n", scopes = new[] { "read" }, networks = new[] { "203.0.113.0/24" } }))["key"]!.GetValue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tenant") { Headers = { { "Authorization", $"Bearer {key}" }, { "X-Forwarded-For", "203.0.113.7" } } };
        using var answer = await node.Public.SendAsync(request);
        await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN");
    }

    [Theory]
    [InlineData("10.0.0.0/8", 1)]
    [InlineData("127.0.0.0/8", 0)]
    public async Task A_forwarded_address_from_a_proxy_that_is_not_trusted_is_said_once(string trusted, int warnings)
    {
        var proxied = new TestNode { TrustedProxies = [trusted] };
        await proxied.InitializeAsync();
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };
            using var answer = await proxied.Public.SendAsync(request);
        }

        Assert.Equal(warnings, proxied.Log.Count(line => line.Contains("CareKpi__TrustedProxies", StringComparison.Ordinal) && line.Contains("127.0.0.1", StringComparison.Ordinal)));
        await proxied.DisposeAsync();
    }

    [Fact]
    public async Task A_revocation_holds_within_two_seconds_on_every_node()
    {
        var first = new TestNode();
        await first.InitializeAsync();
        first.Clock.Stop();
        var second = await first.SisterAsync();
        var (issued, manager) = (await first.IssueAsync(new { name = "r", scopes = new[] { "read" } }), await first.KeyAsync("manage"));
        var key = issued["key"]!.GetValue<string>();
        using var known = await second.GetAsync("/v1/tenant", key);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using var revoked = await TestNode.SendAsync(first.Public, HttpMethod.Delete, $"/v1/keys/{issued["id"]}", manager);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var here = await first.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(here, 401, "UNAUTHENTICATED");
        first.Clock.Moved += TimeSpan.FromSeconds(2);
        using var there = await second.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(there, 401, "UNAUTHENTICATED");
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":["read"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["manage"]}""", "expiresAt")]
    [InlineData("""{"name":"x","scopes":["manage"],"expiresAt":"END"}""", "networks")]
    [InlineData("""{"name":"x","scopes":["manage"],"expiresAt":"END","networks":["0.0.0.0/0"]}""", "networks")]
    [InlineData("""{"name":"x","scopes":["widget"],"levels":["team"],"expiresAt":"END","networks":["127.0.0.1/32"]}""", "levels")]
    [InlineData("""{"name":"x","scopes":["widget","manage"],"expiresAt":"END","networks":["127.0.0.1/32"]}""", null)]
    public async Task A_key_makes_at_most_its_like(string body, string? field)
    {
        var end = node.Clock.GetUtcNow().AddHours(5);
        var maker = (await node.IssueAsync(new { name = "maker", scopes = new[] { "manage", "widget" }, expiresAt = end, networks = new[] { "127.0.0.0/8" } }))["key"]!.GetValue<string>();
        using var answer = await node.PostAsync("/v1/keys", maker, TestNode.Json(body.Replace("END", end.ToString("O"), StringComparison.Ordinal)));
        if (field is null)
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return;
        }

        Assert.Equal(field, (await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN"))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_for_widgets_has_levels_usually_customers()
    {
        Assert.Equal("""["customer"]""", (await node.IssueAsync(new { name = "w", scopes = new[] { "widget" } }))["levels"]!.ToJsonString());
        Assert.Equal("""["team","agent"]""", (await node.IssueAsync(new { name = "w", scopes = new[] { "widget" }, levels = new[] { "team", "agent", "team" } }))["levels"]!.ToJsonString());
        Assert.Equal("[]", (await node.IssueAsync(new { name = "w", scopes = new[] { "read" } }))["levels"]!.ToJsonString());
    }

    [Fact]
    public async Task Live_keys_are_bounded_and_expired_ones_make_room()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        var ring = new Keys.KeyRing(new Api.Node.NodeState(other.NodeStore, other.Locks), other.Clock);
        for (var i = 0; i < Keys.KeyRing.MaxKeys; i++)
        {
            await ring.AddAsync("demo", new($"k{i}", KeyScopes.Read, i == 0 ? other.Clock.GetUtcNow().AddHours(1) : null, [], []), default);
        }

        using var full = await TestNode.SendAsync(other.Operators, HttpMethod.Post, "/v1/admin/tenants/demo/keys", TestNode.Operator, TestNode.Json("""{"name":"x","scopes":["read"]}"""));
        await TestNode.IsProblemAsync(full, 400, "BAD_INPUT");
        other.Clock.Moved += TimeSpan.FromHours(2);
        await other.KeyAsync("read");
        Assert.Equal(Keys.KeyRing.MaxKeys, (await ring.ListAsync("demo", default)).Count);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task No_secret_is_in_the_log_of_a_run()
    {
        var key = await node.KeyAsync("read", "manage");
        using var good = await node.GetAsync("/v1/tenant", key);
        using var query = await node.GetAsync($"/v1/scopes?level=team&search={key}", key);
        using var path = await node.GetAsync($"/v1/jobs/{key}", key);
        using var nowhere = await node.GetAsync($"/v1/{key}", key);
        using var wrong = await node.GetAsync("/v1/tenant", "ck_" + new string('Z', 43));
        using var op = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants", "not-the-operator");
        using var right = await TestNode.SendAsync(node.Operators, HttpMethod.Get, $"/v1/admin/tenants?after={TestNode.Operator}", TestNode.Operator);
        Assert.NotEmpty(node.Log);
        Assert.DoesNotContain(node.Log, line => line.Contains("ck_", StringComparison.Ordinal) || line.Contains(TestNode.Operator, StringComparison.Ordinal) || line.Contains("not-the-operator", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""", "name")]
    [InlineData("""{"name":"a\nb","scopes":["read"]}""", "name")]
    [InlineData("""{"name":"x","scopes":["read"],"levels":["customer"]}""", "levels")]
    [InlineData("""{"name":"x","scopes":["widget"],"levels":["city"]}""", "levels")]
    [InlineData("""{"name":"x","scopes":["widget"],"levels":[]}""", "levels")]
    [InlineData("""{"name":"x","scopes":["read"],"networks":["::ffff:203.0.113.0/120"]}""", "networks")]
    [InlineData("""{"name":"x","scopes":["read"],"networks":[null]}""", "networks")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["all"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["read"],"networks":["here"]}""", "networks")]
    [InlineData("""{"name":"x","scopes":["read"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task A_key_that_makes_no_sense_is_refused(string body, string field)
    {
        using var answer = await node.PostAsync("/v1/keys", await node.KeyAsync("manage"), TestNode.Json(body));
        var problem = await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
        Assert.Equal(field, problem["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Keys_outlive_a_restart_and_leave_with_their_tenant()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        var key = await other.KeyAsync("read");
        await other.StopAsync();
        await other.StartAsync();
        using var after = await other.GetAsync("/v1/tenant", key);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);

        using var unconfirmed = await TestNode.SendAsync(other.Operators, HttpMethod.Delete, "/v1/admin/tenants/demo", TestNode.Operator);
        await TestNode.IsProblemAsync(unconfirmed, 400, "BAD_INPUT");
        using var removed = await TestNode.SendAsync(other.Operators, HttpMethod.Delete, "/v1/admin/tenants/demo?confirm=demo", TestNode.Operator);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await other.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(gone, 401, "UNAUTHENTICATED");
        await other.DisposeAsync();
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_of_operator_keys_that_changed_is_read_anew_and_a_broken_one_is_not()
    {
        var file = Path.GetTempFileName();
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(file, "ann = first\nben = second\n");
        var keys = OperatorKeys.Load(null, file);
        Write("ben = second\ncy = third\n", 1);
        Assert.Equal((null, "ben", "cy"), (keys.NameOf("first"), keys.NameOf("second"), keys.NameOf("third")));
        Write("nonsense", 2);
        Assert.Equal(("ben", null), (keys.NameOf("second"), keys.NameOf("nonsense")));
        File.Delete(file);
        Assert.Equal("ben", keys.NameOf("second"));
        Write("dora = fourth\n", 3);
        Assert.Equal(("dora", null), (keys.NameOf("fourth"), keys.NameOf("second")));
        File.Delete(file);

        void Write(string text, int minutes)
        {
            File.WriteAllText(file, text);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(minutes));
        }
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_of_operator_keys_is_for_its_owner_only()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "# ours\nann = first-key\nben=second=key\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var keys = OperatorKeys.Load(null, file);
        Assert.Equal(("ann", "ben", null), (keys.NameOf("first-key"), keys.NameOf("second=key"), keys.NameOf("third")));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Throws<InvalidOperationException>(() => OperatorKeys.Load(null, file));
        Assert.Throws<InvalidOperationException>(() => OperatorKeys.Load("one", file));
        File.Delete(file);
    }

}
