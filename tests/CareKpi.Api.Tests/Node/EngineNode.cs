using CareKpi.Api.Hosting;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Scopes;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests.Node;

/// <summary>As <see cref="TestNode"/>, with the engine behind it.</summary>
public class EngineNode : TestNode
{
    private GroupCommitter committer = null!;
    private EmbeddedHost host = null!;

    public EngineNode()
    {
    }

    protected EngineNode(EngineNode other)
        : base(other) => host = other.host;

    protected EmbeddedHost Host => host;

    protected override void AddEngine(IServiceCollection services)
    {
        committer = new GroupCommitter(Stores.Log, Clock, TaskScheduler.Default);
        var changed = new ChangedTenants();
        services.AddSingleton(changed);
        services.AddSingleton(provider => host = new EmbeddedHost(new EngineServices(Stores.Log, committer, Stores.State, Clock) { MarksDays = Stores.Daily is not null, Changed = changed, Peers = provider.GetRequiredService<IPeerTable>(), EraseBeside = provider.GetRequiredService<EraseBeside>(), Troubles = provider.GetRequiredService<ITenantTroubles>() }));
        services.AddSingleton<IGrains>(static provider => provider.GetRequiredService<EmbeddedHost>());
        services.AddSingleton<ITenantRemover>(static provider => provider.GetRequiredService<EmbeddedHost>());
    }

    protected override async Task StopEngineAsync()
    {
        await host.DisposeAsync();
        await committer.DisposeAsync();
    }

    /// <summary>As a client does that is told to send the same again while the store is slow: it counts once.</summary>
    internal async Task IngestAsync(string key, IReadOnlyCollection<string> events)
    {
        for (var tries = 0; ; tries++)
        {
            using var sent = await PostAsync("/v1/events", key, Body($"[{string.Join(',', events)}]", "application/cloudevents-batch+json"));
            if (sent.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable || tries == 20)
            {
                Assert.Equal(System.Net.HttpStatusCode.OK, sent.StatusCode);
                var answer = await ReadAsync(sent);
                Assert.Empty(answer["rejected"]!.AsArray());
                // What reads find next holds the events (a key that may not read does not look).
                using var applied = await PostAsync("/v1/scorecards", key, Json($$"""{"requests":[{"scope":{"level":"tenant"},"period":{"preset":"TODAY"},"kpis":[],"after":"{{answer["position"]}}"}]}"""));
                return;
            }
        }
    }
}
