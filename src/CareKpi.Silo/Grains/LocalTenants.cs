using System.Collections.Concurrent;
using Orleans.Runtime;

namespace CareKpi.Silo.Grains;

/// <summary>The tenants whose writers are awake on this silo. Scopes reach them here: cells are live objects and never a message.</summary>
internal sealed class LocalTenants : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, TenantWriter> awake = new(StringComparer.Ordinal);

    /// <summary>The silo lets its grains go.</summary>
    public CancellationToken Stopping => stopping.Token;

    public TenantWriter? Find(string tenant) => awake.GetValueOrDefault(tenant);

    public void Add(string tenant, TenantWriter writer) => awake[tenant] = writer;

    public void Remove(string tenant, TenantWriter writer) => awake.TryRemove(new KeyValuePair<string, TenantWriter>(tenant, writer));

    /// <summary>When the silo stops, calls that wait for a change would hold their grains awake: all writers are let go at once.</summary>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(LocalTenants), ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, _ => LeaveAsync());

    public void Dispose() => stopping.Dispose();

    private async Task LeaveAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(awake.Values.Select(static writer => writer.LeaveAsync()));
    }
}
