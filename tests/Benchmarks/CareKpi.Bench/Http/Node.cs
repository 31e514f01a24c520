using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CareKpi.Bench.Http;

/// <summary>The real server as a process of its own, on free ports of 127.0.0.1 and a directory that outlives it.</summary>
internal sealed class Node : IAsyncDisposable
{
    private const string OperatorKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly HttpClient operators;

    private Node(Process process, Uri url, Uri operatorUrl)
    {
        this.process = process;
        Url = url;
        operators = new HttpClient { BaseAddress = operatorUrl, Timeout = Patience };
        operators.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
    }

    public Uri Url { get; }

    /// <summary>Bytes in memory now.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<Node> StartAsync(string directory, string? postgres = null)
    {
        var (port, operatorPort) = Ports.Free();
        var url = new Uri($"http://127.0.0.1:{port}");
        var operatorUrl = new Uri($"http://127.0.0.1:{operatorPort}");
        var start = new ProcessStartInfo("dotnet", [Paths.Server]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CareKpi__DataDirectory"] = directory;
        if (postgres is not null)
        {
            start.Environment["CareKpi__Postgres"] = postgres;
        }

        start.Environment["CareKpi__OperatorKey"] = OperatorKey;
        start.Environment["ASPNETCORE_URLS"] = url.ToString().TrimEnd('/');
        start.Environment["CareKpi__OperatorUrls"] = operatorUrl.ToString().TrimEnd('/');
        var process = Process.Start(start) ?? throw new InvalidOperationException("the server does not start");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.Write(line.Data is { Length: > 0 } text ? text + "\n" : "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var node = new Node(process, url, operatorUrl);
        await node.ReadyAsync();
        return node;
    }

    /// <summary>Makes a tenant, and a key that may do everything of it.</summary>
    public async Task<string> AddTenantAsync(string tenant)
    {
        using var made = await operators.PutAsJsonAsync($"/v1/admin/tenants/{tenant}", new JsonObject { ["name"] = tenant, ["timeZone"] = "UTC", ["currency"] = "EUR" });
        made.EnsureSuccessStatusCode();
        using var key = await operators.PostAsJsonAsync($"/v1/admin/tenants/{tenant}/keys", new JsonObject { ["name"] = "bench", ["scopes"] = new JsonArray("ingest", "read", "manage") });
        key.EnsureSuccessStatusCode();
        return (await key.Content.ReadFromJsonAsync<JsonObject>())!["key"]!.GetValue<string>();
    }

    /// <summary>Rebuilds a tenant and waits for the end; how long it took.</summary>
    public async Task<TimeSpan> RebuildAsync(string tenant)
    {
        var begun = Stopwatch.GetTimestamp();
        using var started = await operators.PostAsync($"/v1/admin/tenants/{tenant}/rebuild", null);
        started.EnsureSuccessStatusCode();
        var job = (await started.Content.ReadFromJsonAsync<JsonObject>())!;
        while (job["state"]!.GetValue<string>() == "running" && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            await Task.Delay(50);
            job = (await operators.GetFromJsonAsync<JsonObject>($"/v1/admin/tenants/{tenant}/jobs/{job["id"]!.GetValue<string>()}"))!;
        }
        return job["state"]!.GetValue<string>() == "done" ? Stopwatch.GetElapsedTime(begun) : throw new InvalidOperationException($"the rebuild did not end: {job}");
    }

    /// <summary>Tells it to stop, as an operator would, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        operators.Dispose();
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
        process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience;)
        {
            try
            {
                using var answer = await http.GetAsync("/healthz/ready");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }
            await Task.Delay(10);
        }
        throw new InvalidOperationException("the server was not ready in time");
    }
}
