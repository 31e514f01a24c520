namespace CareKpi.Bench.Output;

/// <summary>How far this run is from the numbers that the design builds for; what was not measured is left out.</summary>
internal static class Goals
{
    private static readonly (string Id, string What, string[] Of, double Goal, string Unit)[] All =
    [
        ("goal.ingest", "events by 1,000, until read: best of 1, 2, 4 writers", ["ingest.batch.1.applied", "ingest.batch.2.applied", "ingest.batch.4.applied"], 200_000, "events/s"),
        ("goal.single", "single events, durable", ["ingest.single.16", "ingest.single.64"], 40_000, "events/s"),
        ("goal.read", "a tenant's warm scorecard in the engine: p99", ["engine.read.tenant.p99"], 1, "ms"),
        ("goal.graphql", "the same through GraphQL, 16 connections: p99", ["graphql.1.c16.p99"], 10, "ms"),
        ("goal.graphql.rate", "and its rate", ["graphql.1.c16.rate"], 500, "requests/s"),
        ("goal.memory.load", "working set after loading the large tenant", ["growth.events.memory.load"], 300, "MB"),
        ("goal.memory", "working set after a restart and reads", ["growth.events.memory.restart"], 300, "MB"),
        ("goal.disk", "the log on disk", ["growth.events.disk.log"], 80, "bytes/event"),
        ("goal.start", "from process start to the first read answered, the large tenant", ["growth.events.start"], 5_000, "ms"),
    ];

    /// <summary>CareKpi's rate by PostgreSQL's.</summary>
    private static readonly (string Id, string Of, double Goal)[] Times = [("goal.full", "ingest-full", 10), ("goal.bare", "ingest-bare", 3)];

    public static void Tell(Report report)
    {
        foreach (var (id, of, goal) in Times)
        {
            if (report.FindRatio(of) is { } ratio)
            {
                report.Add(id, $"{of}, the ratio", ratio, "times", goal, "goal: the design's");
            }
        }
        foreach (var (id, what, of, goal, unit) in All)
        {
            if (of.Max(report.Find) is { } value)
            {
                report.Add(id, what, value, unit, goal, "goal: the design's");
            }
        }
    }
}
