using System.Diagnostics;
using System.Text;
using CareKpi.Bench.Output;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Bench.InProcess;

/// <summary>Where the time of the writer goes: the steps that a batch takes through the engine, one after the other, over the real state store.</summary>
internal sealed class EngineApply
{
    private const string Tenant = "bench";
    private const long CheckpointAt = 24L << 20;

    private readonly HashSet<AdmittedValue> admitted = [];
    private readonly RowWriter scratch = new();
    private readonly CountingStateStore store;
    private readonly TenantProjection projection;
    private readonly Step parse = new("parse");
    private readonly Step pack = new("pack as a log entry (Brotli 1)");
    private readonly Step apply = new("TenantProjection.ApplyAsync");
    private readonly Step checkpoint = new("TenantProjection.CheckpointAsync");
    private int applied;
    private int readsOfApply;
    private TimeSpan waitsOfApply;

    private EngineApply(CountingStateStore store)
    {
        this.store = store;
        projection = new TenantProjection(store, Tenant, 1, new SettingsTimeline([]), new ZoneCalendar("UTC"), new EntityHash(1, 2));
    }

    public static async Task MeasureAsync(Report report, string id, string what, List<byte[]> bodies)
    {
        using var directory = new Scratch("apply");
        await using var data = DataDirectory.Open(directory.Path);
        var run = new EngineApply(new CountingStateStore(data.State));
        for (var i = 0; i < bodies.Count; i++)
        {
            await run.TakeAsync(i + 1, bodies[i], isLast: i == bodies.Count - 1);
        }
        run.Tell(report, id, what, bodies.Count);
    }

    public static void Parse(byte[] body, EventBatch batch)
    {
        var result = EventParser.Parse(body, BodyForm.Lines, new ParseContext(Tenant, long.MaxValue / 2), batch);
        if (!result.IsOk || batch.Rejections.Count > 0)
        {
            throw new InvalidOperationException($"the parser refused an event: {result.Message} {batch.Rejections.FirstOrDefault()?.Message}");
        }
    }

    private async Task TakeAsync(int seq, byte[] body, bool isLast)
    {
        var batch = EventBatch.Rent();
        using (parse.Begin())
        {
            Parse(body, batch);
        }
        var entry = new EventsToApply(seq, 0, batch, [.. Enumerable.Range(0, batch.Count)], Admit(batch));
        using (pack.Begin())
        {
            LogEntry.OfEvents(batch, entry.Taken, entry.Admitted, 0, scratch);
        }
        var (reads, waits) = (store.Reads, store.Reading);
        using (apply.Begin())
        {
            await projection.ApplyAsync([entry], CancellationToken.None);
        }
        (readsOfApply, waitsOfApply) = (readsOfApply + store.Reads - reads, waitsOfApply + store.Reading - waits);
        if (projection.UnsavedBytes > CheckpointAt || isLast)
        {
            using (checkpoint.Begin())
            {
                if (!await projection.CheckpointAsync(1, [], CancellationToken.None))
                {
                    throw new InvalidOperationException("another writer holds the tenant");
                }
            }
        }
        applied += batch.Count;
        batch.Return();
    }

    private void Tell(Report report, string id, string what, int batches)
    {
        Step[] steps = [parse, pack, apply, checkpoint];
        report.Add($"{id}.all", $"{what}: parse, pack, apply, checkpoint one after the other", applied / steps.Sum(static step => step.Time.TotalSeconds), "events/s");
        foreach (var (key, step) in steps.Zip(["parse", "pack", "apply", "checkpoint"], static (step, key) => (key, step)))
        {
            report.Add($"{id}.{key}", $"{what}: {step.Name}", step.Time.TotalMicroseconds / applied, "us/event");
            report.Add($"{id}.{key}.cpu", $"{what}: time of all cores in {step.Name}", step.Cpu.TotalMicroseconds / applied, "us/event");
            report.Add($"{id}.{key}.bytes", $"{what}: allocated by {step.Name}", (double)step.Allocated / applied, "bytes/event");
        }
        report.Add($"{id}.apply.reads", $"{what}: reads of the state store by ApplyAsync", (double)readsOfApply / batches, "reads/batch");
        report.Add($"{id}.apply.waits", $"{what}: of ApplyAsync, waiting for the state store", waitsOfApply.TotalMicroseconds / applied, "us/event");
        report.Add($"{id}.checkpoint.write", $"{what}: of CheckpointAsync, writing", store.Writing.TotalMicroseconds / applied, "us/event");
    }

    /// <summary>What the intake admits before the log.</summary>
    private List<AdmittedValue> Admit(EventBatch batch)
    {
        var added = new List<AdmittedValue>();
        foreach (ref readonly var read in batch.Events)
        {
            Add(Dimensions.Queue, read[TextField.Queue]);
            Add(Dimensions.Topic, read[TextField.Topic]);
        }
        return added;

        void Add(Dimensions dimension, TextRef text)
        {
            if (text.IsPresent && new AdmittedValue(dimension, "", Encoding.UTF8.GetString(batch[text])) is var value && admitted.Add(value))
            {
                added.Add(value);
            }
        }
    }

    /// <summary>Time and memory that a step has taken so far.</summary>
    private sealed class Step(string name) : IDisposable
    {
        private long begun;
        private long allocatedBefore;
        private TimeSpan cpuBefore;

        public string Name => name;

        public TimeSpan Time { get; private set; }

        /// <summary>Of the process, collector and store threads too: says more than <see cref="Time"/> where others use the cores.</summary>
        public TimeSpan Cpu { get; private set; }

        public long Allocated { get; private set; }

        public Step Begin()
        {
            allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
            cpuBefore = Environment.CpuUsage.TotalTime;
            begun = Stopwatch.GetTimestamp();
            return this;
        }

        public void Dispose()
        {
            Time += Stopwatch.GetElapsedTime(begun);
            Cpu += Environment.CpuUsage.TotalTime - cpuBefore;
            Allocated += GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        }
    }
}
