using System.Net;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

public sealed class UsersTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task Users_are_made_listed_changed_and_removed()
    {
        var manage = await node.KeyAsync("read", "export", "widget", "manage");
        var ids = new List<string>();
        foreach (var email in (string[])["cat@example.com", "Ann@example.com", "bob@example.com"])
        {
            using var made = await node.PostAsync("/v1/users", manage, TestNode.Json($$"""{"email":"{{email}}","name":"{{email}}","role":"lead","teams":["billing"]}"""));
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            ids.Add((await TestNode.ReadAsync(made))["user"]!["id"]!.GetValue<string>());
        }

        using var twice = await node.PostAsync("/v1/users", manage, TestNode.Json("""{"email":"ANN@example.com","name":"x","role":"admin"}"""));
        Assert.Equal("email", (await TestNode.IsProblemAsync(twice, 400, "BAD_INPUT"))["field"]!.GetValue<string>());

        using var first = await node.GetAsync("/v1/users?first=2", manage);
        var page = await TestNode.ReadAsync(first);
        Assert.Equal(["Ann@example.com", "bob@example.com"], page["items"]!.AsArray().Select(user => user!["email"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.True(page["hasNextPage"]!.GetValue<bool>());
        using var second = await node.GetAsync($"/v1/users?first=2&after={page["cursor"]}", manage);
        var rest = await TestNode.ReadAsync(second);
        Assert.Equal("cat@example.com", Assert.Single(rest["items"]!.AsArray())!["email"]!.GetValue<string>());
        Assert.False(rest["hasNextPage"]!.GetValue<bool>());

        using var changed = await TestNode.SendAsync(node.Public, HttpMethod.Patch, $"/v1/users/{ids[1]}", manage, TestNode.Json("""{"email":"anna@example.com","role":"agent","agent":"a-7"}"""));
        var body = await TestNode.ReadAsync(changed);
        Assert.Equal(("anna@example.com", "agent", "a-7", "[]"), (body["email"]!.GetValue<string>(), body["role"]!.GetValue<string>(), body["agent"]!.GetValue<string>(), body["teams"]!.ToJsonString()));
        using var removed = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/users/{ids[1]}", manage);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await TestNode.SendAsync(node.Public, HttpMethod.Delete, $"/v1/users/{ids[1]}", manage);
        await TestNode.IsProblemAsync(gone, 404, "NOT_FOUND");
        using var free = await node.PostAsync("/v1/users", manage, TestNode.Json("""{"email":"anna@example.com","name":"x","role":"admin"}"""));
        Assert.Equal(HttpStatusCode.Created, free.StatusCode);
    }

    [Theory]
    [InlineData("""{"name":"x","role":"admin"}""", "email")]
    [InlineData("""{"email":"nobody","role":"admin"}""", "email")]
    [InlineData("""{"email":"a@b@c","role":"admin"}""", "email")]
    [InlineData("""{"email":"a@example.com","role":"boss"}""", "role")]
    [InlineData("""{"email":"a@example.com"}""", "role")]
    [InlineData("""{"email":"a@example.com","role":"lead"}""", "teams")]
    [InlineData("""{"email":"a@example.com","role":"lead","teams":[""]}""", "teams")]
    [InlineData("""{"email":"a@example.com","role":"agent"}""", "agent")]
    public async Task A_user_that_makes_no_sense_is_refused(string body, string field)
    {
        using var answer = await node.PostAsync("/v1/users", await node.KeyAsync("read", "export", "widget", "manage"), TestNode.Json(body));
        Assert.Equal(field, (await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT"))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Operators_let_people_in_and_one_who_is_there_gets_a_new_link()
    {
        const string body = """{"email":"root@example.com","name":"Root","role":"admin"}""";
        using var first = await TestNode.SendAsync(node.Operators, HttpMethod.Post, "/v1/admin/tenants/demo/users", TestNode.Operator, TestNode.Json(body));
        using var second = await TestNode.SendAsync(node.Operators, HttpMethod.Post, "/v1/admin/tenants/demo/users", TestNode.Operator, TestNode.Json(body.Replace("admin", "agent", StringComparison.Ordinal)));
        var (one, two) = (await TestNode.ReadAsync(first), await TestNode.ReadAsync(second));
        Assert.Equal(one["user"]!["id"]!.GetValue<string>(), two["user"]!["id"]!.GetValue<string>());
        Assert.Equal("admin", two["user"]!["role"]!.GetValue<string>());
        Assert.NotEqual(one["token"]!.GetValue<string>(), two["token"]!.GetValue<string>());
        using var list = await TestNode.SendAsync(node.Operators, HttpMethod.Get, "/v1/admin/tenants/demo/users?first=100", TestNode.Operator);
        Assert.Contains("root@example.com", await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nobody = await TestNode.SendAsync(node.Operators, HttpMethod.Post, "/v1/admin/tenants/nobody/users", TestNode.Operator, TestNode.Json(body));
        await TestNode.IsProblemAsync(nobody, 404, "NOT_FOUND");
    }

    [Fact]
    public async Task Users_belong_to_their_tenant()
    {
        using var made = await node.PostAsync("/v1/users", await node.KeyAsync("read", "export", "widget", "manage"), TestNode.Json("""{"email":"mine@example.com","name":"x","role":"admin"}"""));
        var id = (await TestNode.ReadAsync(made))["user"]!["id"]!.GetValue<string>();
        using var other = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/else", TestNode.Operator, TestNode.Json("""{"name":"Else","timeZone":"UTC","currency":"EUR"}"""));
        var key = (await node.IssueAsync(new { name = "test", scopes = new[] { "read", "export", "widget", "manage" } }, "else"))["key"]!.GetValue<string>();
        using var invited = await node.PostAsync($"/v1/users/{id}/invite", key, TestNode.Json("{}"));
        await TestNode.IsProblemAsync(invited, 404, "NOT_FOUND");
        using var list = await node.GetAsync("/v1/users", key);
        Assert.Empty((await TestNode.ReadAsync(list))["items"]!.AsArray());
        using var reads = await node.GetAsync("/v1/users", await node.KeyAsync("read"));
        await TestNode.IsProblemAsync(reads, 403, "FORBIDDEN");
    }
}
