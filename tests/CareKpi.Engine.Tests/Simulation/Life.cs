using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Testing;
using CareKpi.Testing.Time;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>One process, from its start to its end: the real host, committer and grains on one thread and on time by hand. When it is killed nothing of it runs any more.</summary>
internal sealed class Life
{
    public Life(int seed, DateTimeOffset now, ILogStore log, IStateStore state, EngineLimits limits, EraseBeside? beside = null)
    {
        Scheduler = new TurnScheduler(seed);
        Time = new ManualTime(now);
        var committer = new GroupCommitter(log, Time, Scheduler);
        var services = new EngineServices(log, committer, state, Time) { Limits = limits, Random = TestNode.SameBytes, EraseBeside = beside ?? (static (_, _) => Task.CompletedTask) };
        Host = new EmbeddedHost(services, new HostOptions { IdleAfter = TimeSpan.FromSeconds(6), SweepEvery = TimeSpan.FromSeconds(2) }, () => Scheduler);
    }

    public TurnScheduler Scheduler { get; }

    public ManualTime Time { get; }

    public EmbeddedHost Host { get; }

    public IIntakeGrain Intake => Host.Intake(TestNode.Tenant);
}
