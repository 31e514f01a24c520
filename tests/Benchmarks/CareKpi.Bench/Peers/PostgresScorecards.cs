using System.Diagnostics;
using CareKpi.Bench.Data;
using Npgsql;

namespace CareKpi.Bench.Peers;

/// <summary>PostgreSQL with all events as rows, indexed by every scope, and with rollups by level, key and day; one connection, statements prepared.</summary>
internal static class PostgresScorecards
{
    public static async Task LoadAsync(PostgresPeer peer, ContactLoad load)
    {
        await using var connection = await peer.ConnectAsync();
        await PostgresPeer.RunAsync(connection, $"DROP TABLE IF EXISTS event, rollup; CREATE TABLE event ({EventTable.Columns}); CREATE TABLE rollup (level smallint, scope int, day date, {EventTable.RollupColumns})");
        await using (var copy = await connection.BeginTextImportAsync("COPY event FROM STDIN (FORMAT csv)"))
        {
            EventTable.Write(load.Events(), copy);
        }
        await PostgresPeer.RunAsync(connection, EventTable.FillRollup);
        await PostgresPeer.RunAsync(connection, """
            ALTER TABLE rollup ADD PRIMARY KEY (level, scope, day);
            CREATE INDEX ON event (team, stamp); CREATE INDEX ON event (agent, stamp); CREATE INDEX ON event (customer, stamp);
            """);
        await PostgresPeer.RunAsync(connection, "VACUUM (ANALYZE) event");
        await PostgresPeer.RunAsync(connection, "VACUUM (ANALYZE) rollup");
        await peer.CheckpointAsync();
    }

    public static async Task<PeerRead> ReadAsync(PostgresPeer peer, string sql, int reads, TimeSpan bound)
    {
        await using var connection = await peer.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.PrepareAsync();
        var values = await RowAsync(command);
        var times = new List<double>();
        for (var begun = Stopwatch.GetTimestamp(); times.Count < reads && Stopwatch.GetElapsedTime(begun) < bound;)
        {
            var at = Stopwatch.GetTimestamp();
            await RowAsync(command);
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
        return new PeerRead(values, times);
    }

    private static async Task<Dictionary<string, double?>> RowAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var values = new Dictionary<string, double?>(StringComparer.Ordinal);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            values[reader.GetName(i)] = await reader.IsDBNullAsync(i) ? null : reader.GetDouble(i);
        }
        return values;
    }
}

/// <summary>What a database answered, and how long each of the warm reads took, in ms.</summary>
internal sealed record PeerRead(IReadOnlyDictionary<string, double?> Values, IReadOnlyList<double> Times);
