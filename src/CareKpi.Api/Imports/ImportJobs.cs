using System.Collections.Concurrent;
using System.Text.Json;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;

namespace CareKpi.Api.Imports;

/// <summary>Imports that run, wait or have ended. What runs is in memory; every state is kept in the node's rows as well.</summary>
internal sealed class ImportJobs(NodeState state, CareKpiApiOptions options, TimeProvider clock) : ITenantRows
{
    private const string Rows = "job/";

    /// <summary>That have ended, of one tenant; older ones fall out.</summary>
    internal int Kept { get; init; } = 100;

    private readonly ConcurrentDictionary<string, ImportJob> active = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Spool.Place> places = new(StringComparer.Ordinal);
    private readonly Turns<ImportJob> waiting = new();
    private readonly Spool spool = new(options.ImportSpool);

    public string FileOf(string id) => Path.Combine(options.ImportsDirectory, id + ".csv");

    /// <summary>Room for a file, or a refusal; asked before anything of it is written.</summary>
    public Spool.Place Enter(string tenant, long announced) => spool.Enter(tenant, announced);

    /// <summary>The file stands where <see cref="FileOf"/> says; its place is left when the job ends.</summary>
    public async Task<ImportJob> StartAsync(string tenant, string id, string mapping, Spool.Place place)
    {
        var job = new ImportJob(id, tenant, mapping, clock.GetUtcNow()) { State = JobStates.Running, Total = place.Held };
        await GoingTenants.RefuseAsync(state, tenant, CancellationToken.None);
        // Never cut short by its caller: a row would stand without its file.
        await SaveAsync(job, CancellationToken.None);
        Enqueue(job, place);
        return job;
    }

    /// <summary>The next one, each tenant in its turn.</summary>
    public async Task<ImportJob> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await waiting.NextAsync(cancellationToken);
            if (active.ContainsKey(job.Id))
            {
                return job;
            }
        }
    }

    /// <summary>Takes up what a restart interrupted. Rows that were taken before are duplicates now.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, row) in await state.ScanAsync(Rows, cancellationToken))
        {
            var job = JsonSerializer.Deserialize(row, NodeJson.Default.ImportJob)!;
            if (job.State is JobStates.Running && !active.ContainsKey(job.Id) && File.Exists(FileOf(job.Id)))
            {
                Enqueue(new(job.Id, job.Tenant, job.Mapping, job.StartedAt) { State = JobStates.Running, Total = job.Total }, spool.Adopt(job.Tenant, new FileInfo(FileOf(job.Id)).Length));
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

    public void Report(ImportJob job)
    {
        if (active.TryGetValue(job.Id, out var before))
        {
            active.TryUpdate(job.Id, job, before);
        }
    }

    public async Task EndAsync(ImportJob job, CancellationToken cancellationToken)
    {
        if (!await IsKeptAsync(job, cancellationToken))
        {
            Drop(job.Id);
            return;
        }

        await SaveAsync(job, cancellationToken);
        Drop(job.Id);
        var over = (await ListAsync(job.Tenant, cancellationToken)).Where(static known => known.State is not JobStates.Running).OrderByDescending(static known => known.StartedAt).Skip(Kept);
        await state.WriteAsync([.. over.Select(static known => (Row(known.Tenant, known.Id), (byte[]?)null))], cancellationToken);
    }

    /// <summary>False: its tenant was removed meanwhile, here or on another node.</summary>
    public async Task<bool> IsKeptAsync(ImportJob job, CancellationToken cancellationToken) => active.ContainsKey(job.Id) && await state.GetAsync(Row(job.Tenant, job.Id), cancellationToken) is not null;

    /// <summary>An import that runs ends by itself before its next batch.</summary>
    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await state.ScanAsync($"{Rows}{tenant}/", cancellationToken);
        foreach (var (key, _) in rows)
        {
            Drop(key[(key.LastIndexOf('/') + 1)..]);
        }

        await state.WriteAsync([.. rows.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    private void Enqueue(ImportJob job, Spool.Place place)
    {
        places[job.Id] = place;
        active[job.Id] = job;
        waiting.Add(job.Tenant, job);
    }

    private void Drop(string id)
    {
        active.TryRemove(id, out _);
        File.Delete(FileOf(id));
        if (places.TryRemove(id, out var place))
        {
            place.Dispose();
        }
    }

    private ValueTask SaveAsync(ImportJob job, CancellationToken cancellationToken) =>
        state.WriteAsync([(Row(job.Tenant, job.Id), JsonSerializer.SerializeToUtf8Bytes(job, NodeJson.Default.ImportJob))], cancellationToken);

    private static string Row(string tenant, string id) => $"{Rows}{tenant}/{id}";
}
