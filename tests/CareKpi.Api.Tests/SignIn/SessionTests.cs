using System.Net;
using System.Net.Http.Json;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

public sealed class SessionTests(SignInNode fixture) : IClassFixture<SignInNode>
{
    [Fact]
    public async Task A_link_signs_in_once()
    {
        var (_, link) = await fixture.UserAsync(fixture.Manage, "once@example.com", "lead", ["billing"]);
        Assert.Matches("^ci_[0-9A-Za-z]{43}$", link);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.AuthAsync("redeem", new { token = link })));
        var good = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Except([good]), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        var session = await TestNode.ReadAsync(good);
        Assert.Equal("demo", session["tenant"]!.GetValue<string>());
        var token = session["token"]!.GetValue<string>();
        Assert.Matches("^cs_[0-9A-Za-z]{43}$", token);

        using var me = await fixture.Node.GetAsync("/v1/me", token);
        var body = await TestNode.ReadAsync(me);
        Assert.Equal(("lead", "once@example.com", """["billing"]""", """["read"]"""), (body["role"]!.GetValue<string>(), body["email"]!.GetValue<string>(), body["teams"]!.ToJsonString(), body["scopes"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_newer_link_ends_the_older_one_and_a_day_ends_both()
    {
        var (id, first) = await fixture.UserAsync(fixture.Manage, "twice@example.com", "admin");
        using var again = await fixture.Node.PostAsync($"/v1/users/{id}/invite", fixture.Manage, TestNode.Json("{}"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        var second = (await TestNode.ReadAsync(again))["token"]!.GetValue<string>();
        using var old = await fixture.AuthAsync("redeem", new { token = first });
        await TestNode.IsProblemAsync(old, 401, "UNAUTHENTICATED");
        fixture.Node.Clock.Moved += TimeSpan.FromHours(24);
        using var late = await fixture.AuthAsync("redeem", new { token = second });
        await TestNode.IsProblemAsync(late, 401, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_session_ends_after_twelve_idle_hours_or_seven_days_on_every_node()
    {
        var sister = await fixture.Node.SisterAsync();
        var idle = await fixture.RedeemAsync((await fixture.UserAsync(fixture.Manage, "idle@example.com", "admin")).Link);
        var busy = await fixture.RedeemAsync((await fixture.UserAsync(fixture.Manage, "busy@example.com", "admin")).Link);
        for (var hours = 0; hours < 7 * 24 - 6; hours += 6)
        {
            Assert.Equal(200, await fixture.StatusAsync(busy));
            fixture.Node.Clock.Moved += TimeSpan.FromHours(6);
            Assert.Equal(hours < 6 ? 200 : 401, await StatusAsync(sister, idle, ask: hours >= 6));
        }

        Assert.Equal(200, await fixture.StatusAsync(busy));
        fixture.Node.Clock.Moved += TimeSpan.FromHours(6);
        Assert.Equal(401, await fixture.StatusAsync(busy));
        await sister.DisposeAsync();
    }

    [Theory]
    [InlineData("PATCH", """{"disabled":true}""")]
    [InlineData("DELETE", null)]
    public async Task A_session_ends_with_its_user_here_at_once_and_elsewhere_within_two_seconds(string method, string? body)
    {
        var sister = await fixture.Node.SisterAsync();
        var (id, link) = await fixture.UserAsync(fixture.Manage, $"{method}@example.com", "admin");
        var token = await fixture.RedeemAsync(link);
        Assert.Equal((200, 200), (await fixture.StatusAsync(token), await StatusAsync(sister, token)));
        using var done = await TestNode.SendAsync(fixture.Node.Public, new HttpMethod(method), $"/v1/users/{id}", fixture.Manage, body is null ? null : TestNode.Json(body));
        Assert.True(done.IsSuccessStatusCode);
        Assert.Equal(401, await fixture.StatusAsync(token));
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(1);
        Assert.Equal(401, await StatusAsync(sister, token));
        await sister.DisposeAsync();
    }

    [Fact]
    public async Task Another_role_holds_in_sessions_that_run()
    {
        var (id, link) = await fixture.UserAsync(fixture.Manage, "moves@example.com", "admin");
        var token = await fixture.RedeemAsync(link);
        Assert.Equal(200, await fixture.StatusAsync(token, "/v1/users"));
        using var changed = await TestNode.SendAsync(fixture.Node.Public, HttpMethod.Patch, $"/v1/users/{id}", fixture.Manage, TestNode.Json("""{"role":"agent","agent":"a-1"}"""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal((403, 200), (await fixture.StatusAsync(token, "/v1/users"), await fixture.StatusAsync(token)));
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        var (id, link) = await fixture.UserAsync(fixture.Manage, "out@example.com", "admin");
        var first = await fixture.RedeemAsync(link);
        using var again = await fixture.Node.PostAsync($"/v1/users/{id}/invite", fixture.Manage, TestNode.Json("{}"));
        var second = await fixture.RedeemAsync((await TestNode.ReadAsync(again))["token"]!.GetValue<string>());
        using var signedOut = await fixture.Node.PostAsync("/v1/auth/sign-out", first, TestNode.Json("{}"));
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.Equal((401, 200), (await fixture.StatusAsync(first), await fixture.StatusAsync(second)));
    }

    [Fact]
    public async Task Only_hashes_are_stored_and_what_has_ended_is_swept()
    {
        var (_, link) = await fixture.UserAsync(fixture.Manage, "stored@example.com", "admin");
        var token = await fixture.RedeemAsync(link);
        var rows = await RowsAsync();
        Assert.DoesNotContain(rows, row => row.Contains(token[3..], StringComparison.Ordinal) || row.Contains(link[3..], StringComparison.Ordinal));
        fixture.Node.Clock.Moved += TimeSpan.FromDays(8);
        await new Api.Node.Expiry(new Api.Node.NodeState(fixture.Node.NodeStore, fixture.Node.Locks), fixture.Node.Clock).SweepAsync(default);
        Assert.DoesNotContain(await RowsAsync(), row => row.StartsWith("session", StringComparison.Ordinal) || row.StartsWith("link", StringComparison.Ordinal) || row.StartsWith("expires", StringComparison.Ordinal));

        async Task<List<string>> RowsAsync()
        {
            var all = await fixture.Node.NodeStore.ReadAsync("$node", new([], [new([], [])]), default);
            return [.. all.Ranges[0].Select(row => System.Text.Encoding.UTF8.GetString(row.Key) + " " + System.Text.Encoding.UTF8.GetString(row.Value))];
        }
    }

    [Fact]
    public async Task A_person_has_at_most_twenty_sessions()
    {
        var (id, link) = await fixture.UserAsync(fixture.Manage, "many@example.com", "admin");
        var first = await fixture.RedeemAsync(link);
        for (var i = 0; i < 20; i++)
        {
            fixture.Node.Clock.Moved += TimeSpan.FromSeconds(2);
            using var again = await fixture.Node.PostAsync($"/v1/users/{id}/invite", fixture.Manage, TestNode.Json("{}"));
            Assert.Equal(200, await fixture.StatusAsync(await fixture.RedeemAsync((await TestNode.ReadAsync(again))["token"]!.GetValue<string>())));
        }

        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(2);
        Assert.Equal(401, await fixture.StatusAsync(first));
    }

    private static async Task<int> StatusAsync(TestNode node, string token, bool ask = true) => ask ? await SignInNode.StatusAsync(node, token) : 200;
}
