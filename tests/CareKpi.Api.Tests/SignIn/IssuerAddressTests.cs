using System.Net;
using System.Text.Json.Nodes;
using CareKpi.Api.Oidc;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.SignIn;

/// <summary>What an issuer's URL may not reach.</summary>
public sealed class IssuerAddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2001:0:4136:e378::1")]
    [InlineData("2001:db8::1")]
    public void Not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task An_issuer_that_the_operator_has_not_named_is_not_asked_on_a_private_address()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var node = new EngineNode();
        await node.InitializeAsync();
        var manage = await node.KeyAsync("read", "export", "widget", "manage");
        foreach (var url in (string[])[issuer.Url.Replace("http:", "https:", StringComparison.Ordinal), $"https://localhost:{new Uri(issuer.Url).Port}"])
        {
            var settings = issuer.Settings();
            settings["issuer"] = url;
            var patch = new JsonObject { ["settings"] = new JsonObject { ["oidc"] = new JsonObject { ["issuers"] = new JsonArray(settings) } } };
            using var set = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", manage, TestNode.Json(patch.ToJsonString()));
            Assert.Equal(HttpStatusCode.OK, set.StatusCode);
            var claims = issuer.Claims(node.Clock.GetUtcNow());
            claims["iss"] = url;
            using var answer = await node.GetAsync("/v1/me", issuer.Sign(claims));
            await TestNode.IsProblemAsync(answer, 503, "UNAVAILABLE");
        }

        Assert.Empty(issuer.Asked);
        Assert.Equal(2, node.Log.Count(line => line.Contains("no public address", StringComparison.Ordinal)));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var target = await TestIssuer.StartAsync();
        issuer.RedirectsTo = target.Url;
        var node = new EngineNode { InsecureIssuers = [issuer.Url] };
        await node.InitializeAsync();
        var patch = new JsonObject { ["settings"] = new JsonObject { ["oidc"] = new JsonObject { ["issuers"] = new JsonArray(issuer.Settings()) } } };
        using var set = await TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", await node.KeyAsync("read", "export", "widget", "manage"), TestNode.Json(patch.ToJsonString()));
        using var answer = await node.GetAsync("/v1/me", issuer.Sign(issuer.Claims(node.Clock.GetUtcNow())));
        await TestNode.IsProblemAsync(answer, 503, "UNAVAILABLE");
        Assert.Empty(target.Asked);
        await node.DisposeAsync();
    }
}
