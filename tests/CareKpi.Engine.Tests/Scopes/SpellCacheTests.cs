using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

public class SpellCacheTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    /// <summary>Half of the answer was kept, and that is gone.</summary>
    [Fact]
    public async Task ATableThatChangesWhileItIsReadIsReadAgain()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
        await using var log = new MemoryLogStore();
        await using var state = new MemoryStateStore();
        await using var committer = new GroupCommitter(log, time, TaskScheduler.Default);
        var changes = new Queue<string>();
        EmbeddedHost? node = null;
        await using var host = new EmbeddedHost(new EngineServices(log, committer, state, time))
        {
            Wire = source => new SerialisedCells(source) { BeforeSpells = ChangeAsync },
        };
        node = host;
        var intake = host.Intake(TestNode.Tenant);
        await intake.CreateAsync(new TenantSpec("Demo", "UTC", "EUR", null, "en", null));
        await Sent.ToAsync(intake, Started("ana", "2026-01-05"), Started("ben", "2026-02-05"));
        Assert.Equal([2], await ActiveAsync(2, 2));
        changes.Enqueue(Started("cat", "2026-02-06"));
        Assert.Equal([1, 3], await ActiveAsync(1, 2));
        Assert.Empty(changes);

        async Task ChangeAsync()
        {
            if (changes.TryDequeue(out var change))
            {
                var reply = await Sent.ToAsync(node!.Intake(TestNode.Tenant), change);
                await node.Intake(TestNode.Tenant).DigestAsync();
                Assert.Equal(1, reply.Accepted);
            }
        }

        async Task<List<double?>> ActiveAsync(int from, int through)
        {
            var period = new Period(new DateOnly(2026, from, 1), new DateOnly(2026, through, 28));
            var request = new ReadRequest(Whole, new PeriodChoice(period, null)) { Kpis = ["customers_active"], Interval = Interval.Month };
            return [.. (await host.Scope(TestNode.Tenant, Whole).ReadAsync(request))!.Series![0].Points.Select(static point => point.Value)];
        }
    }

    private static string Started(string customer, string day) => Sent.Event($"s-{customer}", $"{day}T12:00:00Z", "care.subscription.started", $$"""{"subscription":"s-{{customer}}","customer":"{{customer}}","mrr":10}""");
}
