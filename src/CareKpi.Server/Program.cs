using CareKpi.Api.Hosting;
using CareKpi.Server;
using CareKpi.Storage.Sqlite;

return await NodeProgram.RunAsync(args, static async (builder, settings) =>
{
    if (settings.Postgres is not null)
    {
        throw new InvalidOperationException("CareKpi__Postgres is set, but this server keeps its data in SQLite (CareKpi__DataDirectory) only");
    }

    await using var data = DataDirectory.Open(settings.DataDirectory);
    // Before the API: what is added last is stopped first, and grains write their last checkpoint when nothing calls them any more.
    builder.Services.AddCareKpiEngine(settings.Benchmarks);
    await builder.AddCareKpiNodeAsync(settings, new(data.Log, data.State, data.Node, Path.Combine(data.Path, "imports")));
    await builder.ServeCareKpiAsync(settings);
});
