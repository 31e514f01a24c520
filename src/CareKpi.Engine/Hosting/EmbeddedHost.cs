using System.Collections.Concurrent;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Hosting;

/// <summary>Grains in this process: each activation has a scheduler of its own on which its turns run one at a time. Grains wake on demand and sleep when nobody asks.</summary>
public sealed class EmbeddedHost : IGrains, ITenantRemover, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Activation<IntakeGrain>> intakes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, ScopeRef Scope), Activation<ScopeGrain>> scopes = new();
    private readonly ConcurrentDictionary<string, Task> leaving = new(StringComparer.Ordinal);
    private readonly EngineServices services;
    private readonly HostOptions options;
    private readonly Func<TaskScheduler> schedulers;
    private readonly ITimer sweeping;

    public EmbeddedHost(EngineServices services, HostOptions? options = null, Func<TaskScheduler>? schedulers = null)
    {
        this.services = services;
        this.options = options ?? new HostOptions();
        this.schedulers = schedulers ?? (static () => new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        sweeping = services.Time.CreateTimer(_ => Sweep(), null, this.options.SweepEvery, this.options.SweepEvery);
    }

    public IIntakeGrain Intake(string tenant) => new IntakeReference(this, tenant);

    public IScopeGrain Scope(string tenant, ScopeRef scope) => new ScopeReference(this, tenant, scope);

    /// <summary>Stands between scope grains and the writer, as a wire would.</summary>
    internal Func<ICellSource, ICellSource> Wire { get; init; } = static source => source;

    /// <summary>Lets a tenant's writer go, as after long silence: it writes a checkpoint first.</summary>
    public async Task SleepAsync(string tenant)
    {
        LeaveScopes(tenant);
        if (intakes.TryGetValue(tenant, out var activation))
        {
            await LeaveAsync(tenant, activation);
        }
    }

    /// <summary>Whoever wakes the tenant meanwhile waits for the end, and finds what is left.</summary>
    public async Task RemoveAsync(string tenant, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LeaveScopes(tenant);
        Task before;
        lock (leaving)
        {
            before = intakes.TryGetValue(tenant, out var activation) ? Stop(activation) : leaving.GetValueOrDefault(tenant) ?? Task.CompletedTask;
            leaving[tenant] = ended.Task;
            intakes.TryRemove(tenant, out _);
        }
        try
        {
            await before;
            await services.Log.DeleteAsync(tenant, cancellationToken).OrReopenAsync(services.Log.ReopenAsync);
            await services.State.DeleteAsync(tenant, cancellationToken).OrReopenAsync(services.State.ReopenAsync);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private void LeaveScopes(string tenant)
    {
        foreach (var key in scopes.Keys)
        {
            if (string.Equals(key.Tenant, tenant, StringComparison.Ordinal))
            {
                scopes.TryRemove(key, out _);
            }
        }
    }

    private static Task Stop(Activation<IntakeGrain> activation) => activation.StopAsync(static grain => grain.DeactivateAsync());

    /// <summary>An activation that goes still writes: the next one of the tenant begins after it.</summary>
    private Task LeaveAsync(string tenant, Activation<IntakeGrain> activation)
    {
        lock (leaving)
        {
            if (!intakes.TryGetValue(tenant, out var current) || current != activation)
            {
                return leaving.GetValueOrDefault(tenant) ?? Task.CompletedTask;
            }
            var left = Stop(activation);
            leaving[tenant] = left;
            intakes.TryRemove(tenant, out _);
            return left;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sweeping.DisposeAsync();
        // All at once: each takes a bounded time, and so do all.
        var sleeping = intakes.Keys.Select(SleepAsync).ToList();
        foreach (var asleep in sleeping)
        {
            await asleep;
        }
    }

    internal Task<TResult> OnIntakeAsync<TResult>(string tenant, Func<IntakeGrain, Task<TResult>> call) => Awake(tenant).CallAsync(grain => grain.ServeAsync(call), services.Uptime);

    /// <summary>Of a tenant that is not served as well.</summary>
    internal Task<JobInfo> RebuildAsync(string tenant) => Awake(tenant).CallAsync(static grain => grain.RebuildAsync(), services.Uptime);

    private Activation<IntakeGrain> Awake(string tenant)
    {
        while (true)
        {
            var activation = intakes.TryGetValue(tenant, out var awake) ? awake : Wake(tenant);
            if (activation.IsGone)
            {
                _ = LeaveAsync(tenant, activation);
                continue;
            }
            return activation;
        }
    }

    /// <summary>Whom it goes after, and that it is there, are one moment for whoever leaves.</summary>
    private Activation<IntakeGrain> Wake(string tenant)
    {
        lock (leaving)
        {
            return intakes.GetOrAdd(tenant, static (key, host) => host.Activate(key), this);
        }
    }

    internal Task<TResult> OnScopeAsync<TResult>(string tenant, ScopeRef scope, Func<ScopeGrain, Task<TResult>> call)
    {
        var activation = scopes.GetOrAdd((tenant, scope), static (key, host) => host.Activate(key.Tenant, key.Scope), this);
        return activation.CallAsync(call, services.Uptime);
    }

    private Activation<ScopeGrain> Activate(string tenant, ScopeRef scope)
    {
        var source = new CellSourceReference(this, tenant);
        return new(new ScopeGrain(scope, Wire(source), source, services.Benchmarks) { PeersOf = industry => services.Peers.ShownAsync(tenant, industry) }, schedulers(), static _ => Task.CompletedTask, static _ => false);
    }

    private Activation<IntakeGrain> Activate(string tenant)
    {
        var before = leaving.GetValueOrDefault(tenant) ?? Task.CompletedTask;
        return new(new IntakeGrain(tenant, services), schedulers(), ActivateAsync, static grain => grain.IsBroken);

        async Task ActivateAsync(IntakeGrain grain)
        {
            await before.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Current);
            await grain.ActivateAsync();
        }
    }

    private void Sweep()
    {
        var before = services.Uptime - (long)options.IdleAfter.TotalMicroseconds;
        foreach (var (key, activation) in scopes)
        {
            if (activation.IsIdleSince(before))
            {
                scopes.TryRemove(key, out _);
            }
        }
        foreach (var (tenant, activation) in intakes)
        {
            if (activation.IsIdleSince(before) && activation.Grain.IsIdle)
            {
                _ = LeaveAsync(tenant, activation);
            }
            else
            {
                _ = activation.TurnAsync(static grain => grain.CheckpointIfDue());
            }
        }
    }
}

/// <summary>When grains sleep.</summary>
public sealed record HostOptions
{
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(30);
}
