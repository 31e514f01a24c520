using System.Globalization;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

public abstract partial class HostSpecification
{
    private static readonly DateOnly February = new(2026, 2, 1);

    private static IReadOnlyList<ScopeRef> Closed => [Whole, new(Level.Team, "billing"), new(Level.Agent, "ann"), new(Level.Agent, "bob")];

    /// <summary>In February ann of billing solved one case; what came in March belongs to March.</summary>
    private static readonly string[] BeforeClosing =
    [
        Sent.Event("m1", "2026-01-01T00:00:00Z", "care.agent.described", """{"agent":"ann","team":"billing"}"""),
        Sent.Event("m2", "2026-02-10T09:00:00Z", "care.contact.ended", """{"contact":"c1","channel":"voice","direction":"inbound","outcome":"answered","wait":10,"agent":"ann"}"""),
        Sent.Event("m3", "2026-02-11T09:00:00Z", "care.survey.answered", """{"survey":"s1","kind":"csat","score":5,"agent":"ann"}"""),
        Sent.Event("m4", "2026-03-01T09:00:00Z", "care.contact.ended", """{"contact":"c2","channel":"voice","direction":"inbound","outcome":"answered","wait":10,"agent":"ann"}"""),
    ];

    /// <summary>Late ones of February, one of an agent who had nothing then.</summary>
    private static readonly string[] AfterClosing =
    [
        Sent.Event("m5", "2026-02-20T09:00:00Z", "care.contact.ended", """{"contact":"c3","channel":"voice","direction":"inbound","outcome":"answered","wait":30,"agent":"ann"}"""),
        Sent.Event("m6", "2026-02-21T09:00:00Z", "care.survey.answered", """{"survey":"s2","kind":"csat","score":1,"agent":"ann"}"""),
        Sent.Event("m7", "2026-02-22T09:00:00Z", "care.contact.ended", """{"contact":"c4","channel":"chat","direction":"inbound","outcome":"answered","wait":1,"agent":"bob"}"""),
    ];

    private static async Task<string> MonthAsync(IHostUnderTest host, ScopeRef scope, params string[] kpis)
    {
        var position = (await host.Grains.Intake("t").DescribeAsync())!.Position;
        var read = await host.Grains.Scope("t", scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(new Period(February, new(2026, 2, 28)), null)) { Kpis = kpis, After = position });
        return string.Join("; ", read!.Values!.Select(static value => string.Create(CultureInfo.InvariantCulture, $"{value.Kpi} {value.Value ?? -1} of {value.Count}{(value.ClosedAt is null ? "" : $", now {value.Revised ?? -1}")}")));
    }

    [Fact]
    public async Task A_closed_month_stands_whatever_comes_through_sleep_death_and_rebuild()
    {
        var host = await StartedAsync("t");
        await SendAsync(host, "t", BeforeClosing);
        var closing = await host.Grains.Scope("t", Whole).CloseMonthAsync(February, "Cara");
        Assert.Equal((February, "Cara"), (closing.Month, closing.ClosedBy));
        Assert.Equal("contacts_handled 1 of 1, now 1; csat 100 of 1, now 100", await MonthAsync(host, Whole, "contacts_handled", "csat"));

        await SendAsync(host, "t", AfterClosing);
        await StandsAsync(host);
        await host.SleepAsync("t");
        await StandsAsync(host);
        var job = await host.Grains.Intake("t").RebuildAsync();
        while (await host.Grains.Intake("t").JobAsync(job.Id) is { State: JobState.Running })
        {
            await Task.Yield();
        }
        await StandsAsync(host);
        host.Kill();
        log = log.NextProcess();
        state = state.NextProcess();
        await using var next = Start(Setting());
        await StandsAsync(next);
        // The log alone tells it too.
        state = new Testing.Stores.MemoryStateStore();
        await using var bare = Start(Setting());
        await StandsAsync(bare);
        Assert.Equal([closing], await bare.Grains.Intake("t").MonthsAsync());

        async Task StandsAsync(IHostUnderTest at)
        {
            Assert.Equal("contacts_handled 1 of 1, now 3; csat 100 of 1, now 50", await MonthAsync(at, Whole, "contacts_handled", "csat"));
            Assert.Equal("contacts_handled 1 of 1, now 2; csat 100 of 1, now 50", await MonthAsync(at, Closed[1], "contacts_handled", "csat"));
            Assert.Equal("contacts_handled 1 of 1, now 2", await MonthAsync(at, Closed[2], "contacts_handled"));
            // Who had nothing then has nothing still.
            Assert.Equal("contacts_handled 0 of 0, now 1; csat -1 of 0, now -1", await MonthAsync(at, Closed[3], "contacts_handled", "csat"));
        }
    }

    [Fact]
    public async Task Only_reads_of_exactly_the_month_are_closed_and_points_by_month()
    {
        await using var host = await StartedAsync("t");
        await SendAsync(host, "t", BeforeClosing);
        await host.Grains.Scope("t", Whole).CloseMonthAsync(February, "Cara");
        await SendAsync(host, "t", AfterClosing);
        var request = new ReadRequest(Whole, new PeriodChoice(new Period(February, new(2026, 2, 27)), null)) { Kpis = ["contacts_handled"], After = (await host.Grains.Intake("t").DescribeAsync())!.Position };
        Assert.Equal((3.0, null), await ValueAsync(request));
        var exactly = request with { Period = new PeriodChoice(new Period(February, new(2026, 2, 28)), null) };
        Assert.Equal(3.0, (await ValueAsync(exactly)).Revised);
        Assert.Equal((2.0, null), await ValueAsync(exactly with { Where = new Filter(Kpis.Measures.Dimensions.Channel, null, ["voice"]) }));
        var quarter = request with { Period = new PeriodChoice(new Period(new(2026, 1, 1), new(2026, 3, 31)), null), Interval = Interval.Month };
        Assert.Equal([0, 1, 1], (await host.Grains.Scope("t", Whole).ReadAsync(quarter))!.Series![0].Points.Select(static point => point.Value!.Value));
        Assert.Equal([3, 1], (await host.Grains.Scope("t", Whole).ReadAsync(quarter with { Period = new PeriodChoice(new Period(new(2026, 2, 2), new(2026, 3, 31)), null) }))!.Series![0].Points.Select(static point => point.Value!.Value));
        // A value against the month before is told with what stands.
        var compared = (await host.Grains.Scope("t", Whole).ReadAsync(exactly with { Compare = Comparisons.Previous }))!.Values![0];
        Assert.Equal((1.0, 1.0), (compared.Value!.Value, compared.Previous!.Change!.Value));

        async Task<(double?, double? Revised)> ValueAsync(ReadRequest read)
        {
            var value = (await host.Grains.Scope("t", Whole).ReadAsync(read))!.Values![0];
            return (value.Value, value.ClosedAt is null ? null : value.Revised);
        }
    }

    [Fact]
    public async Task A_month_is_closed_once_when_it_is_over_and_opened_again()
    {
        await using var host = await StartedAsync("t");
        await SendAsync(host, "t", BeforeClosing);
        var whole = host.Grains.Scope("t", Whole);
        Assert.Contains("not over", (await Assert.ThrowsAsync<ReadProblemException>(() => whole.CloseMonthAsync(new(2026, 3, 1), "Cara"))).Message, StringComparison.Ordinal);
        await whole.CloseMonthAsync(February, "Cara");
        Assert.Contains("already", (await Assert.ThrowsAsync<ReadProblemException>(() => whole.CloseMonthAsync(February, "Cara"))).Message, StringComparison.Ordinal);
        await SendAsync(host, "t", AfterClosing);
        Assert.True(await host.Grains.Intake("t").ReopenMonthAsync(February));
        Assert.False(await host.Grains.Intake("t").ReopenMonthAsync(February));
        Assert.Empty(await host.Grains.Intake("t").MonthsAsync());
        Assert.Equal("contacts_handled 3 of 3", await MonthAsync(host, Whole, "contacts_handled"));
        await host.SleepAsync("t");
        Assert.Equal("contacts_handled 2 of 2", await MonthAsync(host, Closed[2], "contacts_handled"));
        await whole.CloseMonthAsync(February, "Dan");
        Assert.Equal("contacts_handled 2 of 2, now 2", await MonthAsync(host, Closed[2], "contacts_handled"));
        await host.SleepAsync("t");
        Assert.Equal("contacts_handled 1 of 1, now 1", await MonthAsync(host, Closed[3], "contacts_handled"));
    }
}
