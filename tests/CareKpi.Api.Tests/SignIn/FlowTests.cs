using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using CareKpi.Api.SignIn;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

public sealed class FlowTests(SignInNode fixture) : IClassFixture<SignInNode>
{
    private const string Redirect = "https://kpi.example.com/auth/callback";

    [Fact]
    public async Task People_sign_in_with_their_issuer()
    {
        var (url, binding) = await StartAsync();
        var query = HttpUtility.ParseQueryString(new Uri(url).Query);
        Assert.StartsWith(fixture.Issuer.Url + "/authorize?", url, StringComparison.Ordinal);
        Assert.Equal((Redirect, "1", "openid profile email"), (query["redirect_uri"], query["ui"], query["scope"]));
        var (state, code) = fixture.Issuer.SignIn(url, fixture.Now, claims => claims["carekpi_role"] = "coaches");
        using var finished = await FinishAsync(state, code, binding);
        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        var session = await TestNode.ReadAsync(finished);
        Assert.Equal("demo", session["tenant"]!.GetValue<string>());
        using var me = await fixture.Node.GetAsync("/v1/me", session["token"]!.GetValue<string>());
        Assert.Equal("lead", (await TestNode.ReadAsync(me))["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task To_begin_a_sign_in_is_no_guess_at_a_credential()
    {
        var node = new TestNode();
        await node.InitializeAsync();
        node.Clock.Stop();
        for (var i = 0; i < 100; i++)
        {
            using var wrong = await node.GetAsync("/v1/me", $"ck_guess-{i}");
            await TestNode.IsProblemAsync(wrong, 401, "UNAUTHENTICATED");
        }

        using var redeemed = await node.PostAsync("/v1/auth/redeem", null, TestNode.Json("""{"token":"ci_guess"}"""));
        await TestNode.IsProblemAsync(redeemed, 429, "RATE_LIMITED");
        using var begun = await node.PostAsync("/v1/auth/start", null, TestNode.Json("""{"tenant":"demo","redirectUri":"https://kpi.example.com/"}"""));
        await TestNode.IsProblemAsync(begun, 404, "NOT_FOUND");
        await node.DisposeAsync();
    }

    [Fact]
    public async Task State_and_code_work_once()
    {
        var (url, binding) = await StartAsync();
        var (state, code) = fixture.Issuer.SignIn(url, fixture.Now);
        using var first = await FinishAsync(state, code, binding);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await FinishAsync(state, code, binding);
        await TestNode.IsProblemAsync(second, 401, "UNAUTHENTICATED");
        var (other, otherBinding) = await StartAsync();
        using var replayed = await FinishAsync(HttpUtility.ParseQueryString(new Uri(other).Query)["state"]!, code, otherBinding);
        await TestNode.IsProblemAsync(replayed, 401, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("binding")]
    [InlineData("no binding")]
    [InlineData("redirect")]
    [InlineData("state")]
    [InlineData("code")]
    [InlineData("late")]
    public async Task What_another_browser_started_is_not_finished_here(string how)
    {
        var (url, binding) = await StartAsync();
        var (_, foreign) = await StartAsync();
        var (state, code) = fixture.Issuer.SignIn(url, fixture.Now);
        fixture.Node.Clock.Moved += how is "late" ? TimeSpan.FromMinutes(10) : TimeSpan.Zero;
        using var answer = await fixture.AuthAsync("finish", new
        {
            state = how is "state" ? "made-up" : state,
            code = how is "code" ? "" : code,
            binding = how switch { "binding" => foreign, "no binding" => null, _ => binding },
            redirectUri = how is "redirect" ? "https://evil.example.com/" : Redirect,
        });
        await TestNode.IsProblemAsync(answer, 401, "UNAUTHENTICATED");
        if (how is not "state" and not "late")
        {
            using var right = await FinishAsync(state, code, binding);
            await TestNode.IsProblemAsync(right, 401, "UNAUTHENTICATED");
        }
    }

    [Theory]
    [InlineData("nonce", "another", 401)]
    [InlineData("aud", "carekpi", 401)]
    [InlineData("azp", "another-client", 401)]
    [InlineData("iss", "https://other.example.com", 401)]
    [InlineData("carekpi_role", "nobody", 403)]
    public async Task An_answer_of_the_issuer_that_does_not_hold_signs_nobody_in(string claim, string value, int status)
    {
        var (url, binding) = await StartAsync();
        var (state, code) = fixture.Issuer.SignIn(url, fixture.Now, claims => claims[claim] = value);
        using var answer = await FinishAsync(state, code, binding);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_learns_which_tenants_there_are()
    {
        await fixture.TenantAsync("without");
        var answers = new List<string>();
        foreach (var tenant in (string?[])["without", "no-such-tenant", "$node", "", null, new string('a', 64)])
        {
            using var answer = await fixture.AuthAsync("start", new { tenant, redirectUri = Redirect });
            await TestNode.IsProblemAsync(answer, 404, "NOT_FOUND");
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/callback")]
    [InlineData(null)]
    [InlineData("https://kpi.example.com/#x")]
    public async Task A_redirect_that_is_no_address_is_refused(string? redirectUri)
    {
        using var answer = await fixture.AuthAsync("start", new { tenant = "demo", redirectUri });
        await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT");
    }

    [Fact]
    public async Task A_session_ends_with_its_issuer()
    {
        var manage = await fixture.TenantAsync("leaving");
        using var set = await fixture.TrustAsync(manage, fixture.Foreign.Settings());
        using var started = await fixture.AuthAsync("start", new { tenant = "leaving", redirectUri = Redirect });
        var body = await TestNode.ReadAsync(started);
        var (state, code) = fixture.Foreign.SignIn(body["authorizeUrl"]!.GetValue<string>(), fixture.Now);
        using var finished = await FinishAsync(state, code, body["binding"]!.GetValue<string>());
        var token = (await TestNode.ReadAsync(finished))["token"]!.GetValue<string>();
        Assert.Equal(200, await fixture.StatusAsync(token));
        using var given = await fixture.SetAsync(manage, new() { ["oidc"] = null });
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(1);
        Assert.Equal(401, await fixture.StatusAsync(token));
    }

    [Fact]
    public async Task Sign_ins_are_counted_by_address()
    {
        var node = new TestNode();
        await node.InitializeAsync();
        HttpStatusCode last = default;
        var calls = 0;
        for (; calls < AuthThrottle.PerMinute + 5 && last != HttpStatusCode.TooManyRequests; calls++)
        {
            using var answer = await node.PostAsync("/v1/auth/start", null, TestNode.Json("""{"tenant":"demo","redirectUri":"https://kpi.example.com/"}"""));
            last = answer.StatusCode;
        }

        Assert.InRange(calls, AuthThrottle.PerMinute + 1, AuthThrottle.PerMinute + 5);
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        node.Clock.Moved += TimeSpan.FromSeconds(2);
        using var later = await node.PostAsync("/v1/auth/start", null, TestNode.Json("""{"tenant":"demo","redirectUri":"https://kpi.example.com/"}"""));
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
        await node.DisposeAsync();
    }

    private async Task<(string Url, string Binding)> StartAsync()
    {
        // What the tests ask is not what one address asks in a minute.
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(1);
        using var answer = await fixture.AuthAsync("start", new { tenant = "demo", redirectUri = Redirect });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await TestNode.ReadAsync(answer);
        return (body["authorizeUrl"]!.GetValue<string>(), body["binding"]!.GetValue<string>());
    }

    private Task<HttpResponseMessage> FinishAsync(string state, string code, string binding) => fixture.AuthAsync("finish", new { state, code, binding, redirectUri = Redirect });
}
