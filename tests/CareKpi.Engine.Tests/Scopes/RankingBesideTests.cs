using System.Reflection;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Scopes;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

public class RankingBesideTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    [Fact]
    public async Task Who_looks_at_all_agents_keeps_no_read_of_the_tenant_waiting()
    {
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 4, 5, 12, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        var (reply, _) = await node.SendAsync([Sent.Event("c1", "2026-03-10T09:00:00Z", "care.contact.ended", """{"contact":"c1","channel":"voice","direction":"inbound","outcome":"answered","wait":10,"agent":"ann"}""")]);
        await node.AppliedAsync(reply.Position);
        var held = new TaskCompletionSource();
        var source = new CellSourceReference(node.Host, TestNode.Tenant);
        var proxy = DispatchProxy.Create<ICellSource, ClosedMonthTests.SourceBetween>();
        var between = (ClosedMonthTests.SourceBetween)(object)proxy;
        (between.Inner, between.Level, between.Times, between.Act) = (source, Level.Agent, 1, () => held.Task);
        var grain = new ScopeGrain(Whole, proxy, source, IndustryTable.BuiltIn);
        var request = new ReadRequest(Whole, new PeriodChoice(new Period(new(2026, 3, 1), new(2026, 3, 31)), null)) { Kpis = ["contacts_handled"] };

        var ranking = grain.ReadAsync(request with { Ranking = new RankingOf(Level.Agent) });
        Assert.Equal(1, Assert.Single((await grain.ReadAsync(request).WaitAsync(TimeSpan.FromSeconds(20)))!.Values!).Value);
        Assert.False(ranking.IsCompleted);
        held.SetResult();
        Assert.Equal("ann", Assert.Single(Assert.Single((await ranking)!.Ranking!).Entries).Scope.Key);
    }
}
