using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Imports;

/// <summary>Imports that run, wait or have ended. What runs is in memory; every state is kept in the node's rows as well.</summary>
internal sealed class ImportJobs(NodeState state, CareKpiApiOptions options, TimeProvider clock) : ITenantRows
{
    private const int MaxWaiting = 1000;
    private const string Rows = "job/";

    /// <summary>That have ended, of one tenant; older ones fall out.</summary>
    internal int Kept { get; init; } = 100;

    private readonly ConcurrentDictionary<string, ImportJob> active = new(StringComparer.Ordinal);
    private readonly Channel<ImportJob> waiting = Channel.CreateBounded<ImportJob>(MaxWaiting);

    public ChannelReader<ImportJob> Waiting => waiting.Reader;

    public string FileOf(string id) => Path.Combine(options.ImportsDirectory, id + ".csv");

    /// <summary>The file stands where <see cref="FileOf"/> says.</summary>
    public async Task<ImportJob> StartAsync(string tenant, string id, string mapping, long bytes, CancellationToken cancellationToken)
    {
        var job = new ImportJob(id, tenant, mapping, clock.GetUtcNow()) { State = JobStates.Running, Total = bytes };
        await SaveAsync(job, cancellationToken);
        Enqueue(job);
        return job;
    }

    /// <summary>Takes up what a restart interrupted. Rows that were taken before are duplicates now.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, row) in await state.ScanAsync(Rows, cancellationToken))
        {
            var job = JsonSerializer.Deserialize(row, NodeJson.Default.ImportJob)!;
            if (job.State is JobStates.Running && !active.ContainsKey(job.Id) && File.Exists(FileOf(job.Id)))
            {
                Enqueue(new(job.Id, job.Tenant, job.Mapping, job.StartedAt) { State = JobStates.Running, Total = job.Total });
            }
        }
    }

    public async Task<ImportJob?> FindAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        if (active.TryGetValue(id, out var running))
        {
            return string.Equals(running.Tenant, tenant, StringComparison.Ordinal) ? running : null;
        }

        var row = await state.GetAsync(Row(tenant, id), cancellationToken);
        return row is null ? null : JsonSerializer.Deserialize(row, NodeJson.Default.ImportJob);
    }

    /// <summary>In no order.</summary>
    public async Task<IReadOnlyList<ImportJob>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await state.ScanAsync(Row(tenant, ""), cancellationToken)).Select(static row => JsonSerializer.Deserialize(row.Value, NodeJson.Default.ImportJob)!).Select(job => active.GetValueOrDefault(job.Id, job))];

    public void Report(ImportJob job) => active[job.Id] = job;

    public async Task EndAsync(ImportJob job, CancellationToken cancellationToken)
    {
        await SaveAsync(job, cancellationToken);
        active.TryRemove(job.Id, out _);
        File.Delete(FileOf(job.Id));
        var over = (await ListAsync(job.Tenant, cancellationToken)).Where(static known => known.State is not JobStates.Running).OrderByDescending(static known => known.StartedAt).Skip(Kept);
        await state.WriteAsync([.. over.Select(static known => (Row(known.Tenant, known.Id), (byte[]?)null))], cancellationToken);
    }

    /// <summary>An import that runs ends by itself: its tenant takes no more.</summary>
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync($"{Rows}{tenant}/", cancellationToken);
        foreach (var (key, _) in rows)
        {
            var id = key[(key.LastIndexOf('/') + 1)..];
            active.TryRemove(id, out _);
            File.Delete(FileOf(id));
        }

        await state.WriteAsync([.. rows.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    private void Enqueue(ImportJob job)
    {
        active[job.Id] = job;
        if (!waiting.Writer.TryWrite(job))
        {
            active.TryRemove(job.Id, out _);
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, "Too many imports wait already.") { RetryAfter = TimeSpan.FromMinutes(1) };
        }
    }

    private ValueTask SaveAsync(ImportJob job, CancellationToken cancellationToken) =>
        state.WriteAsync([(Row(job.Tenant, job.Id), JsonSerializer.SerializeToUtf8Bytes(job, NodeJson.Default.ImportJob))], cancellationToken);

    private static string Row(string tenant, string id) => $"{Rows}{tenant}/{id}";
}
