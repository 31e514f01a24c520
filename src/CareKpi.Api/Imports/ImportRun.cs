using System.Buffers;
using CareKpi.Api.Events;
using CareKpi.Api.Jobs;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Events;

namespace CareKpi.Api.Imports;

/// <summary>One import from its file to its end: rows become events, a thousand at a time go the way of every other event.</summary>
internal sealed class ImportRun(ImportJobs jobs, EventIntake intake, TimeProvider clock)
{
    private const int BatchEvents = 1000;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>How old the progress is that is shown.</summary>
    private static readonly TimeSpan TellsEvery = TimeSpan.FromSeconds(1);

    public async Task<ImportJob> RunAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var mapping = ImportMappings.Find(job.Mapping) ?? throw new ImportException($"There is no mapping '{job.Mapping}' any more.");
        var start = clock.GetTimestamp();
        await using var file = await PatientAsync(() => jobs.OpenAsync(job, cancellationToken), cancellationToken) ?? throw new ImportException("The file is not there any more: send it again.");
        var told = start;
        var progress = new Progress();
        var batch = new Batch();
        foreach (var row in mapping.Read(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Add(row);
            foreach (var line in row.Events)
            {
                batch.Add(row.Line, line);
            }

            if (batch.Count >= BatchEvents)
            {
                await SendAsync(job, batch, progress, cancellationToken);
                if (clock.GetElapsedTime(told) >= TellsEvery)
                {
                    told = clock.GetTimestamp();
                    await PatientAsync(() => jobs.ReportAsync(Report(JobStates.Running, file.Position), cancellationToken), cancellationToken);
                }
            }
        }

        await SendAsync(job, batch, progress, cancellationToken);
        return Report(JobStates.Done, file.Length);

        ImportJob Report(string state, long read) => job with
        {
            State = state,
            Done = read,
            Total = file.Length,
            Rows = progress.Rows,
            Accepted = progress.Accepted,
            Duplicates = progress.Duplicates,
            Rejected = progress.Rejected,
            Errors = [.. progress.Errors],
            EventsPerSecond = (progress.Accepted + progress.Duplicates) / Math.Max(0.001, clock.GetElapsedTime(start).TotalSeconds),
        };
    }

    private async Task SendAsync(ImportJob job, Batch batch, Progress progress, CancellationToken cancellationToken)
    {
        if (batch.Count > 0)
        {
            progress.Add(await TakeAsync(job, batch, cancellationToken), batch);
            batch.Clear();
        }
    }

    private async Task<IntakeResult> TakeAsync(ImportJob job, Batch batch, CancellationToken cancellationToken) => await PatientAsync(async () =>
    {
        if (!await jobs.IsKeptAsync(job, cancellationToken))
        {
            throw new ImportException("The tenant was removed.");
        }

        return await intake.TakeAsync(job.Tenant, batch.Lines, BodyForm.Lines).WaitAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>A busy node is waited for: an import is in no hurry.</summary>
    private async Task<T> PatientAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (UnavailableException busy)
            {
                if (busy.Remedy is { } remedy)
                {
                    // Waiting does not help, and others wait behind it.
                    throw new ImportException(remedy);
                }

                await Task.Delay(Retry, clock, cancellationToken);
            }
        }
    }

    /// <summary>Lines of NDJSON, and of which line of the file each one comes.</summary>
    private sealed class Batch
    {
        private readonly ArrayBufferWriter<byte> lines = new(512 * 1024);
        private readonly List<int> origins = new(BatchEvents);

        public int Count => origins.Count;

        public ReadOnlySpan<byte> Lines => lines.WrittenSpan;

        public int Origin(int index) => origins[index];

        public void Add(int origin, ReadOnlySpan<byte> line)
        {
            lines.Write(line);
            lines.Write("\n"u8);
            origins.Add(origin);
        }

        public void Clear()
        {
            lines.ResetWrittenCount();
            origins.Clear();
        }
    }

    private sealed class Progress
    {
        private readonly List<RowError> errors = [];

        public long Rows { get; private set; }

        public long Accepted { get; private set; }

        public long Duplicates { get; private set; }

        public long Rejected { get; private set; }

        public IReadOnlyList<RowError> Errors => errors;

        public void Add(MappedRow row)
        {
            Rows++;
            if (row.Error is { } error)
            {
                Refuse(error);
            }
        }

        public void Add(IntakeResult taken, Batch batch)
        {
            Accepted += taken.Accepted;
            Duplicates += taken.Duplicates;
            foreach (var rejection in taken.Rejected)
            {
                Refuse(new(batch.Origin(rejection.Index), rejection.Code, rejection.Field, rejection.Message));
            }
        }

        private void Refuse(RowError error)
        {
            Rejected++;
            if (errors.Count < ImportJob.MaxErrors)
            {
                errors.Add(error);
            }
        }
    }
}
