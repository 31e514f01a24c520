using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;

namespace CareKpi.Api.Limits;

/// <summary>Budgets of the tenants that are active here. Limits are believed for a second, so that a change holds within two on every node. Rates are counted by each node for itself; the bytes of a day by all
/// together: each keeps its own number in the node's rows now and then, so that a crash forgets the last ten seconds at most.</summary>
internal sealed class Budgets(NodeState state, CareKpiApiOptions options, TimeProvider clock) : ITenantRows
{
    private const int MaxKeys = 100_000;
    private static readonly TimeSpan Belief = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Budget> tenants = new(StringComparer.Ordinal);
    private readonly Buckets<(string Tenant, CallerKind Kind, string Id)> keys = new(MaxKeys);
    private readonly string node = RandomId.New();

    public async ValueTask<Budget> OfAsync(string tenant)
    {
        var budget = tenants.GetOrAdd(tenant, static (key, clock) => new(key, clock), clock);
        if (budget.Rates is null || clock.GetElapsedTime(budget.Since) >= Belief)
        {
            await budget.ReadOnceAsync(ReadAsync).WaitAsync(Patience.Store);
        }

        return budget;
    }

    /// <summary>Takes one request of the tenant and of the caller, and sees to the headers of the answer, whatever it will be. Throws 429 when either has none left; then neither is charged.</summary>
    public async ValueTask TakeRequestAsync(HttpContext context, Caller caller)
    {
        var budget = await OfAsync(caller.Tenant);
        var (rates, now) = (budget.Rates!, clock.GetTimestamp());
        var own = keys.Of((caller.Tenant, caller.Kind, caller.Id), now);
        var (ownWait, wait) = (own.Take(rates.PerKey, 1, now), budget.Requests.Take(rates.Requests, 1, now));
        RateHeaders.Tell(context, rates, own.Look(rates.PerKey, now), budget.Requests.Look(rates.Requests, now), clock.TimestampFrequency);
        if (ownWait == 0 && wait == 0)
        {
            return;
        }

        if (wait == 0)
        {
            budget.Requests.GiveBack(rates.Requests, 1);
        }
        else if (ownWait == 0)
        {
            own.GiveBack(rates.PerKey, 1);
        }

        throw Budget.Limited(ownWait >= wait ? $"This credential asks more than {rates.Limits.RequestsPerSecondPerKey} times a second." : $"The tenant asks more than {rates.Limits.RequestsPerSecond} times a second.",
            budget.Span(Math.Max(ownWait, wait)));
    }

    /// <summary>A stream of the tenant, until it is disposed of. Throws 429 when too many are open; how long that lasts nobody knows, so its Retry-After is a guess.</summary>
    public async ValueTask<IDisposable> OpenStreamAsync(string tenant)
    {
        var budget = await OfAsync(tenant);
        return budget.TryEnter() ? new OpenStream(budget) : throw Budget.Limited($"The tenant has {budget.Rates!.Limits.Subscriptions} streams open.", TimeSpan.FromSeconds(10));
    }

    public async Task SetAsync(string tenant, LimitsPatch patch, CancellationToken cancellationToken)
    {
        await state.WriteAsync([(LimitsRow(tenant), JsonSerializer.SerializeToUtf8Bytes(patch, NodeJson.Default.LimitsPatch))], cancellationToken);
        if (tenants.TryGetValue(tenant, out var budget))
        {
            budget.Set(new(patch.Over(options.DefaultLimits), clock.TimestampFrequency), clock.GetTimestamp());
        }
    }

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken)
    {
        tenants.TryRemove(tenant, out _);
        var days = await state.ScanAsync(DayRows(tenant), cancellationToken);
        await state.WriteAsync([(LimitsRow(tenant), null), .. days.Select(static row => (row.Key, (byte[]?)null))], cancellationToken);
    }

    /// <summary>Keeps the bytes of the day, drops those of earlier days, and forgets who was idle.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        keys.DropIdle(clock.GetTimestamp());
        foreach (var (tenant, budget) in tenants)
        {
            if (budget.Day.Unkept() is { } use)
            {
                var today = DayRow(tenant, use.Day);
                var over = (await state.RangeAsync(DayRows(tenant), today, int.MaxValue, cancellationToken)).Select(static row => (row.Key, (byte[]?)null));
                var bytes = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(bytes, use.Own);
                await state.WriteAsync([(today + node, bytes), .. over], cancellationToken);
                budget.Day.Kept(use.Day, use.Own);
            }
            else if (budget.Streams == 0 && clock.GetElapsedTime(budget.Since) > Idle)
            {
                tenants.TryRemove(tenant, out _);
            }
        }
    }

    private async Task ReadAsync(Budget budget)
    {
        var (since, today) = (clock.GetTimestamp(), budget.Today);
        var row = await state.GetAsync(LimitsRow(budget.Tenant), CancellationToken.None);
        var patch = row is null ? null : JsonSerializer.Deserialize(row, NodeJson.Default.LimitsPatch);
        var (mine, others) = (0L, 0L);
        var prefix = DayRow(budget.Tenant, today);
        foreach (var (key, value) in await state.ScanAsync(prefix, CancellationToken.None))
        {
            var bytes = BinaryPrimitives.ReadInt64LittleEndian(value);
            (mine, others) = key.AsSpan(prefix.Length).SequenceEqual(node) ? (bytes, others) : (mine, others + bytes);
        }

        budget.Day.Load(today, mine, others);
        budget.Set(new(patch?.Over(options.DefaultLimits) ?? options.DefaultLimits, clock.TimestampFrequency), since);
    }

    private static string LimitsRow(string tenant) => $"limits/{tenant}";

    private static string DayRows(string tenant) => $"ingested/{tenant}/";

    private static string DayRow(string tenant, DateOnly day) => $"{DayRows(tenant)}{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}/";

    private sealed class OpenStream(Budget budget) : IDisposable
    {
        private int closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref closed, 1) == 0)
            {
                budget.Leave();
            }
        }
    }
}
