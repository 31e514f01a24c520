using System.Net;
using System.Net.Http.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Reports;
using CareKpi.Api.Tests.Node;
using CareKpi.Testing.Postgres;

namespace CareKpi.Api.Tests.Cluster;

/// <summary>What is read and then written has one writer over all nodes.</summary>
public sealed class OneOfManyTests(ClusterPair pair) : IClassFixture<ClusterPair>
{
    private static readonly string[] All = ["ingest", "read", "export", "widget", "manage"];

    [PostgresFact]
    public async Task An_email_is_one_user()
    {
        var key = await pair.One.KeyAsync(All);
        for (var round = 0; round < 5; round++)
        {
            var answers = await BothAsync(6, (node, _) => node.PostAsync("/v1/users", key, TestNode.Json($$"""{"email":"ann{{round}}@example.com","name":"Ann","role":"admin"}""")));
            Assert.Equal((1, 5), (answers.Count(static status => status == HttpStatusCode.Created), answers.Count(static status => status == HttpStatusCode.BadRequest)));
        }

        using var list = await pair.Other.GetAsync("/v1/users?first=100", key);
        Assert.Equal(5, (await TestNode.ReadAsync(list))["items"]!.AsArray().Count);
    }

    [PostgresFact]
    public async Task An_issuer_is_one_tenants()
    {
        var keys = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            using var made = await TestNode.SendAsync(pair.One.Operators, HttpMethod.Put, $"/v1/admin/tenants/issued-{i}", TestNode.Operator, TestNode.Json("""{"name":"I","timeZone":"UTC","currency":"EUR"}"""));
            made.EnsureSuccessStatusCode();
            keys.Add((await pair.One.IssueAsync(new { name = "m", scopes = All }, $"issued-{i}"))["key"]!.GetValue<string>());
        }

        for (var round = 0; round < 3; round++)
        {
            var issuer = """{"settings":{"oidc":{"issuers":[{"issuer":"https://issuer-N.example.com","audience":"care"}]}}}""".Replace("N", round.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var answers = await BothAsync(4, (node, i) => TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", keys[i], TestNode.Json(issuer)));
            Assert.Equal((1, 3), (answers.Count(static status => status is HttpStatusCode.OK or HttpStatusCode.Accepted), answers.Count(static status => status == HttpStatusCode.BadRequest)));
        }
    }

    [PostgresFact]
    public async Task A_tenant_has_as_many_keys_as_it_may_and_none_more()
    {
        using var made = await TestNode.SendAsync(pair.One.Operators, HttpMethod.Put, "/v1/admin/tenants/keys", TestNode.Operator, TestNode.Json("""{"name":"K","timeZone":"UTC","currency":"EUR"}"""));
        made.EnsureSuccessStatusCode();
        var answers = await BothAsync(Keys.KeyRing.MaxKeys + 12, (node, i) =>
            TestNode.SendAsync(node.Operators, HttpMethod.Post, "/v1/admin/tenants/keys/keys", TestNode.Operator, JsonContent.Create(new { name = $"k{i}", scopes = new[] { "read" } })), atOnce: 12);
        Assert.Equal((Keys.KeyRing.MaxKeys, 12), (answers.Count(static status => status == HttpStatusCode.Created), answers.Count(static status => status == HttpStatusCode.BadRequest)));
    }

    [PostgresFact]
    public async Task Entries_of_the_audit_log_have_each_a_number_of_their_own()
    {
        var logs = ((ClusterNode[])[pair.One, pair.Other]).Select(static node => new Audit.AuditLog(new NodeState(node.NodeStore, node.Locks))).ToArray();
        await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
            await logs[i % 2].WriteAsync(i % 3 == 0 ? ["numbered", "numbered-too"] : i % 3 == 1 ? ["numbered-too", "numbered"] : ["numbered"], new(DateTimeOffset.UnixEpoch, "k", new("key", "k", "k"), "t", null, null), stop));
        var entries = await logs[0].ReadAsync("numbered", null, 100, static _ => true, CancellationToken.None);
        Assert.Equal(40, entries.Select(static entry => entry.Cursor[..10]).Distinct(StringComparer.Ordinal).Count());
    }

    [PostgresFact]
    public async Task Reports_sent_by_hand_are_counted_over_all_nodes()
    {
        var books = ((ClusterNode[])[pair.One, pair.Other]).Select(static node => new ReportsByHand(new NodeState(node.NodeStore, node.Locks), node.Clock)).ToArray();
        var sent = 0;
        await Parallel.ForAsync(0, 30, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            if (await books[i % 2].ClaimAsync("demo", "weekly", stop) is null)
            {
                Interlocked.Increment(ref sent);
            }
        });
        Assert.Equal(ReportsByHand.MaxOfReport, sent);
    }

    [PostgresFact]
    public async Task What_was_revoked_on_one_node_is_refused_on_the_other_within_two_seconds()
    {
        var (issued, manager) = (await pair.One.IssueAsync(new { name = "r", scopes = new[] { "read" } }), await pair.One.KeyAsync("manage"));
        var key = issued["key"]!.GetValue<string>();
        using var known = await pair.Other.GetAsync("/v1/tenant", key);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using var revoked = await TestNode.SendAsync(pair.One.Public, HttpMethod.Delete, $"/v1/keys/{issued["id"]}", manager);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        pair.One.Clock.Moved += TimeSpan.FromSeconds(2);
        using var refused = await pair.Other.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(refused, 401, "UNAUTHENTICATED");
    }

    /// <summary>Asks both nodes in turn, all at once or so many at once.</summary>
    private async Task<IReadOnlyList<HttpStatusCode>> BothAsync(int count, Func<ClusterNode, int, Task<HttpResponseMessage>> ask, int? atOnce = null)
    {
        var answers = new HttpStatusCode[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce ?? count }, async (i, _) =>
        {
            using var answer = await ask(i % 2 == 0 ? pair.One : pair.Other, i);
            answers[i] = answer.StatusCode;
        });
        return answers;
    }
}
