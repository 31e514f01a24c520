using System.Net;
using CareKpi.Deploy.Tests.Checks;
using CareKpi.Deploy.Tests.Code;

namespace CareKpi.Deploy.Tests;

/// <summary>The paths that probes ask, asked of the real API.</summary>
public sealed class LivenessTests(LoneNode node) : IClassFixture<LoneNode>
{
    [Fact]
    public async Task LivenessAsksNeitherGrainNorStore()
    {
        var before = node.Asked;
        using var answer = await node.Http.GetAsync(Running.Live);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, node.Asked);
    }

    [Fact]
    public async Task ReadinessAsksTheStores()
    {
        var before = node.Asked;
        using var answer = await node.Http.GetAsync(Running.Ready);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(node.Asked > before);
    }

    [Fact]
    public void BothPathsAreMapped()
    {
        Assert.Contains(Running.Live, node.Routes);
        Assert.Contains(Running.Ready, node.Routes);
        Assert.True(GatewayCode.Serves(Running.Live) && GatewayCode.Serves(Running.Ready));
        Assert.False(GatewayCode.Serves("/healthz/other"));
    }
}
