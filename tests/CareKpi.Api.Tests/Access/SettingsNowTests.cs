using System.Net;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests.Access;

/// <summary>What is effective holds now, and who gets in and sees what has neither past nor future.</summary>
public sealed class SettingsNowTests(EngineNode node) : IClassFixture<EngineNode>
{
    [Fact]
    public async Task What_will_hold_is_effective_when_its_time_has_come()
    {
        var key = await node.KeyAsync("manage", "read");
        var from = node.Clock.GetUtcNow().AddDays(1);
        using var changed = await PatchAsync(key, $$$"""{"validFrom":"{{{from:O}}}","settings":{"repeatWindowDays":21}}""");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(21, (int)(await TestNode.ReadAsync(changed))["effective"]!["repeatWindowDays"]!);
        Assert.NotEqual(21, await EffectiveAsync(key));
        node.Clock.Moved += TimeSpan.FromDays(2);
        Assert.Equal(21, await EffectiveAsync(key));
        using var now = await PatchAsync(key, """{"settings":{"repeatWindowDays":9}}""");
        Assert.Equal(9, (int)(await TestNode.ReadAsync(now))["effective"]!["repeatWindowDays"]!);
    }

    [Theory]
    [InlineData("oidc", """{"issuers":[]}""")]
    [InlineData("visibility", """{"agents":["admin"]}""")]
    public async Task Who_gets_in_and_sees_what_is_set_from_now_on(string name, string value)
    {
        var key = await node.KeyAsync("read", "export", "widget", "manage");
        foreach (var from in (string[])["beginning", "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"])
        {
            using var dated = await PatchAsync(key, $$$"""{"validFrom":"{{{from}}}","settings":{"repeatWindowDays":5,"{{{name}}}":{{{value}}}}}""");
            var problem = await TestNode.IsProblemAsync(dated, 400, "BAD_INPUT");
            Assert.Equal("validFrom", (string?)problem["field"]);
            Assert.Contains($"'{name}'", (string)problem["detail"]!, StringComparison.Ordinal);
        }

        using var set = await PatchAsync(key, $$$"""{"settings":{"{{{name}}}":{{{value}}}}}""");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
    }

    private Task<HttpResponseMessage> PatchAsync(string key, string body) => TestNode.SendAsync(node.Public, HttpMethod.Patch, "/v1/settings", key, TestNode.Json(body));

    private async Task<int> EffectiveAsync(string key)
    {
        using var answer = await node.GetAsync("/v1/settings", key);
        return (int)(await TestNode.ReadAsync(answer))["effective"]!["repeatWindowDays"]!;
    }
}
