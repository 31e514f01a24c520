using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Api.Imports;

/// <summary>Of one file, while it comes: nobody else touches it. Left before its job was started, it leaves nothing.</summary>
internal sealed class ImportPlace(ImportJobs jobs, OpenImports room, OpenImport import, INamedLock held) : IAsyncDisposable
{
    private OpenImport open = import;
    private bool hasStarted;

    public OpenImport Import => open;

    /// <summary>Bytes that came.</summary>
    public long Written { get; private set; }

    /// <summary>Before so many bytes are written.</summary>
    public async ValueTask TakeAsync(int more, CancellationToken cancellationToken)
    {
        if (held.Lost.IsCancellationRequested)
        {
            throw new UnavailableException("the connection that keeps the file to its sender broke; send the file again", TimeSpan.FromSeconds(1));
        }

        if (Written + more > open.Bytes)
        {
            open = await room.GrowAsync(open, Written + more, cancellationToken);
        }

        Written += more;
    }

    /// <summary>From here on the file is its job's.</summary>
    public void Started() => hasStarted = true;

    /// <summary>As when the process dies, for tests.</summary>
    internal ValueTask LeaveAsync() => held.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!hasStarted)
            {
                await jobs.DropAsync(open.Tenant, open.Id, CancellationToken.None);
            }
        }
        finally
        {
            await held.DisposeAsync();
        }
    }
}
