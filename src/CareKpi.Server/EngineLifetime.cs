using CareKpi.Api.Hosting;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Scopes;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Benchmarks;

namespace CareKpi.Server;

internal static class EngineRegistration
{
    /// <summary>The engine on its embedded host, over the stores that are registered already.</summary>
    public static IServiceCollection AddCareKpiEngine(this IServiceCollection services, IndustryTable benchmarks)
    {
        services.AddSingleton(benchmarks);
        services.AddSingleton<ChangedTenants>();
        services.AddSingleton<EngineLifetime>();
        services.AddHostedService(static provider => provider.GetRequiredService<EngineLifetime>());
        services.AddSingleton<IGrains>(static provider => provider.GetRequiredService<EngineLifetime>().Host);
        services.AddSingleton<ITenantRemover>(static provider => provider.GetRequiredService<EngineLifetime>().Host);
        return services;
    }
}

/// <summary>Grains live as long as the server: when it stops, each writes a checkpoint before the stores are closed.</summary>
internal sealed class EngineLifetime : IHostedService
{
    private readonly GroupCommitter committer;

    public EngineLifetime(ILogStore log, IStateStore state, TimeProvider time, IndustryTable benchmarks, IPeerTable peers, ChangedTenants changed, EraseBeside eraseBeside, ITenantTroubles troubles, IEnumerable<IDailyTable> daily)
    {
        committer = new GroupCommitter(log, time, TaskScheduler.Default);
        Host = new EmbeddedHost(new EngineServices(log, committer, state, time) { Benchmarks = benchmarks, Peers = peers, Changed = changed, EraseBeside = eraseBeside, Troubles = troubles, MarksDays = daily.Any() });
    }

    public EmbeddedHost Host { get; }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Host.DisposeAsync();
        await committer.DisposeAsync();
    }
}
