using CareKpi.Engine.Hosting;
using CareKpi.Engine.Log;
using CareKpi.Engine.Scopes;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Benchmarks;

namespace CareKpi.Engine.Intake;

/// <summary>What grains are given: stores, the log's committer, time, bounds.</summary>
public sealed record EngineServices(ILogStore Log, GroupCommitter Committer, IStateStore State, TimeProvider Time)
{
    public EngineLimits Limits { get; init; } = new();

    /// <summary>Published figures of industries.</summary>
    public IndustryTable Benchmarks { get; init; } = IndustryTable.BuiltIn;

    /// <summary>What tenants are shown of their peers.</summary>
    public IPeerTable Peers { get; init; } = IPeerTable.Empty;

    /// <summary>Who is told of tenants with alert rules.</summary>
    public ChangedTenants Changed { get; init; } = new();

    /// <summary>Keeps which days entries change, for who keeps values of days elsewhere (<see cref="Daily.ChangedDays"/>).</summary>
    public bool MarksDays { get; init; }

    /// <summary>Takes an erased customer out of what is kept beside the tenant's log and state. May be called again.</summary>
    public EraseBeside EraseBeside { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Told of tenants that cannot be served as they should.</summary>
    public ITenantTroubles Troubles { get; init; } = ITenantTroubles.Untold;

    /// <summary>Fills a buffer with bytes that nobody can guess; a simulator gives its own.</summary>
    public RandomBytes Random { get; init; } = System.Security.Cryptography.RandomNumberGenerator.Fill;

    /// <summary>Where work is done beside grains' turns that touches nothing of theirs; a simulator gives its own.</summary>
    public TaskScheduler Beside { get; init; } = TaskScheduler.Default;

    /// <summary>Version of the facts that it makes; another one stands for a server of another version.</summary>
    public int Facts { get; init; } = TenantRecord.CurrentFacts;

    /// <summary>Microseconds that went by since some moment, whoever sets the clock meanwhile: for what is to happen after a while.</summary>
    public long Uptime => Time.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public long Now => (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>Everything has a bound.</summary>
public sealed record EngineLimits
{
    public int MaxAgents { get; init; } = 10_000;

    public int MaxTeams { get; init; } = 1_000;

    /// <summary>Events taken and not yet applied; beyond it new ones wait, then are refused.</summary>
    public int MaxUnapplied { get; init; } = 100_000;

    /// <summary>Seen ids in memory before days that were not asked for lately go.</summary>
    public int MaxSeenIds { get; init; } = SeenIds.MaxInMemory;

    /// <summary>Events of several entries that are applied as one.</summary>
    public int MaxGroup { get; init; } = 2_000;

    /// <summary>How long new events wait for room.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>How long a read waits for the position it asks for.</summary>
    public TimeSpan MaxAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Changed state in memory that starts a checkpoint.</summary>
    public long CheckpointBytes { get; init; } = 24L << 20;

    /// <summary>About so much memory of what a move of the horizon carries is one entry of the log.</summary>
    public long CarriedBytes { get; init; } = 4L << 20;

    /// <summary>Entries since the last checkpoint that start one.</summary>
    public int CheckpointEntries { get; init; } = 4_000;

    /// <summary>Age of unsaved state that starts a checkpoint when the next entry comes.</summary>
    public TimeSpan CheckpointAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a writer that is let go still applies what waits.</summary>
    public TimeSpan MaxDrain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long, after that, it waits for what is on its way and for its last checkpoint.</summary>
    public TimeSpan MaxStop { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>A tenant's customer of a key has another one. <see cref="Reports"/>: those that tell of it.</summary>
public sealed record ErasedBeside(string Tenant, string Key, string Replacement, IReadOnlyList<string> Reports);

public delegate Task EraseBeside(ErasedBeside of, CancellationToken cancellationToken);

public delegate void RandomBytes(Span<byte> buffer);
