using System.Text.Json;
using CareKpi.Api.Jobs;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Imports;

/// <summary>Imports that wait, run or have ended: rows of the node and files of the spool, so that any process on them shows, runs and ends any. Who writes a file or runs its import holds its lock; when that process dies,
/// another one finds the job and begins it anew: rows that were taken before are duplicates then.</summary>
internal sealed class ImportJobs(NodeState state, ISpool spool, CareKpiApiOptions options, TimeProvider clock) : ITenantRows
{
    private const string Rows = "job/";

    private readonly OpenImports open = new(state, options.ImportSpool);
    private readonly SemaphoreSlim there = new(0);
    private string served = "";

    /// <summary>That have ended, of one tenant; older ones fall out.</summary>
    internal int Kept { get; init; } = 100;

    /// <summary>Room for a file, or a refusal; asked before anything of it is written.</summary>
    public async Task<ImportPlace> EnterAsync(string tenant, string id, long announced, CancellationToken cancellationToken)
    {
        var held = await state.TryEnterAsync(Lock(id), cancellationToken) ?? throw NamedLocks.Busy(Lock(id));
        try
        {
            var import = new OpenImport(id, tenant, clock.GetUtcNow(), announced);
            await open.EnterAsync(import, cancellationToken);
            return new(this, open, import, held);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    public ValueTask WriteAsync(ImportPlace place, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken) =>
        NodeState.GuardAsync(spool.WriteAsync(place.Import.Tenant, place.Import.Id, parts, cancellationToken));

    /// <summary>The file was written: a job never waits for one that is not there.</summary>
    public async Task<ImportJob> StartAsync(ImportPlace place, string mapping)
    {
        var file = place.Import with { Bytes = place.Written };
        var job = new ImportJob(file.Id, file.Tenant, mapping, clock.GetUtcNow()) { State = JobStates.Running, Total = file.Bytes };
        // Never cut short by its caller: a row would stand without its file.
        await state.AloneAsync(LockOf(file.Tenant), async stop =>
        {
            await GoingTenants.RefuseAsync(state, file.Tenant, stop);
            await state.WriteAsync([RowOf(job), OpenImports.Row(file)], stop);
        }, CancellationToken.None);
        place.Started();
        there.Release();
        return job;
    }

    /// <summary>The next one that nobody runs, each tenant in its turn, and the lock of who runs it. null: there is none.</summary>
    public async Task<(ImportJob Job, INamedLock Held)?> NextAsync(CancellationToken cancellationToken)
    {
        foreach (var import in OpenImports.InTurn(await open.AllAsync(cancellationToken), served))
        {
            if (await state.TryEnterAsync(Lock(import.Id), cancellationToken) is not { } held)
            {
                continue;
            }

            try
            {
                if (await FindAsync(import.Tenant, import.Id, cancellationToken) is { State: JobStates.Running } job)
                {
                    served = import.Tenant;
                    return (new(job.Id, job.Tenant, job.Mapping, job.StartedAt) { State = JobStates.Running, Total = job.Total }, held);
                }

                // Whoever wrote the file, or ended its job, was cut off.
                await DropAsync(import.Tenant, import.Id, cancellationToken);
            }
            catch
            {
                await held.DisposeAsync();
                throw;
            }

            await held.DisposeAsync();
        }

        return null;
    }

    /// <summary>Until one was started here; others are looked for now and then.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => there.WaitAsync(most, cancellationToken);

    /// <summary>null: it is not there.</summary>
    public async Task<Stream?> OpenAsync(ImportJob job, CancellationToken cancellationToken) => await NodeState.GuardAsync(spool.OpenAsync(job.Tenant, job.Id, cancellationToken));

    /// <summary>When a process starts: removes files that are nobody's.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        // In this order: a file has its row before it is there.
        var files = await NodeState.GuardAsync(spool.ListAsync(cancellationToken));
        var known = (await open.AllAsync(cancellationToken)).Select(static import => import.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Where(file => !known.Contains(file.Id)))
        {
            await NodeState.GuardAsync(spool.RemoveAsync(file.Tenant, file.Id, cancellationToken));
        }
    }

    public async Task<ImportJob?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
        await state.GetAsync(Row(tenant, id), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>In no order.</summary>
    public async Task<IReadOnlyList<ImportJob>> ListAsync(string tenant, CancellationToken cancellationToken) => [.. (await state.ScanAsync(Row(tenant, ""), cancellationToken)).Select(static row => Read(row.Value))];

    /// <summary>How far it is, or how it ended. False: its tenant was removed meanwhile, or another process has ended it.</summary>
    public Task<bool> ReportAsync(ImportJob job, CancellationToken cancellationToken) => state.AloneAsync(LockOf(job.Tenant), async stop =>
    {
        var isKept = await IsKeptAsync(job, stop);
        if (isKept)
        {
            await state.WriteAsync([RowOf(job)], stop);
        }

        return isKept;
    }, cancellationToken);

    /// <summary>By whoever holds its lock.</summary>
    public async Task EndAsync(ImportJob job, CancellationToken cancellationToken)
    {
        if (await ReportAsync(job, cancellationToken))
        {
            var over = (await ListAsync(job.Tenant, cancellationToken)).Where(static known => known.State is not JobStates.Running).OrderByDescending(static known => known.StartedAt).Skip(Kept);
            await state.WriteAsync([.. over.Select(static known => (Row(known.Tenant, known.Id), (byte[]?)null))], cancellationToken);
        }

        await DropAsync(job.Tenant, job.Id, cancellationToken);
    }

    /// <summary>False: its tenant was removed meanwhile, or another process has ended it.</summary>
    public async Task<bool> IsKeptAsync(ImportJob job, CancellationToken cancellationToken) => await FindAsync(job.Tenant, job.Id, cancellationToken) is { State: JobStates.Running };

    /// <summary>The file, then what says that there is one.</summary>
    public async Task DropAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        await NodeState.GuardAsync(spool.RemoveAsync(tenant, id, cancellationToken));
        await state.WriteAsync([OpenImports.Gone(id)], cancellationToken);
    }

    /// <summary>An import that runs ends by itself before its next batch.</summary>
    public Task ForgetAsync(string tenant, CancellationToken cancellationToken) => state.AloneAsync(LockOf(tenant), async stop =>
    {
        foreach (var import in (await open.AllAsync(stop)).Where(import => string.Equals(import.Tenant, tenant, StringComparison.Ordinal)))
        {
            await DropAsync(tenant, import.Id, stop);
        }

        await state.RemoveAllAsync(Row(tenant, ""), stop);
    }, cancellationToken);

    private static ImportJob Read(byte[] row) => JsonSerializer.Deserialize(row, NodeJson.Default.ImportJob)!;

    private static (string Key, byte[]? Value) RowOf(ImportJob job) => (Row(job.Tenant, job.Id), JsonSerializer.SerializeToUtf8Bytes(job, NodeJson.Default.ImportJob));

    // Of a file and its run; of a tenant's rows of jobs.
    private static string Lock(string id) => $"import/{id}";

    private static string LockOf(string tenant) => $"import-jobs/{tenant}";

    private static string Row(string tenant, string id) => $"{Rows}{tenant}/{id}";
}
