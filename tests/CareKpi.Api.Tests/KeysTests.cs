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
        var ring = new Keys.KeyRing(new NodeState(node.NodeStore), node.Clock);
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
    [InlineData("""{"scopes":["read"]}""", "name")]
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
    public async Task Keys_of_an_earlier_version_move_out_of_the_state()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        var key = await other.KeyAsync("read");
        var (node, states) = (other.NodeStore, other.Data.State);
        var kept = await node.ReadAsync("$node", new StateQuery([], [new StateRange([], [])]), default);
        await states.WriteAsync("$node", 1, [.. kept.Ranges[0].Select(row => new StateWrite(row.Key, row.Value))], default);
        await node.DeleteAsync("$node", default);
        await NodeRows.AdoptAsync(states, node);
        await NodeRows.AdoptAsync(states, node);

        Assert.Equal(0, await states.EpochAsync("$node", default));
        using var after = await other.GetAsync("/v1/tenant", key);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        await other.DisposeAsync();
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
