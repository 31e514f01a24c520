using System.Collections.Concurrent;
using CareKpi.Api.Node;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Hosting;
using Orleans.Runtime;

namespace CareKpi.Silo.Rounds;

/// <summary>The rounds that are made on this silo.</summary>
internal sealed class LocalRounds
{
    private readonly ConcurrentDictionary<string, bool> kinds = new(StringComparer.Ordinal);

    public void Add(string kind) => kinds[kind] = true;

    public void Remove(string kind) => kinds.TryRemove(kind, out _);

    public bool Has(string kind) => kinds.ContainsKey(kind);
}

internal sealed class ClusterTurns(LocalRounds local, RoundLocks locks, IGrainFactory grains, ILocalSiloDetails silo, ClusterCalls calls) : IRoundTurns
{
    public ValueTask<bool> IsOursAsync(RoundKind kind, CancellationToken cancellationToken)
    {
        var name = NameOf(kind);
        return local.Has(name) ? locks.IsHeldAsync(name, cancellationToken) : new(false);
    }

    public async ValueTask<bool> HoldsAsync(string tenant) => (await calls.AskAsync(grains.GetGrain<ITenantWriter>(tenant).WhereAsync)).Equals(silo.SiloAddress);

    /// <summary>As grains are named: they stay when the enum changes.</summary>
    public static string NameOf(RoundKind kind) => kind switch
    {
        RoundKind.Webhooks => "webhooks",
        RoundKind.Mail => "mail",
        RoundKind.Reports => "reports",
        RoundKind.Peers => "peers",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such rounds"),
    };
}

/// <summary>Wakes who makes rounds when the silo has started; reminders do it from then on.</summary>
internal sealed class RoundStart(IGrainFactory grains, ILogger<RoundStart> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var kind in Enum.GetValues<RoundKind>())
        {
            while (!await IsAwakeAsync(kind))
            {
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task<bool> IsAwakeAsync(RoundKind kind)
    {
        try
        {
            await grains.GetGrain<IRoundMaker>(ClusterTurns.NameOf(kind)).WakeAsync();
            return true;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException or Npgsql.NpgsqlException)
        {
            log.LogWarning("Rounds of {Kind} have nobody yet: {Fault}", kind, fault.GetType().FullName);
            return false;
        }
    }
}
