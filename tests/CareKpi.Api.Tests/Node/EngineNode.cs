using CareKpi.Api.Admin;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests.Node;

/// <summary>As <see cref="TestNode"/>, with the engine behind it.</summary>
public class EngineNode : TestNode
{
    private GroupCommitter committer = null!;
    private EmbeddedHost host = null!;

    protected override void AddEngine(IServiceCollection services)
    {
        committer = new GroupCommitter(Data.Log, Clock, TaskScheduler.Default);
        var changed = new ChangedTenants();
        host = new EmbeddedHost(new EngineServices(Data.Log, committer, Data.State, Clock) { Changed = changed });
        services.AddSingleton(changed);
        services.AddSingleton<IGrains>(host).AddSingleton<ITenantRemover>(new Remover(host));
    }

    protected override async Task StopEngineAsync()
    {
        await host.DisposeAsync();
        await committer.DisposeAsync();
    }

    private sealed class Remover(EmbeddedHost host) : ITenantRemover
    {
        public Task RemoveAsync(string tenant, CancellationToken cancellationToken) => host.RemoveAsync(tenant, cancellationToken);
    }
}
