using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

public sealed class SignInAuditTests(SignInNode fixture) : IClassFixture<SignInNode>
{
    private const string Redirect = "https://kpi.example.com/auth/callback";

    [Fact]
    public async Task Who_comes_by_a_link_and_goes_is_in_the_log()
    {
        var (id, link) = await fixture.UserAsync(fixture.Manage, "comes@example.com", "admin");
        var token = await fixture.RedeemAsync(link);
        using var again = await fixture.AuthAsync("redeem", new { token = link });
        await TestNode.IsProblemAsync(again, 401, "UNAUTHENTICATED");
        using var gone = await TestNode.SendAsync(fixture.Node.Public, HttpMethod.Post, "/v1/auth/sign-out", token);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        var told = (await EntriesAsync("person")).Where(entry => (string?)entry["target"] == id).ToList();
        Assert.Equal(["person.signed-out", "person.signed-in"], told.Select(entry => (string?)entry["action"]));
        Assert.All(told, entry => Assert.Equal(("person", id, "127.0.0.1"), ((string?)entry["actor"]!["kind"], (string?)entry["actor"]!["id"], (string?)entry["address"])));
        Assert.Equal("""{"way":"link"}""", told[1]["detail"]!.ToJsonString());
        Assert.DoesNotContain(token, string.Concat(told.Select(entry => entry.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_by_an_issuer_is_in_the_log()
    {
        using var started = await fixture.AuthAsync("start", new { tenant = "demo", redirectUri = Redirect });
        var start = await TestNode.ReadAsync(started);
        var (state, code) = fixture.Issuer.SignIn((string)start["authorizeUrl"]!, fixture.Now, claims => claims["sub"] = "who-is-told");
        using var finished = await fixture.AuthAsync("finish", new { state, code, binding = (string)start["binding"]!, redirectUri = Redirect });
        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        var told = (await EntriesAsync("person.signed-in")).Single(entry => ((string?)entry["target"])!.Contains("who-is-told", StringComparison.Ordinal));
        Assert.Equal("""{"way":"issuer"}""", told["detail"]!.ToJsonString());
    }

    [Fact]
    public async Task A_key_that_signs_out_is_no_entry()
    {
        var before = (await EntriesAsync("person.signed-out")).Count;
        using var answer = await TestNode.SendAsync(fixture.Node.Public, HttpMethod.Post, "/v1/auth/sign-out", fixture.Manage);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(before, (await EntriesAsync("person.signed-out")).Count);
    }

    [Theory]
    [InlineData("""{"email":"other@example.com"}""")]
    [InlineData("""{"role":"agent","agent":"a-1"}""")]
    [InlineData("""{"disabled":true}""")]
    public async Task A_link_ends_when_the_person_becomes_another(string change)
    {
        var (id, link) = await fixture.UserAsync(fixture.Manage, $"{Guid.NewGuid():N}@example.com", "admin");
        await ChangeAsync(id, change.Replace("other@", $"{Guid.NewGuid():N}@", StringComparison.Ordinal));
        await ChangeAsync(id, """{"disabled":false}""");
        using var ended = await fixture.AuthAsync("redeem", new { token = link });
        await TestNode.IsProblemAsync(ended, 401, "UNAUTHENTICATED");
        using var invited = await fixture.Node.PostAsync($"/v1/users/{id}/invite", fixture.Manage, TestNode.Json("{}"));
        await fixture.RedeemAsync((string)(await TestNode.ReadAsync(invited))["token"]!);
    }

    [Fact]
    public async Task A_link_outlives_another_name()
    {
        var (id, link) = await fixture.UserAsync(fixture.Manage, $"{Guid.NewGuid():N}@example.com", "admin");
        await ChangeAsync(id, """{"name":"Another"}""");
        await fixture.RedeemAsync(link);
    }

    private async Task ChangeAsync(string id, string change)
    {
        using var changed = await TestNode.SendAsync(fixture.Node.Public, HttpMethod.Patch, $"/v1/users/{id}", fixture.Manage, TestNode.Json(change));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    private async Task<List<JsonNode>> EntriesAsync(string action)
    {
        using var answer = await fixture.Node.GetAsync($"/v1/audit?action={action}&first=100", fixture.Manage);
        return [.. (await TestNode.ReadAsync(answer))["items"]!.AsArray().Select(entry => entry!)];
    }
}
