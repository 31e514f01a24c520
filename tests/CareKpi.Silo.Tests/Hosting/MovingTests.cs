using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Hosting;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Orleans.Runtime;

namespace CareKpi.Silo.Tests.Hosting;

public class MovingTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    [Fact]
    public async Task A_scope_follows_its_writer_to_another_silo_and_reads_on()
    {
        await using var host = new TwoSilos(new HostSetting(new MemoryLogStore(), new MemoryStateStore(), new ManualTime(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero)), new EngineLimits()), tenantsOn: 0);
        await host.Grains.Intake("t").CreateAsync(new TenantSpec("Test", "UTC", "EUR", null, "en", null));
        Assert.Equal(1, await CountAsync(host, await SendAsync(host, 1)));
        var (writer, scope) = (host.Grain<ITenantWriter>("t"), host.Grain<IScopeReader>(ScopeKey.Of("t", Whole)));
        Assert.Equal((0, 0), (await host.WhereAsync(writer), await host.WhereAsync(scope)));
        await host.SleepAsync("t");
        host.TenantsOn = 1;
        var position = await SendAsync(host, 2);
        // The scope is where the writer was, with what it kept.
        Assert.Equal((1, 0), (await host.WhereAsync(writer), await host.WhereAsync(scope)));
        Assert.Equal(2, await CountAsync(host, position));
        Assert.Equal((1, 1), (await host.WhereAsync(writer), await host.WhereAsync(scope)));
    }

    [Fact]
    public void A_scopes_name_in_the_cluster_says_nothing_of_whose_it_is()
    {
        var customer = ScopeKey.Of("acme", new ScopeRef(Level.Customer, "jane@example.com"));
        Assert.DoesNotContain("jane", customer, StringComparison.Ordinal);
        Assert.Equal("acme", ScopeKey.TenantOf(customer));
        Assert.NotEqual(customer, ScopeKey.Of("acme", new ScopeRef(Level.Agent, "jane@example.com")));
        Assert.NotEqual(customer, ScopeKey.Of("acme", new ScopeRef(Level.Customer, "jack@example.com")));
    }

    [Fact]
    public async Task Too_many_calls_at_once_are_refused_and_those_that_wait_by_intention_are_not()
    {
        var calls = new ClusterCalls(2);
        var lost = new TaskCompletionSource<int>();
        var waiting = new[] { calls.AskAsync(() => lost.Task), calls.AskAsync(() => lost.Task) };
        await Assert.ThrowsAsync<UnavailableException>(() => calls.AskAsync(() => lost.Task));
        Assert.Equal(7, await calls.UnboundedAsync(() => Task.FromResult(7)));
        lost.SetResult(1);
        await Task.WhenAll(waiting);
        Assert.Equal(8, await calls.AskAsync(() => Task.FromResult(8)));
    }

    [Fact]
    public async Task What_the_cluster_fails_with_is_to_be_sent_again()
    {
        var calls = new ClusterCalls(2);
        await Assert.ThrowsAsync<UnavailableException>(() => calls.AskAsync<int>(() => throw new SiloUnavailableException("gone")));
        await Assert.ThrowsAsync<UnavailableException>(() => calls.AskAsync<int>(() => throw new TimeoutException()));
        var told = await Assert.ThrowsAsync<UnavailableException>(() => calls.AskAsync<int>(() => throw new OrleansException("no", new UnavailableException("the log is full", TimeSpan.FromSeconds(9)))));
        Assert.Equal(("the log is full", TimeSpan.FromSeconds(9)), (told.Message, told.RetryAfter));
        await Assert.ThrowsAsync<TenantNotFoundException>(() => calls.AskAsync<int>(() => throw new TenantNotFoundException("t")));
    }

    private static async Task<long> SendAsync(TwoSilos host, int number)
    {
        var batch = EventBatch.Rent();
        var body = $$$"""{"specversion":"1.0","id":"{{{number}}}","source":"s","type":"care.survey.answered","time":"2026-03-02T10:00:00Z","data":{"survey":"{{{number}}}","kind":"nps","score":10}}""";
        Assert.True(EventParser.Parse(Encoding.UTF8.GetBytes(body), BodyForm.Single, new ParseContext("t", long.MaxValue / 2), batch).IsOk);
        return (await host.Grains.Intake("t").IngestAsync(new IngestRequest(batch))).Position;
    }

    private static async Task<double> CountAsync(TwoSilos host, long after)
    {
        var day = new DateOnly(2026, 3, 2);
        var read = await host.Grains.Scope("t", Whole).ReadAsync(new ReadRequest(Whole, new PeriodChoice(new Period(day, day), null)) { Kpis = ["nps"], After = after });
        return read!.Values![0].Count;
    }
}
