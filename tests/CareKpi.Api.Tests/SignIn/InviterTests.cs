using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

/// <summary>A key lets nobody in who may more than itself, or stays longer.</summary>
public sealed class InviterTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Oidc = """{"settings":{"oidc":{"issuers":[]}}}""";
    private static readonly string[] Everything = ["read", "export", "widget", "manage"];
    private static int people;

    public static TheoryData<string[], bool, bool> Keys => new()
    {
        // scopes, admins, leads and agents
        { ["manage"], false, false },
        { ["manage", "read"], false, true },
        { ["manage", "read", "export", "ingest"], false, true },
        { ["manage", "export", "widget"], false, false },
        { ["manage", "read", "widget"], false, true },
        { Everything, true, true },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_lets_in_whom_it_could_be_itself(string[] scopes, bool admins, bool others)
    {
        var key = await node.KeyAsync(scopes);
        await CheckAsync(key, "admin", admins);
        await CheckAsync(key, "lead", others);
        await CheckAsync(key, "agent", others);
        using var set = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json(Oidc));
        await IsAsync(admins, set, "settings.oidc");
    }

    [Theory]
    [InlineData("expiresAt")]
    [InlineData("networks")]
    public async Task A_key_that_is_bound_lets_nobody_in(string by)
    {
        var bound = await node.IssueAsync(by is "networks" ? new { name = "bound", scopes = Everything, networks = new[] { "127.0.0.0/8" } } : new { name = "bound", scopes = Everything, expiresAt = node.Clock.GetUtcNow().AddDays(1) });
        var key = bound["key"]!.GetValue<string>();
        foreach (var role in (string[])["admin", "lead", "agent"])
        {
            await CheckAsync(key, role, false);
        }

        using var set = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json(Oidc));
        await IsAsync(false, set, "settings.oidc");
        using var list = await node.GetAsync("/v1/users", key);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Fact]
    public async Task Nobody_is_raised_to_an_admin_and_no_admin_is_touched_by_a_key_that_makes_none()
    {
        var (whole, partial) = (await node.KeyAsync(Everything), await node.KeyAsync("manage", "read"));
        var (lead, admin) = (await AddAsync(whole, "lead"), await AddAsync(whole, "admin"));
        using var raised = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/users/{lead}", partial, TestNode.Json("""{"role":"admin"}"""));
        await IsAsync(false, raised, "role");
        using var taken = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/users/{admin}", partial, TestNode.Json("""{"role":"lead","teams":["t"],"email":"mine@evil.example.com"}"""));
        await IsAsync(false, taken, "role");
        using var by = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/users/{lead}", whole, TestNode.Json("""{"role":"admin"}"""));
        Assert.Equal("admin", (string?)(await TestNode.ReadAsync(by))["role"]);
    }

    private async Task CheckAsync(string key, string role, bool may)
    {
        using var made = await node.PostAsync("/v1/users", key, TestNode.Json(Person(role)));
        await IsAsync(may, made, "role");
        var there = await AddAsync(await node.KeyAsync(Everything), role);
        using var invited = await node.PostAsync($"/v1/users/{there}/invite", key, TestNode.Json("{}"));
        await IsAsync(may, invited, "role");
        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/users/{there}", key, TestNode.Json("""{"name":"Other"}"""));
        await IsAsync(may, changed, "role");
    }

    private static async Task IsAsync(bool may, HttpResponseMessage answer, string field)
    {
        if (may)
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        else
        {
            Assert.Equal(field, (string?)(await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN"))["field"]);
        }
    }

    private async Task<string> AddAsync(string key, string role)
    {
        using var made = await node.PostAsync("/v1/users", key, TestNode.Json(Person(role)));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (string)(await TestNode.ReadAsync(made))["user"]!["id"]!;
    }

    private static string Person(string role) =>
        new JsonObject { ["email"] = $"p-{Interlocked.Increment(ref people)}@example.com", ["name"] = "P", ["role"] = role, ["teams"] = role is "lead" ? new JsonArray("t") : null, ["agent"] = role is "agent" ? "a" : null }.ToJsonString();
}
