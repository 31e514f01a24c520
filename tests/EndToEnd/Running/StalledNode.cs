using CareKpi.Api;
using CareKpi.Api.Access;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Files;
using CareKpi.Testing.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareKpi.EndToEnd.Running;

/// <summary>API and engine in this process, over stores in memory that can be made to hang as a disk does: what was asked of them answers when they go on, and not before.</summary>
internal sealed class StalledNode : IAsyncDisposable
{
    private const string OperatorKey = "operator-key-of-the-tests";
    private readonly string directory = Directory.CreateTempSubdirectory("carekpi-stall-").FullName;
    private readonly MemoryLogStore log;
    private readonly MemoryStateStore state;
    private readonly MemoryStateStore node;
    private volatile TaskCompletionSource? stall;
    private WebApplication app = null!;
    private GroupCommitter committer = null!;
    private EmbeddedHost host = null!;

    public StalledNode()
    {
        log = new MemoryLogStore(FaultAsync);
        state = new MemoryStateStore(FaultAsync);
        node = new MemoryStateStore(FaultAsync);
    }

    public Http Public { get; private set; } = null!;

    public async Task StartAsync(string? key)
    {
        committer = new GroupCommitter(log, TimeProvider.System, TaskScheduler.Default);
        host = new EmbeddedHost(new EngineServices(log, committer, state, TimeProvider.System));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.ListenForCareKpi("http://127.0.0.1:0", "http://127.0.0.1:0"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILogStore>(log);
        builder.Services.AddSingleton<IStateStore>(state);
        builder.Services.AddSingleton<IGrains>(host);
        builder.Services.AddSingleton<ITenantRemover>(host);
        builder.Services.AddCareKpiApi(new() { NodeStore = node, Locks = new ProcessLocks(), Spool = new FileSpool(directory) }, OperatorKeys.Load(OperatorKey, null));
        app = builder.Build();
        app.UseCareKpiApi();
        await app.StartAsync(CancellationToken.None);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(static address => new Uri(address)).ToArray();
        key ??= await TenantAsync(new Http(() => addresses[1], OperatorKey));
        Key = key;
        Public = new Http(() => addresses[0], key);
    }

    public string Key { get; private set; } = "";

    /// <summary>From now on the stores hang.</summary>
    public void Stall() => stall = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => Interlocked.Exchange(ref stall, null)?.SetResult();

    /// <summary>A new node on what the stores hold.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync(Key);
    }

    public async ValueTask DisposeAsync()
    {
        GoOn();
        await StopAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<string> TenantAsync(Http operators)
    {
        await operators.SendAsync(HttpMethod.Put, "/v1/admin/tenants/demo", """{"name":"Demo","timeZone":"UTC","currency":"EUR"}""");
        return (await operators.SendAsync(HttpMethod.Post, "/v1/admin/tenants/demo/keys", """{"name":"test","scopes":["ingest","read"]}"""))["key"]!.GetValue<string>();
    }

    private async Task StopAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await host.DisposeAsync();
        await committer.DisposeAsync();
    }

    private ValueTask FaultAsync(string operation, CancellationToken cancellationToken) => stall is { } stalled ? new(stalled.Task) : default;
}
