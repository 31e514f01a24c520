using System.Diagnostics;
using System.Globalization;
using CareKpi.Bench.Http;

namespace CareKpi.Bench.Gateway;

/// <summary>The real gateway before a node, as it is deployed: production, no dashboard.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private GatewayProcess(Process process, Uri url)
    {
        this.process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<GatewayProcess> StartAsync(Uri node, string directory)
    {
        var (port, _) = Ports.Free();
        var url = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("node", [Paths.Gateway]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["NODE_ENV"] = "production";
        start.Environment["CAREKPI_NODE_URL"] = node.ToString();
        start.Environment["CAREKPI_PUBLIC_URL"] = url.ToString();
        start.Environment["CAREKPI_GATEWAY_DATA"] = directory;
        start.Environment["CAREKPI_WEB"] = "off";
        var process = Process.Start(start) ?? throw new InvalidOperationException("the gateway does not start");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var gateway = new GatewayProcess(process, url);
        await gateway.ReadyAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(50))
        {
            try
            {
                using var answer = await http.GetAsync("/healthz/live");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException("the gateway was not ready in time");
    }
}
