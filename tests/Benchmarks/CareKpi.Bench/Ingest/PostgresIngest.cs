using System.Diagnostics;
using System.Globalization;
using CareKpi.Bench.Data;
using CareKpi.Bench.Peers;
using Npgsql;
using NpgsqlTypes;

namespace CareKpi.Bench.Ingest;

/// <summary>The same events into PostgreSQL: each batch is durable when its statement has ended, and the clock stops when all figures are there. Batches are arrays before it starts.</summary>
internal sealed class PostgresIngest(PostgresPeer peer, PostgresJob job)
{
    private readonly record struct Batch(int Number, object[] Columns);

    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Smallint, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint,
        NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Boolean, NpgsqlDbType.Smallint, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Integer,
        NpgsqlDbType.Boolean, NpgsqlDbType.Boolean, NpgsqlDbType.Boolean, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint,
    ];

    private static readonly double BinWidth = Math.Log(101.0 / 99);

    /// <summary>Events a second, until the last figure.</summary>
    /// <param name="every">So many batches' figures are made at once, by the writer that wrote them; 1: in the batch's own transaction.</param>
    public async Task<double> MeasureAsync(ContactLoad load, int writers, int every)
    {
        await peer.RunAsync(PostgresJob.Event + job.Schema);
        await peer.CheckpointAsync();
        var batches = load.Events().Chunk(Sizes.BatchSize).Select(static (events, i) => new Batch(i, ColumnsOf(events))).ToList();
        var connections = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => peer.ConnectAsync()));
        var next = -1;
        try
        {
            var begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(connections.Select(connection => Task.Run(() => WriteAsync(connection, batches, () => Interlocked.Increment(ref next), every))));
            var rate = load.Count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var counted = (long)(await peer.RunAsync(job.Counted))!;
            return counted == load.Count ? rate : throw new InvalidOperationException($"{job.Name}: {counted} of {load.Count} events are in the figures");
        }
        finally
        {
            await Task.WhenAll(connections.Select(static connection => connection.DisposeAsync().AsTask()));
        }
    }

    private async Task WriteAsync(NpgsqlConnection connection, List<Batch> batches, Func<int> next, int every)
    {
        await using var insert = new NpgsqlCommand(every == 1 ? job.AtOnce : PostgresJob.Insert, connection);
        foreach (var type in Types)
        {
            insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        }
        insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer });
        await insert.PrepareAsync();
        await using var rollup = new NpgsqlCommand(job.Later, connection);
        rollup.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        await rollup.PrepareAsync();
        var waiting = new List<int>();
        for (var at = next(); at < batches.Count; at = next())
        {
            for (var i = 0; i < Types.Length; i++)
            {
                insert.Parameters[i].Value = batches[at].Columns[i];
            }
            insert.Parameters[Types.Length].Value = batches[at].Number;
            await AgainAsync(insert);
            waiting.Add(batches[at].Number);
            if (every > 1 && waiting.Count == every)
            {
                await FoldAsync();
            }
        }
        if (every > 1 && waiting.Count > 0)
        {
            await FoldAsync();
        }

        async Task FoldAsync()
        {
            rollup.Parameters[0].Value = waiting.ToArray();
            await AgainAsync(rollup);
            waiting.Clear();
        }
    }

    /// <summary>Two writers that wait for each other's rows: one is told so, and sends the same again.</summary>
    private static async Task AgainAsync(NpgsqlCommand command)
    {
        while (true)
        {
            try
            {
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL: {refused.MessageText}"));
            }
        }
    }

    private static object[] ColumnsOf(CareEvent[] events) =>
    [
        Array.ConvertAll(events, static _ => (short)0),
        Array.ConvertAll(events, static one => one.Id),
        Array.ConvertAll(events, static one => one.At),
        Array.ConvertAll(events, static one => one.Key),
        Array.ConvertAll(events, static one => one.Customer),
        Array.ConvertAll(events, static one => one.Channel),
        Array.ConvertAll(events, static one => one.Queue),
        Array.ConvertAll(events, static one => one.Topic),
        Array.ConvertAll(events, static one => one.Agent),
        Array.ConvertAll(events, static one => one.Team),
        Array.ConvertAll(events, static one => one.IsInbound),
        Array.ConvertAll(events, static one => (short)one.Outcome),
        Array.ConvertAll(events, static one => one.Wait),
        Array.ConvertAll(events, static one => one.Talk),
        Array.ConvertAll(events, static one => one.Hold),
        Array.ConvertAll(events, static one => one.Wrap),
        Array.ConvertAll(events, static one => one.Resolved),
        Array.ConvertAll(events, static one => one.IsEscalated),
        Array.ConvertAll(events, static one => one.IsTransferred),
        Array.ConvertAll(events, static one => Bin(one.Wait * 1_000L)),
        Array.ConvertAll(events, static one => Bin((one.Talk + one.Hold + one.Wrap) * 1_000_000L)),
    ];

    /// <summary>Of a DDSketch with 1 %, as CareKpi's; made before the clock starts.</summary>
    private static short Bin(long microseconds) => microseconds <= 0 ? (short)0 : (short)(Math.Ceiling(Math.Log(microseconds) / BinWidth) + 1);
}
