using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Scopes;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

public class ClosedMonthTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");
    private static readonly ScopeRef Ann = new(Level.Agent, "ann");
    private static readonly Period March = new(new(2026, 3, 1), new(2026, 3, 31));

    private int sent;

    /// <summary>A formula that is 0 on nothing was 0, whatever a missing answer would be.</summary>
    [Fact]
    public async Task What_a_formula_tells_of_nothing_stands()
    {
        await using var node = await NodeAsync();
        await node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, "mine", JsonSerializer.SerializeToElement(new { name = "Mine", formula = "ifEmpty(csat, 0)", unit = "%", direction = "up", keyResultArea = "satisfaction" })));
        await SendAsync(node, Contact());
        await node.Host.Scope(TestNode.Tenant, Whole).CloseMonthAsync(March.From, "test");
        await SendAsync(node, Sent.Event("late", "2026-03-20T09:00:00Z", "care.survey.answered", """{"survey":"s","kind":"csat","score":5,"agent":"ann"}"""));
        foreach (var scope in new[] { Whole, Ann })
        {
            var values = (await node.ReadAsync(scope, March, ["mine", "csat"]))!.Values!;
            Assert.Equal((0.0, 100.0), (values[0].Value!.Value, values[0].Revised!.Value));
            Assert.Equal((null, 100.0), (values[1].Value, values[1].Revised!.Value));
        }
    }

    /// <summary>A contact that comes while the agents are read is in all figures, or in none.</summary>
    [Theory]
    [InlineData(Level.Team)]
    [InlineData(Level.Agent)]
    public async Task All_figures_are_of_one_state(Level level)
    {
        await using var node = await NodeAsync();
        await SendAsync(node, Contact());
        var (grain, between) = Between(node, level, () => SendAsync(node, Contact()));
        between.Times = 2;
        await grain.CloseMonthAsync(March.From, "test");
        await SendAsync(node, Contact());
        Assert.Equal((3.0, 4.0), await HandledAsync(node, Whole));
        Assert.Equal((3.0, 4.0), await HandledAsync(node, Ann));
    }

    [Fact]
    public async Task Who_writes_all_the_time_is_asked_to_try_again()
    {
        await using var node = await NodeAsync();
        await SendAsync(node, Contact());
        var (grain, between) = Between(node, Level.Agent, () => SendAsync(node, Contact()));
        between.Times = int.MaxValue;
        Assert.Contains("again", (await Assert.ThrowsAsync<UnavailableException>(() => grain.CloseMonthAsync(March.From, "test"))).Message, StringComparison.Ordinal);
        Assert.Empty(await node.Intake.MonthsAsync());
    }

    [Fact]
    public async Task A_month_that_is_opened_and_closed_while_it_is_read_is_told_as_it_stands_now()
    {
        var steps = new Steps();
        await using var node = await NodeAsync(new MemoryStateStore(steps.OnAsync));
        await SendAsync(node, Contact());
        await node.Host.Scope(TestNode.Tenant, Whole).CloseMonthAsync(March.From, "test");
        await SendAsync(node, Contact());
        // Its rows are in the store, and nowhere else.
        await node.RestartAsync();
        Assert.Single(await node.Intake.MonthsAsync());
        var source = new CellSourceReference(node.Host, TestNode.Tenant);
        using var stall = steps.StallAt("state.read");
        var read = source.ClosedAsync(Ann, [March.From]);
        await stall.Reached;
        Assert.True(await node.Intake.ReopenMonthAsync(March.From));
        await node.Host.Scope(TestNode.Tenant, Whole).CloseMonthAsync(March.From, "test");
        stall.Release();
        Assert.Equal(2, Assert.Single(await read).Values.Single(static value => value.Kpi == "contacts_handled").Value);
    }

    /// <summary>Of a formula that is tried nobody else has a value: not by an older one of the same code either.</summary>
    [Fact]
    public async Task What_is_tried_has_no_place_among_others()
    {
        await using var node = await NodeAsync();
        await SendAsync(node, [.. Enumerable.Range(0, 12).Select(number => Contact(number % 2 == 0 ? "ann" : "bob"))]);
        var tried = new CustomKpiDefinition("mine", 0, "Mine", "contacts_handled * 2", Units.Number, Direction.Up, KeyResultArea.Efficiency);
        await TriedAsync();
        await node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, "mine", JsonSerializer.SerializeToElement(new { name = "Mine", formula = "contacts_handled", unit = "n", direction = "up", keyResultArea = "efficiency" })));
        await TriedAsync();
        Assert.NotNull((await node.ReadAsync(Ann, March, ["mine"], null, static request => request with { Extras = Extras.Benchmark }))!.Values![0].Benchmark!.Rank);

        async Task TriedAsync()
        {
            var value = (await node.ReadAsync(Ann, March, ["mine"], null, request => request with { Extras = Extras.Benchmark, Tried = tried }))!.Values![0];
            Assert.Equal((12.0, null), (value.Value!.Value, value.Benchmark));
        }
    }

    private static async Task<(double, double)> HandledAsync(TestNode node, ScopeRef scope)
    {
        var value = (await node.ReadAsync(scope, March, ["contacts_handled"]))!.Values![0];
        return (value.Value!.Value, value.Revised!.Value);
    }

    private string Contact(string agent = "ann") =>
        Sent.Event($"c{++sent}", "2026-03-10T09:00:00Z", "care.contact.ended", string.Create(CultureInfo.InvariantCulture, $$"""{"contact":"c{{sent}}","channel":"voice","direction":"inbound","outcome":"answered","wait":10,"agent":"{{agent}}"}"""));

    private static async Task SendAsync(TestNode node, params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private static async Task<TestNode> NodeAsync(MemoryStateStore? state = null)
    {
        var node = new TestNode(state: state, time: new ManualTime(new DateTimeOffset(2026, 4, 5, 12, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node, Sent.Event("a", "2026-01-01T00:00:00Z", "care.agent.described", """{"agent":"ann","team":"billing"}"""));
        return node;
    }

    /// <summary>The tenant's scope; before it is told of the scopes of a level, something is done.</summary>
    private static (ScopeGrain Grain, SourceBetween Between) Between(TestNode node, Level level, Func<Task> act)
    {
        var source = new CellSourceReference(node.Host, TestNode.Tenant);
        var proxy = DispatchProxy.Create<ICellSource, SourceBetween>();
        var between = (SourceBetween)(object)proxy;
        (between.Inner, between.Level, between.Act) = (source, level, act);
        return (new ScopeGrain(Whole, proxy, source, IndustryTable.BuiltIn), between);
    }

    public class SourceBetween : DispatchProxy
    {
        public ICellSource Inner { get; set; } = null!;

        public Level Level { get; set; }

        public Func<Task> Act { get; set; } = null!;

        public int Times { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            args is [CellsRequest { Ranking: { } level } request] && level == Level && Times-- > 0 ? AfterAsync(request) : targetMethod!.Invoke(Inner, args);

        private async Task<ScopeCells?> AfterAsync(CellsRequest request)
        {
            await Act();
            return await Inner.CellsAsync(request);
        }
    }
}
