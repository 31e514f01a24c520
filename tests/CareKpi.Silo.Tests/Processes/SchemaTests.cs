using CareKpi.Silo.Clustering;
using CareKpi.Testing.Postgres;

namespace CareKpi.Silo.Tests.Processes;

public class SchemaTests
{
    /// <summary>All statements that Orleans asks for, once, however many silos start at once and again.</summary>
    [PostgresFact]
    public async Task The_cluster_s_tables_are_laid_out_once_by_whoever_starts()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClusterSchema.EnsureAsync(database, CancellationToken.None)));
        await ClusterSchema.EnsureAsync(database, CancellationToken.None);
        Assert.Equal(16L, await PostgresServer.RunAsync(ClusterSchema.Connection(database), "SELECT count(*) FROM OrleansQuery"));
    }
}
