using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Kpis.Scorecards;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using HostOptions = CareKpi.Engine.Hosting.HostOptions;

namespace CareKpi.Silo.Tests.Hosting;

/// <summary>What every host keeps to, on two silos: the tenants are on the one that is called.</summary>
public sealed class NearSiloTests : HostSpecification
{
    protected override IHostUnderTest Start(HostSetting setting) => new TwoSilos(setting, tenantsOn: 0);
}

/// <summary>The tenants are on the other one: every message crosses the wire.</summary>
public sealed class FarSiloTests : HostSpecification
{
    protected override IHostUnderTest Start(HostSetting setting) => new TwoSilos(setting, tenantsOn: 1);
}

internal sealed class TwoSilos : IHostUnderTest, IGrains
{
    private readonly InProcessTestCluster cluster;
    private readonly IReadOnlyList<IServiceProvider> silos;
    private readonly ClusterGrains called;
    private bool isKilled;

    public TwoSilos(HostSetting setting, int tenantsOn)
    {
        TenantsOn = tenantsOn;
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Critical));
            silo.Services.AddSingleton(_ => new EngineServices(setting.Log, new GroupCommitter(setting.Log, setting.Time, TaskScheduler.Default), setting.State, setting.Time) { Limits = setting.Limits, Random = static buffer => buffer.Fill(7) });
            silo.Services.AddSingleton(new ClusterCalls(1_000));
            silo.Services.AddSingleton<ClusterGrains>();
            silo.UseInMemoryReminderService();
            silo.AddCareKpiGrains(new HostOptions());
        });
        cluster = builder.Build();
        // As the specification has it, a host is there when it is made.
        Task.Run(cluster.DeployAsync).GetAwaiter().GetResult();
        silos = [.. cluster.Silos.Select(silo => cluster.GetSiloServiceProvider(silo.SiloAddress))];
        called = silos[0].GetRequiredService<ClusterGrains>();
    }

    public IGrains Grains => this;

    /// <summary>The silo on which tenants wake.</summary>
    public int TenantsOn { get; set; }

    /// <summary>The silo that a grain is awake on; null: it sleeps.</summary>
    public async Task<int?> WhereAsync(IAddressable grain)
    {
        var at = await silos[0].GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return at is null ? null : cluster.Silos.Index().First(silo => silo.Item.SiloAddress.Equals(at)).Index;
    }

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => silos[0].GetRequiredService<IGrainFactory>().GetGrain<T>(key);

    public IIntakeGrain Intake(string tenant)
    {
        Place();
        return called.Intake(tenant);
    }

    public IScopeGrain Scope(string tenant, ScopeRef scope)
    {
        Place();
        return called.Scope(tenant, scope);
    }

    /// <summary>Where a tenant wakes that sleeps.</summary>
    private void Place() => RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.Silos[TenantsOn].SiloAddress);

    public async Task SleepAsync(string tenant)
    {
        foreach (var silo in silos)
        {
            if (silo.GetRequiredService<LocalTenants>().Find(tenant) is { } writer)
            {
                await writer.LeaveAsync();
                await writer.Left;
            }
        }
    }

    /// <summary>What still runs stands on stores that are another process's now.</summary>
    public void Kill() => isKilled = true;

    public async ValueTask DisposeAsync()
    {
        if (!isKilled)
        {
            await cluster.DisposeAsync();
        }
    }
}
