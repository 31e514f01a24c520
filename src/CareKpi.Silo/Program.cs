using CareKpi.Api.Hosting;
using CareKpi.Silo.Clustering;
using CareKpi.Silo.Hosting;
using CareKpi.Storage.Postgres;

return await NodeProgram.RunAsync(args, static async (builder, settings) =>
{
    var cluster = ClusterSettings.Read(builder.Configuration);
    var postgres = settings.Postgres ?? throw new InvalidOperationException("CareKpi__Postgres is not set: the silos of a cluster share their stores in PostgreSQL. A node alone is CareKpi.Server");
    await using var database = await StartLog.WriteAsync(log =>
        PostgresDatabase.OpenAsync(postgres, NodeSettings.StartPatience, why => log.LogWarning("Waiting for the database: {Why}", why), CancellationToken.None));
    await ClusterSchema.EnsureAsync(postgres, CancellationToken.None);
    // Before the API: what is added last is stopped first, and grains write their last checkpoint when nothing calls them any more.
    builder.AddCareKpiSilo(settings, cluster, postgres);
    await builder.AddCareKpiNodeAsync(settings, new(database.Log, database.State, database.Node, database.Locks, database.Spool) { Daily = database.Daily });
    await builder.ServeCareKpiAsync(settings);
});
