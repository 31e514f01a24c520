using System.Diagnostics;
using System.Text.Json.Nodes;
using CareKpi.Bench.Data;

namespace CareKpi.Bench.Peers;

/// <summary>DuckDB in a process of Node's, asked line by line; it takes the time around the prepared statement itself.</summary>
internal sealed class DuckDbPeer : IAsyncDisposable
{
    private readonly Process process;

    private DuckDbPeer(Process process, string name)
    {
        this.process = process;
        Name = name;
    }

    /// <summary>With its version.</summary>
    public string Name { get; }

    /// <summary>null: its package is not installed.</summary>
    public static async Task<DuckDbPeer?> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(Paths.DuckDb, "node_modules", "@duckdb")))
        {
            return null;
        }
        var start = new ProcessStartInfo("node", ["serve.js"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Paths.DuckDb };
        var process = Process.Start(start) ?? throw new InvalidOperationException("node does not start");
        var hello = JsonNode.Parse(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("DuckDB does not start"))!;
        return new DuckDbPeer(process, $"DuckDB {hello["version"]!.GetValue<string>().TrimStart('v')}");
    }

    public async Task LoadAsync(ContactLoad load)
    {
        using var directory = new Scratch("duckdb");
        var file = Path.Combine(directory.Path, "events.csv");
        await using (var to = new StreamWriter(file))
        {
            EventTable.Write(load.Events(), to);
        }
        await AskAsync($"CREATE TABLE event ({EventTable.Columns})", 0, TimeSpan.Zero);
        await AskAsync($"COPY event FROM '{file}' (FORMAT csv, HEADER false)", 0, TimeSpan.Zero);
    }

    public Task<PeerRead> ReadAsync(string sql, int reads, TimeSpan bound) => AskAsync(sql, reads, bound);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<PeerRead> AskAsync(string sql, int reads, TimeSpan bound)
    {
        await process.StandardInput.WriteLineAsync(new JsonObject { ["sql"] = sql, ["reads"] = reads, ["ms"] = bound.TotalMilliseconds }.ToJsonString());
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("DuckDB has ended");
        var answer = JsonNode.Parse(line)!;
        if (answer["error"] is { } error)
        {
            throw new InvalidOperationException($"DuckDB: {error}");
        }
        var values = answer["row"]!.AsObject().ToDictionary(static pair => pair.Key, static pair => pair.Value is JsonValue value && value.TryGetValue<double>(out var number) ? number : (double?)null, StringComparer.Ordinal);
        return new PeerRead(values, [.. answer["times"]!.AsArray().Select(static time => time!.GetValue<double>())]);
    }
}
