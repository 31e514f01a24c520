using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Running = CareKpi.EndToEnd.Running.Program;

namespace CareKpi.Silo.Tests.Processes;

/// <summary>The built silo as a process; its ports stay when it is started again.</summary>
internal sealed class SiloProcess(string postgres, string operatorKey, string cluster) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);
    private readonly string directory = Directory.CreateTempSubdirectory("carekpi-silo-").FullName;
    private readonly int siloPort = FreePort();
    private readonly int gatewayPort = FreePort();
    private Running? program;

    public Uri Url { get; } = Local(FreePort());

    public Uri OperatorUrl { get; } = Local(FreePort());

    /// <summary>As a load balancer knows it: asked for whether it is ready, and nothing is sent to one that is not.</summary>
    public bool IsServing { get; private set; }

    public async Task StartAsync()
    {
        program = new Running("dotnet", [Checkout.Built("CareKpi.Silo", "CareKpi.Silo.dll")], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CareKpi__Postgres"] = postgres,
            ["CareKpi__DataDirectory"] = directory,
            ["CareKpi__OperatorKey"] = operatorKey,
            ["CareKpi__OperatorUrls"] = OperatorUrl.ToString(),
            ["ASPNETCORE_URLS"] = Url.ToString(),
            ["CareKpi__Cluster__ClusterId"] = cluster,
            ["CareKpi__Cluster__Address"] = "127.0.0.1",
            ["CareKpi__Cluster__SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
            ["CareKpi__Cluster__GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
        });
        await Until.TrueAsync("the silo is ready", StartsWithin, async () =>
        {
            Assert.False(program.HasExited, program.Output);
            return await Caller.StatusAsync(new Uri(OperatorUrl, "/healthz/ready")) == HttpStatusCode.OK;
        });
        IsServing = true;
    }

    public async Task KillAsync()
    {
        await program!.KillAsync();
        IsServing = false;
    }

    /// <summary>As when its machine vanishes: it answers nothing and closes no connection. The load balancer has noticed.</summary>
    public async Task SuspendAsync()
    {
        await program!.SignalAsync("STOP");
        IsServing = false;
    }

    /// <summary>The machine is back; the process goes on in the middle of what it did. How long it lived on.</summary>
    public async Task<TimeSpan> ResumeAsync(TimeSpan atMost)
    {
        var clock = Stopwatch.StartNew();
        await program!.SignalAsync("CONT");
        await program.EndedAsync(atMost);
        return clock.Elapsed;
    }

    /// <summary>As Kubernetes does it: no longer an endpoint, then SIGTERM. How long it took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        IsServing = false;
        var clock = Stopwatch.StartNew();
        await program!.SignalAsync("TERM");
        Assert.True(await program.EndedAsync(TimeSpan.FromSeconds(60)) == 0, program.Output);
        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }
        Directory.Delete(directory, recursive: true);
    }

    private static Uri Local(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
