using CareKpi.Api.Hosting;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests.Cluster;

/// <summary>A node of several on one PostgreSQL, each with connections of its own. Grains are those of the first.</summary>
internal sealed class ClusterNode : EngineNode
{
    private readonly string connection;
    private readonly ClusterNode? first;
    private PostgresDatabase database = null!;

    public ClusterNode(string connection) => this.connection = connection;

    public ClusterNode(ClusterNode first)
        : base(first) => (connection, this.first) = (first.connection, first);

    /// <summary>As when its process dies, for everybody else: what it holds it loses.</summary>
    public async Task DieAsync()
    {
        await database.Locks.DisposeAsync();
        await DisposeAsync();
    }

    private protected override async Task<NodeStores> OpenAsync()
    {
        database = await PostgresDatabase.OpenAsync(connection, TimeSpan.Zero, null, CancellationToken.None);
        return new(database.Log, database.State, database.Node, database.Locks, database.Spool) { Daily = database.Daily };
    }

    private protected override ValueTask CloseAsync() => database.DisposeAsync();

    protected override void AddEngine(IServiceCollection services)
    {
        if (first is null)
        {
            base.AddEngine(services);
        }
        else
        {
            services.AddSingleton<IGrains>(Host).AddSingleton<ITenantRemover>(Host);
        }
    }

    protected override Task StopEngineAsync() => first is null ? base.StopEngineAsync() : Task.CompletedTask;
}

/// <summary>Two nodes on one PostgreSQL.</summary>
public sealed class ClusterPair : IAsyncLifetime
{
    internal ClusterNode One { get; private set; } = null!;

    internal ClusterNode Other { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.WhyNot is null)
        {
            var server = await PostgresServer.SharedAsync();
            One = new(await server.CreateDatabaseAsync());
            await One.InitializeAsync();
            Other = new(One);
            await Other.InitializeAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (One is not null)
        {
            await Other.DisposeAsync();
            await One.DisposeAsync();
        }
    }
}
