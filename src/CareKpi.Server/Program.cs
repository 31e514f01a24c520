using CareKpi.Api.Backups;
using CareKpi.Api.Hosting;
using CareKpi.Engine.Stores;
using CareKpi.Server;
using CareKpi.Storage.Files;
using CareKpi.Storage.Postgres;
using CareKpi.Storage.Sqlite;

return await NodeProgram.RunAsync(args, static (builder, settings) => settings.Postgres is { } connection ? OnPostgresAsync(builder, settings, connection) : OnSqliteAsync(builder, settings));

static async Task OnSqliteAsync(WebApplicationBuilder builder, NodeSettings settings)
{
    await using var data = DataDirectory.Open(settings.DataDirectory);
    builder.Services.AddSingleton<IBackups>(new NodeBackups(data, TimeProvider.System));
    await ServeAsync(builder, settings, new(data.Log, data.State, data.Node, new ProcessLocks(), new FileSpool(data.Imports)));
}

static async Task OnPostgresAsync(WebApplicationBuilder builder, NodeSettings settings, string connection)
{
    await using var database = await StartLog.WriteAsync(log =>
    {
        if (File.Exists(Path.Combine(settings.DataDirectory, "log.db")))
        {
            log.LogWarning("{Directory} holds the data of an embedded server (log.db), which is not served: the data is in PostgreSQL (CareKpi__Postgres). `carekpi migrate` moves it", settings.DataDirectory);
        }

        return PostgresDatabase.OpenAsync(connection, NodeSettings.StartPatience, why => log.LogWarning("Waiting for the database: {Why}", why), CancellationToken.None);
    });
    await ServeAsync(builder, settings, new(database.Log, database.State, database.Node, database.Locks, database.Spool) { Daily = database.Daily });
}

static async Task ServeAsync(WebApplicationBuilder builder, NodeSettings settings, NodeStores stores)
{
    // Before the API: what is added last is stopped first, and grains write their last checkpoint when nothing calls them any more.
    builder.Services.AddCareKpiEngine(settings.Benchmarks);
    await builder.AddCareKpiNodeAsync(settings, stores);
    await builder.ServeCareKpiAsync(settings);
}
