using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace CareKpi.EndToEnd.Running;

/// <summary>The built server on free ports, with a data directory that outlives its processes: killed or stopped, it is started again on the same data.</summary>
internal sealed partial class ServerProcess(IReadOnlyDictionary<string, string>? environment = null) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly string operatorKey = RandomNumberGenerator.GetHexString(48, lowercase: true);
    private Program? program;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("carekpi-e2e-").FullName;

    public Program Program => program ?? throw new InvalidOperationException("the server does not run");

    /// <summary>Other ports after each start.</summary>
    public Uri Url { get; private set; } = null!;

    public Uri OperatorUrl { get; private set; } = null!;

    public string OperatorKey => operatorKey;

    public Http Operator => new(() => OperatorUrl, operatorKey);

    /// <summary>Returns when it is ready.</summary>
    public Task StartAsync() => StartAsync(Directory);

    /// <summary>The same on a directory of the test's own.</summary>
    public async Task StartAsync(string directory)
    {
        var ports = new List<Uri>();
        program = Launch(directory, line =>
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                lock (ports)
                {
                    ports.Add(new Uri(match.Groups["address"].Value));
                }
            }
        });
        await Until.TrueAsync("the server listens", StartsWithin, () =>
        {
            Assert.False(Program.HasExited, Program.Output);
            lock (ports)
            {
                return Task.FromResult(ports.Count == 2);
            }
        });
        // In the order in which it was told to listen.
        (Url, OperatorUrl) = (ports[0], ports[1]);
        await Until.TrueAsync("the server is ready", StartsWithin, async () => await Operator.StatusAsync("/healthz/ready") == 200);
    }

    /// <summary>A server process on a directory, whatever becomes of it.</summary>
    public Program Launch(string directory, Action<string>? onLine = null) => new("dotnet", [Checkout.Built("CareKpi.Server", "CareKpi.Server.dll")], new Dictionary<string, string?>(environment?.Select(static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)) ?? [], StringComparer.Ordinal)
    {
        ["CareKpi__DataDirectory"] = directory,
        ["CareKpi__OperatorKey"] = operatorKey,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["CareKpi__OperatorUrls"] = "http://127.0.0.1:0",
    }, onLine: onLine);

    public async Task KillAsync()
    {
        await Program.KillAsync();
        await Program.DisposeAsync();
    }

    public async Task RestartAfterKillAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan deadline)
    {
        await Program.SignalAsync("TERM");
        return await Program.EndedAsync(deadline);
    }

    /// <summary>A new tenant with a key for everything.</summary>
    public async Task<Tenant> TenantAsync(string key, string settings = "{}")
    {
        await Operator.SendAsync(HttpMethod.Put, $"/v1/admin/tenants/{key}", $$"""{"name":"{{key}}","timeZone":"UTC","currency":"EUR","settings":{{settings}}}""");
        var issued = await Operator.SendAsync(HttpMethod.Post, $"/v1/admin/tenants/{key}/keys", """{"name":"test","scopes":["ingest","read","manage"]}""");
        return new Tenant(this, key, issued["key"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    [GeneratedRegex("Now listening on: (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
