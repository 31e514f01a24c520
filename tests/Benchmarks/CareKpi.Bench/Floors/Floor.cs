using System.Diagnostics;
using CareKpi.Bench.Output;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;
using Microsoft.Data.Sqlite;

namespace CareKpi.Bench.Floors;

/// <summary>What no server on this machine can do faster, measured in the same run: writes that are durable, reading of events, the log's database with nothing around it, memory that is copied.</summary>
internal static class Floor
{
    private const int BlockBytes = 64 << 20;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    /// <param name="Copy">Bytes a second.</param>
    public sealed record Rates(double Fsync, double Parse, double Sqlite, double Copy);

    public static Rates Measure(List<byte[]> bodies)
    {
        using var directory = new Scratch("floor");
        var payloads = bodies.Take(100).Select(static (body, i) => Pack(body, i)).ToList();
        return new Rates(Fsyncs(directory.Path), Parses(bodies), Commits(directory.Path, payloads), Copies());
    }

    /// <summary>How close this run came.</summary>
    public static void Tell(Report report, Rates rates)
    {
        var accepted = Best(report, "");
        var applied = Best(report, ".applied");
        report.Add("floor.fsync", "single events by 64 connections, durable", report.Find("ingest.single.64"), "events/s", rates.Fsync, "floor: 4 KiB appended and synced, one after the other");
        report.Add("floor.sqlite", "events by 1,000, durable: best of 1, 2, 4 writers", accepted, "events/s", rates.Sqlite, "floor: the log's bytes in SQLite (WAL, FULL), a commit per batch");
        report.Add("floor.parse", "events by 1,000, until read: best of 1, 2, 4 writers", applied, "events/s", rates.Parse, "floor: EventParser.Parse on one core");
        report.Add("floor.copy", "the same in bytes as sent", applied * report.Find("ingest.bytes") / 1e6, "MB/s", rates.Copy / 1e6, "floor: memory copied by one core");
    }

    private static double? Best(Report report, string suffix) => ((string[])["1", "2", "4"]).Max(writers => report.Find($"ingest.batch.{writers}{suffix}"));

    private static byte[] Pack(byte[] body, int index)
    {
        var batch = EventBatch.Rent();
        InProcess.EngineApply.Parse(body, batch);
        var payload = LogEntry.OfEvents(batch, [.. Enumerable.Range(0, batch.Count)], [], index, new RowWriter());
        batch.Return();
        return payload;
    }

    private static double Fsyncs(string path)
    {
        using var file = File.OpenHandle(Path.Combine(path, "fsync"), FileMode.Create, FileAccess.ReadWrite);
        var page = new byte[4096];
        return Rate(i =>
        {
            RandomAccess.Write(file, page, i * page.LongLength);
            RandomAccess.FlushToDisk(file);
            return 1;
        });
    }

    /// <summary>Blocks larger than the caches.</summary>
    private static double Copies()
    {
        var (from, to) = (new byte[BlockBytes], new byte[BlockBytes]);
        Array.Fill(from, (byte)1);
        return Rate(_ =>
        {
            from.AsSpan().CopyTo(to);
            return BlockBytes;
        });
    }

    private static double Parses(List<byte[]> bodies)
    {
        var batch = EventBatch.Rent();
        return Rate(i =>
        {
            InProcess.EngineApply.Parse(bodies[i % bodies.Count], batch);
            return batch.Count;
        });
    }

    private static double Commits(string path, List<byte[]> payloads)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(path, "floor.db")};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode=WAL");
        Run("PRAGMA synchronous=FULL");
        Run("CREATE TABLE log (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO log (payload) VALUES ($payload)";
        var parameter = insert.Parameters.Add("$payload", SqliteType.Blob);
        return Rate(i =>
        {
            parameter.Value = payloads[i % payloads.Count];
            insert.ExecuteNonQuery();
            return Sizes.BatchSize;
        });

        void Run(string text)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }
    }

    private static double Rate(Func<int, int> work)
    {
        var done = 0L;
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(begun) < Bound; i++)
        {
            done += work(i);
        }
        return done / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
