using CareKpi.Api.Access;
using CareKpi.Api.Daily;
using CareKpi.Api.Node;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Stores;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Hosting;

/// <summary>What a node's composition root opens and gives to the API: its stores, and where files wait for their import.</summary>
public sealed record NodeStores(ILogStore Log, IStateStore State, IStateStore Node, INamedLocks Locks, ISpool Spool)
{
    /// <summary>The table of values by day for BI tools; null: the stores have none.</summary>
    public IDailyTable? Daily { get; init; }
}

/// <summary>What all executables that serve the HTTP API share. Each of them opens stores, adds the API, adds its host of grains (<c>IGrains</c>, <c>ITenantRemover</c>), and serves.</summary>
public static class NodeProgram
{
    private const int ThreadsPerProcessor = 4;

    /// <summary>Reads the settings and runs the node; what keeps it from starting is one line on stderr and exit code 1.</summary>
    public static async Task<int> RunAsync(string[] args, Func<WebApplicationBuilder, NodeSettings, Task> run)
    {
        // A turn of a busy tenant takes milliseconds, and two of them all threads that a pool of two processors begins with: a short read would wait for their end rather than share the processor with them.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsPerProcessor * Environment.ProcessorCount), ports);
        try
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            await run(builder, NodeSettings.Read(builder.Configuration));
            return 0;
        }
        catch (Exception refusal) when (refusal is StoreException or InvalidOperationException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"The server does not start: {refusal.Message}");
            return 1;
        }
    }

    /// <summary>Logging, ports, time, stores and the API.</summary>
    public static async Task AddCareKpiNodeAsync(this WebApplicationBuilder builder, NodeSettings settings, NodeStores stores)
    {
        builder.Logging.ClearProviders().AddCareKpiConsole();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenForCareKpi(settings.Urls, settings.OperatorUrls);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = NodeSettings.Drain);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(stores.Log);
        builder.Services.AddSingleton(stores.State);
        if (stores.Daily is { } daily)
        {
            builder.Services.AddCareKpiDaily(daily);
        }

        builder.Services.AddCareKpiApi(
            new()
            {
                NodeStore = stores.Node,
                Locks = stores.Locks,
                Spool = stores.Spool,
                BackupDirectory = settings.BackupDirectory,
                TrustedProxies = settings.TrustedProxies,
                InsecureIssuers = settings.InsecureIssuers,
                DefaultLimits = settings.DefaultLimits,
                Smtp = settings.Smtp,
            },
            settings.Operators);
    }

    /// <summary>Serves until the process is told to stop.</summary>
    public static async Task ServeCareKpiAsync(this WebApplicationBuilder builder, NodeSettings settings)
    {
        await using var app = builder.Build();
        // A list of no addresses: Kestrel was told already where to listen. Given an empty text, or before Build, the host would read ASPNETCORE_URLS again and warn that it is overridden.
        (app.Configuration[WebHostDefaults.ServerUrlsKey], app.Configuration[WebHostDefaults.HttpPortsKey], app.Configuration[WebHostDefaults.HttpsPortsKey]) = (";", "", "");
        using var telemetry = Telemetry.Start(builder.Configuration);
        if (settings.Operators.IsEmpty)
        {
            app.Logger.LogWarning("No operator key is set (CareKpi__OperatorKey or CareKpi__OperatorKeys): every operator call is refused");
        }

        app.UseCareKpiApi();
        await app.RunAsync();
    }
}
