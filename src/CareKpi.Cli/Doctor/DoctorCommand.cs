using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CareKpi.Cli.Console;
using CareKpi.Cli.Operator;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Cli.Doctor;

/// <summary>Looks at a node's data directory or database and at the node: room on disk, locks and stores, clock, versions; with <c>--digest</c> at the digests of a tenant.</summary>
internal static class DoctorCommand
{
    private const long LittleRoom = 1L << 30;
    private static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The node's data directory", DefaultValueFactory = static _ => new("./data") };
        var postgres = new Option<string?>("--postgres")
        {
            Description = "The node's connection string, where its data is in PostgreSQL; better: CareKpi__Postgres in the environment",
            DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("CareKpi__Postgres") is { Length: > 0 } set ? set : null,
        };
        var url = CommonOptions.Url();
        var (operatorUrl, operatorKey, json) = (CommonOptions.OperatorUrl("--operator-url"), CommonOptions.OperatorKey(), CommonOptions.Json());
        var digest = new Option<string?>("--digest") { Description = "Print the digests of this tenant's state (operator key)" };
        return new Command("doctor", "Checks disk, stores, clock and versions") { data, postgres, url, operatorUrl, operatorKey, json, digest }.Runs(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(digest) is { } tenant)
            {
                using var node = Operators.Client(parsed, operatorUrl, operatorKey);
                Output.Write(parsed.GetValue(json), await node.GetAsync(Operators.Path(tenant) + "/digest", cancellationToken));
                return ExitCodes.Done;
            }

            List<Finding> findings =
            [
                .. await StoresAsync(parsed.GetRequiredValue(data), parsed.GetValue(postgres), cancellationToken),
                await NodeAsync(parsed.GetRequiredValue(url), cancellationToken),
                Version(),
            ];
            Output.Write(parsed.GetValue(json), new JsonArray([.. findings.Select(finding => new JsonObject { ["check"] = finding.Check, ["ok"] = finding.Ok, ["says"] = finding.Says })]));
            return findings.TrueForAll(finding => finding.Ok) ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private sealed record Finding(string Check, bool Ok, string Says);

    private static Finding Disk(DirectoryInfo data)
    {
        // One that is not there yet would be made there.
        var there = data;
        while (!there.Exists && there.Parent is { } parent)
        {
            there = parent;
        }

        var free = new DriveInfo(there.FullName).AvailableFreeSpace;
        return new("disk", free >= LittleRoom, string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1 << 30):0.0} GiB free at {data.FullName}"));
    }

    /// <summary>The room on a database server's disk is not to be seen from here.</summary>
    private static async Task<IReadOnlyList<Finding>> StoresAsync(DirectoryInfo data, string? postgres, CancellationToken cancellationToken) =>
        postgres is null ? [Disk(data), await EmbeddedAsync(data)] : [await PostgresAsync(postgres, cancellationToken)];

    private static async Task<Finding> PostgresAsync(string connection, CancellationToken cancellationToken)
    {
        try
        {
            var wrong = await PostgresDatabase.ExamineAsync(connection, cancellationToken);
            return new("stores", wrong.Count == 0, wrong.Count == 0 ? "PostgreSQL answers, its tables are of this version, and heads and entries of every log agree" : string.Join("; ", wrong));
        }
        catch (StoreException error)
        {
            return new("stores", false, error.Message);
        }
    }

    private static async Task<Finding> EmbeddedAsync(DirectoryInfo data)
    {
        if (!data.Exists)
        {
            return new("stores", true, $"{data.FullName} does not exist yet");
        }

        try
        {
            await using var opened = DataDirectory.Open(data.FullName);
            var wrong = await opened.CheckAsync();
            if (wrong.Count == 0)
            {
                wrong = await LogReading.CheckAsync(opened.Log, CancellationToken.None);
            }

            return new("stores", wrong.Count == 0, wrong.Count == 0 ? "sound, and no server holds them" : string.Join("; ", wrong));
        }
        catch (StoreException held) when (held.Fault == StoreFault.Locked)
        {
            return new("stores", true, "a running server holds them; stop it to have them checked");
        }
        catch (StoreException error)
        {
            return new("stores", false, error.Message);
        }
    }

    private static async Task<Finding> NodeAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(5) };
            using var ready = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative), cancellationToken);
            var skew = (ready.Headers.Date ?? DateTimeOffset.UtcNow) - DateTimeOffset.UtcNow;
            var ok = ready.IsSuccessStatusCode && skew.Duration() <= MaxSkew;
            return new("node", ok, string.Create(CultureInfo.InvariantCulture, $"{(ready.IsSuccessStatusCode ? "ready" : "not ready")}, its clock is {skew.TotalSeconds:+0;-0;0} s from this one's"));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new("node", false, $"{url} does not answer");
        }
    }

    private static Finding Version() => new("version", true, $"carekpi {typeof(DoctorCommand).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}");
}
