namespace CareKpi.Api.Imports;

/// <summary>What waits, by tenant: each tenant in its turn has one, in the order in which they came.</summary>
internal sealed class Turns<T>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<T>> ofTenant = new(StringComparer.Ordinal);
    private readonly Queue<string> turns = new();
    private readonly SemaphoreSlim there = new(0);

    public void Add(string tenant, T item)
    {
        lock (gate)
        {
            if (!ofTenant.TryGetValue(tenant, out var own))
            {
                ofTenant[tenant] = own = new();
                turns.Enqueue(tenant);
            }

            own.Enqueue(item);
        }

        there.Release();
    }

    public async Task<T> NextAsync(CancellationToken cancellationToken)
    {
        await there.WaitAsync(cancellationToken);
        lock (gate)
        {
            var tenant = turns.Dequeue();
            var own = ofTenant[tenant];
            var next = own.Dequeue();
            if (own.Count == 0)
            {
                ofTenant.Remove(tenant);
            }
            else
            {
                turns.Enqueue(tenant);
            }

            return next;
        }
    }
}
