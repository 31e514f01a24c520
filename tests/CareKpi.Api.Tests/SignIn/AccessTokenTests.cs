using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

public sealed class AccessTokenTests(SignInNode fixture) : IClassFixture<SignInNode>
{
    private TestIssuer Issuer => fixture.Issuer;

    private JsonObject Claims => Issuer.Claims(fixture.Now);

    [Theory]
    [InlineData("rsa-1", "RS256")]
    [InlineData("ec-1", "ES256")]
    public async Task A_token_of_the_issuer_is_a_person_of_its_tenant(string kid, string alg)
    {
        using var answer = await fixture.Node.GetAsync("/v1/me", Issuer.Sign(Claims, kid, alg));
        var me = await TestNode.ReadAsync(answer);
        Assert.Equal(("demo", "person", "u-1", "Ann Lee", "admin", "ann@example.com"), (Text("tenant"), Text("kind"), Text("id"), Text("name"), Text("role"), Text("email")));
        Assert.Equal("""["read","export","widget","manage"]""", me["scopes"]!.ToJsonString());
        Assert.NotNull(me["expiresAt"]);
        Assert.Equal(200, await fixture.StatusAsync(Issuer.Sign(Claims, kid, alg), "/v1/settings"));

        string? Text(string name) => me[name]?.GetValue<string>();
    }

    public static TheoryData<string> Bad => [.. BadTokens.Keys];

    private static readonly Dictionary<string, Func<TestIssuer, TestIssuer, JsonObject, string>> BadTokens = new(StringComparer.Ordinal)
    {
        ["wrong audience"] = (issuer, _, claims) => issuer.Sign(With(claims, "aud", "another")),
        ["no audience"] = (issuer, _, claims) => issuer.Sign(With(claims, "aud", null)),
        ["for the client only"] = (issuer, _, claims) => issuer.Sign(With(claims, "aud", TestIssuer.ClientId), typ: "JWT"),
        ["expired"] = (issuer, _, claims) => issuer.Sign(With(claims, "exp", claims["iat"]!.GetValue<long>() - 61)),
        ["not yet"] = (issuer, _, claims) => issuer.Sign(With(claims, "nbf", claims["iat"]!.GetValue<long>() + 120)),
        ["without an end"] = (issuer, _, claims) => issuer.Sign(With(claims, "exp", null)),
        ["none"] = (issuer, _, claims) => issuer.Sign(claims, alg: "none"),
        ["hmac with the public key"] = (issuer, _, claims) => issuer.Sign(claims, alg: "HS256", secret: Encoding.ASCII.GetBytes(issuer.RsaPem("rsa-1"))),
        ["hmac with the modulus"] = (issuer, _, claims) => issuer.Sign(claims, alg: "HS256", secret: issuer.Rsa("rsa-1").Modulus),
        ["an algorithm that is not believed"] = (issuer, _, claims) => issuer.Sign(claims, alg: "PS256"),
        ["signed by another issuer"] = (_, foreign, claims) => foreign.Sign(claims),
        ["of an issuer that nobody has"] = (_, foreign, claims) => foreign.Sign(With(claims, "iss", foreign.Url)),
        ["issuer with a slash"] = (issuer, _, claims) => issuer.Sign(With(claims, "iss", issuer.Url + "/")),
        ["no issuer"] = (issuer, _, claims) => issuer.Sign(With(claims, "iss", null)),
        ["another kind of token"] = (issuer, _, claims) => issuer.Sign(claims, typ: "logout+jwt"),
        ["a changed payload"] = (issuer, _, claims) => Swap(issuer.Sign(claims), issuer.Sign(With(claims, "sub", "u-2"))),
        ["nonsense"] = (_, _, _) => "eyJhbGciOiJSUzI1NiJ9.e30.",
        ["nothing"] = (_, _, _) => "ey..",
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_token_that_does_not_hold_is_refused(string how)
    {
        using var answer = await fixture.Node.GetAsync("/v1/me", BadTokens[how](Issuer, fixture.Foreign, Claims));
        await TestNode.IsProblemAsync(answer, 401, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Clocks_may_differ_by_a_minute()
    {
        var now = fixture.Now.ToUnixTimeSeconds();
        Assert.Equal(200, await fixture.StatusAsync(Issuer.Sign(With(Claims, "exp", now - 30))));
        Assert.Equal(200, await fixture.StatusAsync(Issuer.Sign(With(Claims, "nbf", now + 30))));
    }

    [Theory]
    [InlineData("""{"carekpi_role":["coaches","viewers"],"carekpi_teams":["billing","tech"]}""", """{"role":"lead","teams":["billing","tech"],"agent":null,"scopes":["read"]}""")]
    [InlineData("""{"carekpi_role":"agent","carekpi_agent":"a-7"}""", """{"role":"agent","teams":null,"agent":"a-7","scopes":["read"]}""")]
    [InlineData("""{"carekpi_role":["agent","lead","admin"],"carekpi_agent":"a-7"}""", """{"role":"admin","teams":null,"agent":"a-7","scopes":["read","export","widget","manage"]}""")]
    [InlineData("""{"carekpi_role":"Admins"}""", null)]
    [InlineData("""{"carekpi_role":[]}""", null)]
    [InlineData("""{"carekpi_role":{"admin":true}}""", null)]
    [InlineData("""{"carekpi_role":"agent"}""", null)]
    public async Task Claims_say_the_role(string given, string? expected)
    {
        var claims = Claims;
        foreach (var (name, value) in JsonNode.Parse(given)!.AsObject())
        {
            claims[name] = value!.DeepClone();
        }

        using var answer = await fixture.Node.GetAsync("/v1/me", Issuer.Sign(claims));
        if (expected is null)
        {
            await TestNode.IsProblemAsync(answer, 403, "FORBIDDEN");
            return;
        }

        var me = await TestNode.ReadAsync(answer);
        Assert.Equal(expected, new JsonObject(((string[])["role", "teams", "agent", "scopes"]).Select(name => KeyValuePair.Create(name, me[name]?.DeepClone()))).ToJsonString());
    }

    [Fact]
    public async Task Keys_roll_over_and_an_unknown_one_is_asked_for_at_most_every_half_minute()
    {
        Assert.Equal(200, await fixture.StatusAsync(Issuer.Sign(Claims)));
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(31);
        Issuer.Add("rsa-2", RSA.Create(2048));
        Assert.Equal(200, await fixture.StatusAsync(Issuer.Sign(Claims, "rsa-2")));

        var asked = Issuer.Asked.Count;
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await fixture.StatusAsync(Issuer.Sign(Claims, "rsa-2", saidKid: $"made-up-{i}")));
        }

        Assert.Equal(asked, Issuer.Asked.Count);

        // A key that was taken away is good for an hour at most.
        Issuer.Remove("rsa-2");
        var token = Issuer.Sign(With(Claims, "exp", fixture.Now.AddHours(3).ToUnixTimeSeconds()), "ec-1", "ES256");
        fixture.Node.Clock.Moved += TimeSpan.FromMinutes(61);
        Assert.Equal(200, await fixture.StatusAsync(token));
        Issuer.Add("rsa-2", RSA.Create(2048));
        var old = Issuer.Sign(Claims, "rsa-2");
        Issuer.Remove("rsa-2");
        Assert.Equal(401, await fixture.StatusAsync(old));
    }

    [Fact]
    public async Task While_the_issuer_is_down_what_it_said_last_serves()
    {
        var token = Issuer.Sign(With(Claims, "exp", fixture.Now.AddHours(30).ToUnixTimeSeconds()));
        Assert.Equal(200, await fixture.StatusAsync(token));
        Issuer.IsDown = true;
        fixture.Node.Clock.Moved += TimeSpan.FromHours(2);
        Assert.Equal(200, await fixture.StatusAsync(token));
        fixture.Node.Clock.Moved += TimeSpan.FromHours(23);
        using var answer = await fixture.Node.GetAsync("/v1/me", token);
        await TestNode.IsProblemAsync(answer, 503, "UNAVAILABLE");
        Issuer.IsDown = false;
        fixture.Node.Clock.Moved += TimeSpan.FromSeconds(6);
        Assert.Equal(200, await fixture.StatusAsync(token));
    }

    [Fact]
    public async Task An_issuer_belongs_to_one_tenant_and_can_be_given_up()
    {
        var other = await fixture.TenantAsync("other");
        using var refused = await fixture.TrustAsync(other, fixture.Issuer.Settings());
        var problem = await TestNode.IsProblemAsync(refused, 400, "BAD_INPUT");
        Assert.Equal("settings.oidc.issuers[0].issuer", problem["field"]!.GetValue<string>());

        var free = await TestIssuer.StartAsync();
        using var unnamed = await fixture.TrustAsync(other, free.Settings());
        await TestNode.IsProblemAsync(unnamed, 400, "BAD_INPUT");
        await free.DisposeAsync();

        using var taken = await fixture.TrustAsync(other, fixture.Foreign.Settings());
        Assert.Equal(System.Net.HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(200, await fixture.StatusAsync(fixture.Foreign.Sign(fixture.Foreign.Claims(fixture.Now))));
        using var given = await fixture.SetAsync(other, new() { ["oidc"] = null });
        Assert.Equal(401, await fixture.StatusAsync(fixture.Foreign.Sign(fixture.Foreign.Claims(fixture.Now))));
        var third = await fixture.TenantAsync("third");
        using var claimed = await fixture.TrustAsync(third, fixture.Foreign.Settings());
        Assert.Equal(System.Net.HttpStatusCode.OK, claimed.StatusCode);
        using var removed = await TestNode.SendAsync(fixture.Node.Operators, HttpMethod.Delete, "/v1/admin/tenants/third?confirm=third", TestNode.Operator);
        Assert.Equal(401, await fixture.StatusAsync(fixture.Foreign.Sign(fixture.Foreign.Claims(fixture.Now))));
        using var back = await fixture.TrustAsync(other, fixture.Foreign.Settings());
        Assert.Equal(System.Net.HttpStatusCode.OK, back.StatusCode);
        using var nothing = await fixture.SetAsync(other, new() { ["oidc"] = null });
        Assert.Equal(System.Net.HttpStatusCode.OK, nothing.StatusCode);
    }

    [Fact]
    public async Task A_client_secret_is_never_shown_again_and_stays_when_it_is_hidden()
    {
        using var settings = await fixture.Node.GetAsync("/v1/settings", fixture.Manage);
        var text = await settings.Content.ReadAsStringAsync();
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.Contains("\"clientSecret\":\"***\"", text, StringComparison.Ordinal);
        var entries = await fixture.Node.Data.Log.ReadAsync("demo", 1, 1 << 20, default);
        Assert.DoesNotContain(entries, entry => Encoding.UTF8.GetString(entry.Payload.Span).Contains("s3cret", StringComparison.Ordinal));

        using var kept = await fixture.TrustAsync(fixture.Manage, Issuer.Settings(secret: "***"));
        Assert.Equal(System.Net.HttpStatusCode.OK, kept.StatusCode);
        var other = await fixture.TenantAsync("hidden");
        using var unknown = await fixture.TrustAsync(other, fixture.Foreign.Settings(secret: "***"));
        await TestNode.IsProblemAsync(unknown, 400, "BAD_INPUT");
    }

    private static JsonObject With(JsonObject claims, string name, JsonNode? value)
    {
        if (value is null)
        {
            claims.Remove(name);
        }
        else
        {
            claims[name] = value;
        }

        return claims;
    }

    private static string Swap(string one, string other) => string.Join('.', one.Split('.')[0], other.Split('.')[1], one.Split('.')[2]);
}
