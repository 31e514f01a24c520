using System.Diagnostics;
using CareKpi.Bench.Output;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;
using Microsoft.Data.Sqlite;

namespace CareKpi.Bench.Floors;

/// <summary>What no server on this machine can do faster, measured in the same run: writes that are durable, reading of events, and both stores' database with nothing around it.</summary>
internal static class Disk
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    public sealed record Rates(double Fsync, double Parse, double Sqlite);

    public static Rates Measure(Report report, List<byte[]> bodies)
    {
        var path = Paths.NewDirectory("floor");
        try
        {
            var payloads = bodies.Take(100).Select(static (body, i) => Pack(body, i)).ToList();
            var rates = new Rates(Fsyncs(path), Parses(bodies), Commits(path, payloads));
            report.AddFloor("floor.fsync", "4 KiB appended and synced", rates.Fsync, "writes/s");
            report.AddFloor("floor.parse", "EventParser.Parse on one core", rates.Parse, "events/s");
            report.AddFloor("floor.sqlite", "the log's bytes in SQLite (WAL, FULL), a commit per batch", rates.Sqlite, "events/s");
            return rates;
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

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
