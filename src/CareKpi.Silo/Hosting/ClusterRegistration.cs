using System.Net;
using CareKpi.Api.Hosting;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Scopes;
using CareKpi.Engine.Stores;
using CareKpi.Silo.Clustering;
using Orleans.Configuration;
using HostOptions = CareKpi.Engine.Hosting.HostOptions;

namespace CareKpi.Silo.Hosting;

internal static class ClusterRegistration
{
    private const string Npgsql = "Npgsql";

    /// <summary>This process as a silo of the cluster that stands on the same PostgreSQL.</summary>
    public static void AddCareKpiSilo(this WebApplicationBuilder builder, NodeSettings node, ClusterSettings cluster, string postgres)
    {
        var services = builder.Services;
        services.AddSingleton(node.Benchmarks);
        services.AddSingleton<ChangedTenants>();
        services.AddSingleton(static provider => new GroupCommitter(provider.GetRequiredService<ILogStore>(), provider.GetRequiredService<TimeProvider>(), TaskScheduler.Default));
        services.AddSingleton(provider => new EngineServices(provider.GetRequiredService<ILogStore>(), provider.GetRequiredService<GroupCommitter>(), provider.GetRequiredService<IStateStore>(), provider.GetRequiredService<TimeProvider>())
        {
            Benchmarks = node.Benchmarks,
            MarksDays = true,
            Peers = provider.GetRequiredService<IPeerTable>(),
            Changed = provider.GetRequiredService<ChangedTenants>(),
            EraseBeside = provider.GetRequiredService<EraseBeside>(),
            Troubles = provider.GetRequiredService<ITenantTroubles>(),
        });
        services.AddSingleton(new ClusterCalls(cluster.MaxCalls));
        services.AddSingleton<ClusterGrains>();
        services.AddSingleton<IGrains>(static provider => provider.GetRequiredService<ClusterGrains>());
        services.AddSingleton<ITenantRemover>(static provider => provider.GetRequiredService<ClusterGrains>());
        builder.UseOrleans(silo =>
        {
            var connection = ClusterSchema.Connection(postgres);
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Npgsql, connection));
            silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Npgsql, connection));
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            silo.Configure<EndpointOptions>(options =>
            {
                (options.SiloPort, options.GatewayPort) = (cluster.SiloPort, cluster.GatewayPort);
                if (cluster.Address is { } address)
                {
                    options.AdvertisedIPAddress = address;
                    // Behind the address may be another one, as in a container: all of this host's own are listened to, but a loopback stays one.
                    var listen = IPAddress.IsLoopback(address) ? address : IPAddress.Any;
                    (options.SiloListeningEndpoint, options.GatewayListeningEndpoint) = (new(listen, cluster.SiloPort), new(listen, cluster.GatewayPort));
                }
            });
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(cluster.ProbeSeconds);
                options.NumMissedProbesLimit = 3;
                // A silo is not out while anything was heard of it within three of these; Orleans' own four times as long is more than callers wait.
                options.MaxProbeTimeout = options.ProbeTimeout * 1.5;
                options.TableRefreshTimeout = TimeSpan.FromSeconds(5 * cluster.ProbeSeconds);
                options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            });
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = options.SystemResponseTimeout = TimeSpan.FromSeconds(cluster.CallSeconds));
            silo.AddCareKpiGrains(new HostOptions());
        });
    }
}
