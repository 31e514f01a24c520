using System.Diagnostics;
using CareKpi.Api.Tests.Node;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tests;

/// <summary>docs/contracts/management-api.md, "Live". Streams are read as they come.</summary>
public sealed class ChangesTests : IAsyncLifetime
{
    private static readonly ScopeRef Billing = new(Level.Team, "billing");
    private static readonly ScopeRef Sales = new(Level.Team, "sales");

    private readonly TestNode node = new();

    public Task InitializeAsync() => node.InitializeAsync();

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task A_change_is_told_at_once_and_further_ones_together_a_second_later()
    {
        using var stream = await OpenAsync("scope=team:billing&scope=tenant");
        var watch = Stopwatch.StartNew();
        Assert.Equal(("team:billing", $"demo:{Watch.Change(Billing)}"), await stream.ChangedAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(0.9), $"the first change was told after {watch.Elapsed}");
        Watch.Change(Billing);
        Watch.Change(Sales);
        var last = Watch.Change(Billing);
        Assert.Equal(("team:billing", $"demo:{last}"), await stream.ChangedAsync());
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.9), $"the next was told after {watch.Elapsed}");
        // Another scope has a second of its own.
        var whole = Watch.Change(new ScopeRef(Level.Tenant, ""));
        Assert.Equal(("tenant", $"demo:{whole}"), await stream.ChangedAsync());
    }

    [Fact]
    public async Task Nobody_asks_while_a_scope_is_quiet()
    {
        using var stream = await OpenAsync("scope=team:billing");
        Watch.Change(Billing);
        await stream.ChangedAsync();
        var asked = Watch.Asked;
        for (var i = 0; i < 1_000; i++)
        {
            Watch.Change(Billing);
        }

        await stream.ChangedAsync();
        Assert.InRange(Watch.Asked - asked, 1, 4);
    }

    [Fact]
    public async Task A_comment_keeps_it_open()
    {
        using var stream = await OpenAsync("scope=team:billing");
        node.Clock.Moved += TimeSpan.FromSeconds(16);
        Watch.Pass();
        Assert.Equal(":", await stream.LineAsync());
    }

    [Fact]
    public async Task It_ends_with_its_key()
    {
        var issued = await node.IssueAsync(new { name = "live", scopes = new[] { "read" } });
        using var stream = await OpenAsync("scope=tenant", issued["key"]!.GetValue<string>());
        var watch = Stopwatch.StartNew();
        using var revoked = await TestNode.SendAsync(node.Operators, HttpMethod.Delete, $"/v1/admin/tenants/demo/keys/{issued["id"]}", TestNode.Operator);
        Assert.True(revoked.IsSuccessStatusCode);
        Assert.Null(await stream.LineAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"it lasted {watch.Elapsed}");
    }

    [Fact]
    public async Task It_ends_when_its_key_expires()
    {
        var key = (await node.IssueAsync(new { name = "short", scopes = new[] { "read" }, expiresAt = node.Clock.GetUtcNow().AddHours(1) }))["key"]!.GetValue<string>();
        using var stream = await OpenAsync("scope=tenant", key);
        node.Clock.Moved += TimeSpan.FromHours(2);
        string? line;
        while ((line = await stream.LineAsync()) is not null)
        {
            // Time that was moved asks for a comment first.
            Assert.True(line.Length == 0 || line[0] == ':', line);
        }
    }

    [Fact]
    public async Task It_ends_with_the_node()
    {
        var other = new TestNode();
        await other.InitializeAsync();
        using var stream = await OpenAsync("scope=tenant", null, other);
        var watch = Stopwatch.StartNew();
        await other.StopAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"the node stopped after {watch.Elapsed}");
        await Assert.ThrowsAnyAsync<Exception>(async () => Assert.NotNull(await stream.LineAsync()));
        await other.StartAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Streams_of_a_tenant_are_bounded()
    {
        using var set = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/demo/limits", TestNode.Operator, TestNode.Json("""{"subscriptions":1}"""));
        Assert.True(set.IsSuccessStatusCode);
        var key = await node.KeyAsync("read");
        using (await OpenAsync("scope=tenant", key))
        {
            using var second = await node.GetAsync("/v1/changes?scope=tenant", key);
            await TestNode.IsProblemAsync(second, 429, "RATE_LIMITED");
        }
    }

    [Theory]
    [InlineData("", "scope")]
    [InlineData("?alerts=0", "scope")]
    [InlineData("?scope=team", "scope")]
    [InlineData("?scope=tenant:x", "scope")]
    [InlineData("?scope=queue:first", "scope")]
    [InlineData("?scope=tenant&alerts=yes", "alerts")]
    public async Task What_makes_no_sense_is_refused(string query, string field)
    {
        using var answer = await node.GetAsync($"/v1/changes{query}", await node.KeyAsync("read"));
        Assert.Equal(field, (await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT"))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Twenty_scopes_are_the_most()
    {
        using var answer = await node.GetAsync($"/v1/changes?{string.Join('&', Enumerable.Range(0, 21).Select(i => $"scope=team:t{i}"))}", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
    }

    private FakeChanges Watch => node.Grains.Of("demo").Watch;

    private async Task<EventStream> OpenAsync(string query, string? key = null, TestNode? on = null)
    {
        var stream = await EventStream.OpenAsync(on ?? node, query, key ?? await (on ?? node).KeyAsync("read"));
        await (on ?? node).Grains.Of("demo").Watch.Watched.Task;
        return stream;
    }
}
