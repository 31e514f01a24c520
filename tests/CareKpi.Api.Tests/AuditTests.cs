using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Access;
using CareKpi.Api.Audit;
using CareKpi.Api.Node;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;
using Microsoft.AspNetCore.Routing;

namespace CareKpi.Api.Tests;

public sealed class AuditTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public void Every_change_with_manage_or_by_operators_is_audited()
    {
        var changing = node.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Any(method => method is "POST" or "PUT" or "PATCH" or "DELETE")).ToArray();
        Assert.True(changing.Length > 9);
        var silent = changing.Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is { } rule && (rule.Port == Port.Operator || rule.AnyOf.HasFlag(KeyScopes.Manage)))
            .Where(endpoint => endpoint.Metadata.GetMetadata<AuditRule>() is null).Select(endpoint => endpoint.DisplayName);
        Assert.Empty(silent);
    }

    [Fact]
    public async Task Keys_and_settings_tell_who_what_and_from_where_and_no_secret()
    {
        var maker = await node.IssueAsync(new { name = "automation", scopes = new[] { "manage", "read" } });
        var secret = maker["key"]!.GetValue<string>();
        using var made = await node.PostAsync("/v1/keys", secret, TestNode.Json("""{"name":"bi","scopes":["read"]}"""));
        var key = await TestNode.ReadAsync(made);
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", secret, TestNode.Json("""{"settings":{"repeatWindowDays":9}}"""));
        using var revoked = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/keys/{key["id"]}", secret);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);

        var text = await TextAsync($"/v1/audit?actor={maker["id"]}", secret);
        var items = JsonNode.Parse(text)!["items"]!.AsArray();
        Assert.Equal(["key.revoked", "settings.changed", "key.created"], items.Select(item => item!["action"]!.GetValue<string>()));
        Assert.Equal((string?)key["id"], (string?)items[0]!["target"]);
        Assert.Equal("""["repeatWindowDays"]""", items[1]!["detail"]!["names"]!.ToJsonString());
        Assert.Equal(("key", "automation", "127.0.0.1"), ((string)items[2]!["actor"]!["kind"]!, (string)items[2]!["actor"]!["name"]!, (string)items[2]!["address"]!));
        Assert.DoesNotContain("ck_", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_are_named_to_the_tenant_and_in_their_own_log()
    {
        var issued = await node.IssueAsync(new { name = "m", scopes = new[] { "manage" } });
        var entry = JsonNode.Parse(await TextAsync("/v1/audit?first=1", issued["key"]!.GetValue<string>()))!["items"]![0]!;
        Assert.Equal(("key.created", "operator", $"demo/{issued["id"]}"), ((string)entry["action"]!, (string)entry["actor"]!["kind"]!, (string)entry["target"]!));
        using var own = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/audit?first=1&action=key", TestNode.Operator);
        Assert.Equal($"demo/{issued["id"]}", (string)(await TestNode.ReadAsync(own))["items"]![0]!["target"]!);
    }

    [Fact]
    public async Task What_was_refused_is_no_entry()
    {
        var key = await node.KeyAsync("manage");
        var before = await TextAsync("/v1/audit", key);
        using var refused = await node.PostAsync("/v1/keys", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT");
        using var unknown = await TestNode.SendAsync(node.Public, HttpMethod.Delete, "/v1/keys/nobody", key);
        await TestNode.IsProblemAsync(unknown, 404, "NOT_FOUND");
        Assert.Equal(before, await TextAsync("/v1/audit", key));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_leaves_the_entry_of_what_goes_on()
    {
        await using var other = await OtherAsync();
        var key = await other.Node.KeyAsync("manage");
        var (asked, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        other.Node.Grains.Of("demo").BeforeSettings = () =>
        {
            asked.TrySetResult();
            return hold.Task;
        };
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/v1/settings") { Content = TestNode.Json("""{"settings":{"repeatWindowDays":9}}""") };
        request.Headers.Authorization = new("Bearer", key);
        var answer = other.Node.Public.SendAsync(request, hangUp.Token);
        await asked.Task;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await other.Node.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        hold.SetResult();
        var entry = await EntryAsync(other.Node, "demo", "settings.changed");
        Assert.Equal("""{"names":["repeatWindowDays"],"validFrom":null,"job":null}""", entry.Detail!.ToJsonString());
        Assert.Single(other.Node.Grains.Of("demo").Changes);
    }

    [Fact]
    public async Task Of_a_change_that_took_too_long_the_entry_says_that_nobody_knew()
    {
        await using var other = await OtherAsync();
        other.Node.Grains.Of("demo").BeforeSettings = static () => throw new TimeoutException();
        using var late = await TestNode.SendAsync(other.Node.Public, HttpMethod.Patch, "/v1/settings", await other.Node.KeyAsync("manage"), TestNode.Json("""{"settings":{"repeatWindowDays":9}}"""));
        await TestNode.IsProblemAsync(late, 503, "UNAVAILABLE");
        Assert.Equal("""{"outcome":"unknown"}""", (await EntryAsync(other.Node, "demo", "settings.changed")).Detail!.ToJsonString());
    }

    [Fact]
    public async Task Pages_and_filters_find_each_entry_once()
    {
        var key = await node.KeyAsync("manage", "read");
        for (var i = 0; i < 5; i++)
        {
            using var made = await node.PostAsync("/v1/keys", key, TestNode.Json("""{"name":"p","scopes":["read"]}"""));
        }

        var all = await IdsAsync("/v1/audit?first=100", key);
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = JsonNode.Parse(await TextAsync($"/v1/audit?first=2&after={after}", key))!;
            paged.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            after = (bool)page["hasNextPage"]! ? (string)page["cursor"]! : null;
        }
        while (after is not null);

        Assert.Equal(all, paged);
        Assert.Empty(await IdsAsync("/v1/audit?action=tenant.gone", key));
        Assert.Empty(await IdsAsync("/v1/audit?to=2020-01-01T00:00:00Z", key));
        using var bad = await node.GetAsync("/v1/audit?from=yesterday", key);
        Assert.Equal("from", (string)(await TestNode.IsProblemAsync(bad, 400, "BAD_INPUT"))["field"]!);
        using var reader = await node.GetAsync("/v1/audit", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(reader, 403, "FORBIDDEN");
    }

    [Fact]
    public async Task The_newest_are_kept_and_leave_with_their_tenant()
    {
        var log = new AuditLog(new NodeState(node.NodeStore, node.Locks)) { Kept = 10 };
        for (var i = 0; i < 25; i++)
        {
            await log.WriteAsync(["bounded", "other"], new(DateTimeOffset.UnixEpoch.AddHours(i), $"test.{i}", AuditActor.System, "t", null, null), default);
        }

        var kept = await log.ReadAsync("bounded", null, 100, static _ => true, default);
        Assert.Equal(Enumerable.Range(15, 10).Reverse().Select(i => $"test.{i}"), kept.Select(pair => pair.Entry.Action));
        await log.ForgetAsync("bounded", default);
        Assert.Empty(await log.ReadAsync("bounded", null, 100, static _ => true, default));
        Assert.Equal(10, (await log.ReadAsync("other", null, 100, static _ => true, default)).Count);
    }

    [Fact]
    public async Task Entries_outlive_a_restart_and_a_removal_stays_with_the_operators()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        var key = await other.KeyAsync("manage");
        await other.StopAsync();
        await other.StartAsync();
        using var after = await other.GetAsync("/v1/audit", key);
        Assert.Equal(["key.created", "tenant.created"], (await TestNode.ReadAsync(after))["items"]!.AsArray().Select(item => (string)item!["action"]!));

        using var removed = await TestNode.SendAsync(other.Operators, HttpMethod.Delete, "/v1/admin/tenants/demo?confirm=demo", TestNode.Operator);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var own = await TestNode.SendAsync(other.Operators, HttpMethod.Get, "/v1/admin/audit?action=tenant.removed", TestNode.Operator);
        Assert.Equal("demo", (string)(await TestNode.ReadAsync(own))["items"]![0]!["target"]!);
        Assert.Empty(await new AuditLog(new NodeState(other.NodeStore, other.Locks)).ReadAsync("demo", null, 100, static _ => true, default));
        await other.DisposeAsync();
    }

    private sealed record Other(TestNode Node) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }

    private static async Task<Other> OtherAsync()
    {
        var node = new TestNode();
        await node.InitializeAsync();
        return new(node);
    }

    private static async Task<AuditEntry> EntryAsync(TestNode node, string tenant, string action)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var log = new AuditLog(new NodeState(node.NodeStore, node.Locks));
        while (true)
        {
            if (await log.ReadAsync(tenant, null, 1, entry => entry.Action == action, patience.Token) is [var (_, found)])
            {
                return found;
            }

            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<string> TextAsync(string path, string key)
    {
        using var answer = await node.GetAsync(path, key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string[]> IdsAsync(string path, string key) => [.. JsonNode.Parse(await TextAsync(path, key))!["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
