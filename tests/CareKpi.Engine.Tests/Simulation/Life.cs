using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>One process, from its start to its end: the real host, committer and grains on one thread and on time by hand. When it is killed nothing of it runs any more.</summary>
internal sealed class Life
{
    /// <param name="number">Which of the nodes it is.</param>
    /// <param name="open">Gives the stores, as this process has them.</param>
    public Life(int number, int seed, DateTimeOffset now, Func<Life, (MemoryLogStore Log, MemoryStateStore State)> open, Bounds bounds, EraseBeside? beside = null)
    {
        Number = number;
        Scheduler = new TurnScheduler(seed);
        Time = new ManualTime(now);
        (Log, State) = open(this);
        var committer = new GroupCommitter(Log, Time, Scheduler, bounds.Committer);
        var services = new EngineServices(Log, committer, State, Time) { Limits = bounds.Engine, Random = TestNode.SameBytes, Beside = Scheduler, EraseBeside = beside ?? (static (_, _) => Task.CompletedTask) };
        Host = new EmbeddedHost(services, new HostOptions { IdleAfter = TimeSpan.FromSeconds(6), SweepEvery = TimeSpan.FromSeconds(2) }, () => Scheduler);
    }

    public int Number { get; }

    public TurnScheduler Scheduler { get; }

    public ManualTime Time { get; }

    public MemoryLogStore Log { get; }

    public MemoryStateStore State { get; }

    public EmbeddedHost Host { get; }

    public IIntakeGrain Of(string tenant) => Host.Intake(tenant);
}

/// <summary>What a node's queues may hold.</summary>
internal sealed record Bounds(EngineLimits Engine, GroupCommitterOptions Committer)
{
    public static Bounds Wide { get; } = new(new EngineLimits(), new GroupCommitterOptions());
}
