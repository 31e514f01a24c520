using System.Text.Json;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Daily;

/// <summary>Who reads again only the days that the writer tells of has what every series by day says: no change is missed, whatever comes late, and whatever is lost in between.</summary>
public class ChangedDaysTests
{
    [Fact]
    public void ACopyOfDaysFollowsWhateverComes() => Play.ForAll(FollowsAsync, test: 8);

    /// <summary>A contact that began on a day of which nothing is a cell; found by the property.</summary>
    [Fact]
    public Task ACopyHasHealthFromBeforeTheFirstCell() => FollowsAsync(new Generator(178_425).Tenant(20 + (275_431 % 60), everyType: 275_431 % 3 == 0), 275_431);

    /// <summary>All that a team had on its first day goes to another one, and what changed is not known any more: the day is told of the tenant alone; found by the property.</summary>
    [Fact]
    public Task ACopyKeepsNothingOfTeamsBeforeTheirFirstDay() => FollowsAsync(new Generator(66_671).Tenant(20 + (431_564 % 60), everyType: 431_564 % 3 == 0), 431_564);

    private static async Task FollowsAsync(GeneratedTenant tenant, int seed)
    {
        var play = new Play(tenant, seed);
        await using var node = Play.NodeOf(tenant, play.Limits());
        await Play.CreateAsync(node, tenant);
        var copy = new DaysCopy(node);
        foreach (var batch in play.Batches(tenant.Events))
        {
            var (reply, _) = await node.SendAsync(batch);
            if (play.Chance(40))
            {
                await node.AppliedAsync(reply.Position);
                await copy.FollowAsync();
            }
            if (play.Chance(15))
            {
                await node.RestartAsync(play.Limits());
            }
            if (play.Chance(15))
            {
                node.Time.Advance(TimeSpan.FromHours(play.Chance(50) ? 7 : 61));
            }
            if (play.Chance(5))
            {
                await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
            }
            await node.AppliedAsync(reply.Position);
        }
        await copy.FollowAsync();
        var wrong = await copy.DifferencesAsync(ScopesOf(tenant), []);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
    }

    private static IEnumerable<ScopeRef> ScopesOf(GeneratedTenant tenant) =>
        [new ScopeRef(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Select(static key => new ScopeRef(Level.Agent, key))];

    [Fact]
    public async Task OnlyWhatIsChangedIsReadAgain()
    {
        await using var node = NodeAt("2026-03-09T12:00:00Z");
        await node.CreateAsync("UTC");
        await SendAsync(node, Contact("1", "2026-03-01T10:00:00Z"), Contact("2", "2026-03-09T10:00:00Z"));
        var copy = new DaysCopy(node);
        await copy.FollowAsync();
        Assert.Equal(9, copy.Read);
        await copy.FollowAsync();
        // Today, and no more.
        Assert.Equal(10, copy.Read);
        await SendAsync(node, Contact("3", "2026-03-04T10:00:00Z"));
        await copy.FollowAsync();
        Assert.Equal(["2026-03-09", "2026-03-04"], copy.Last.Days.Select(static day => day.Day.ToString("O")));
        // A case that was opened is in the backlog of every day from then on.
        await SendAsync(node, Sent.Opened("4", "2026-03-07T10:00:00Z", "late"));
        await copy.FollowAsync();
        Assert.Equal(["2026-03-09", "2026-03-08", "2026-03-07"], copy.Last.Days.Select(static day => day.Day.ToString("O")));
        // Over, and settled.
        node.Time.Advance(TimeSpan.FromHours(13));
        await copy.FollowAsync();
        Assert.Equal(["2026-03-10", "2026-03-09"], copy.Last.Days.Select(static day => day.Day.ToString("O")).Where(static day => string.CompareOrdinal(day, "2026-03-08") > 0));
        Assert.Empty(await copy.DifferencesAsync([new ScopeRef(Level.Tenant, ""), new ScopeRef(Level.Agent, "lee")], []));
    }

    /// <summary>No event has come after it, so that nothing of it is a cell yet.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AStatusThatRunsSinceDaysBeginsThem(bool isAsleep)
    {
        await using var node = NodeAt("2026-03-09T12:00:00Z");
        await node.CreateAsync("UTC");
        await SendAsync(node, Sent.Status("1", "2026-03-07T10:00:00Z", "lee", "available"));
        if (isAsleep)
        {
            await node.RestartAsync();
        }
        var copy = new DaysCopy(node);
        await copy.FollowAsync();
        Assert.Equal(new DateOnly(2026, 3, 7), copy.Last.First);
        Assert.Equal(3, copy.Read);
        Assert.Empty(await copy.DifferencesAsync([new ScopeRef(Level.Agent, "lee")], []));
    }

    [Fact]
    public async Task AMembershipChangesTheDaysItHoldsFor()
    {
        await using var node = NodeAt("2026-03-09T12:00:00Z");
        await node.CreateAsync("UTC");
        await SendAsync(node, Contact("1", "2026-03-02T10:00:00Z"), Contact("2", "2026-03-08T10:00:00Z"), Member("3", "2026-03-01T00:00:00Z", "first"), Member("3b", "2026-03-01T00:00:01Z", "first"));
        var copy = new DaysCopy(node);
        await copy.FollowAsync();
        // The same once more is nothing.
        await SendAsync(node, Member("4", "2026-03-05T00:00:00Z", "first"));
        await copy.FollowAsync();
        Assert.Single(copy.Last.Days);
        await SendAsync(node, Member("5", "2026-03-06T00:00:00Z", "second"));
        await copy.FollowAsync();
        Assert.Equal(["2026-03-09", "2026-03-08", "2026-03-07", "2026-03-06"], copy.Last.Days.Select(static day => day.Day.ToString("O")));
        await SendAsync(node, Sent.Event("6", "2026-03-09T00:00:00Z", "care.team.described", """{"team":"second","parent":"first"}"""));
        await copy.FollowAsync();
        Assert.True(copy.Last.IsAnew);
        Assert.Empty(await copy.DifferencesAsync([new ScopeRef(Level.Tenant, ""), new ScopeRef(Level.Team, "first"), new ScopeRef(Level.Team, "second")], []));
    }

    [Fact]
    public async Task SettingsAndOwnKpisChangeEveryDay()
    {
        await using var node = NodeAt("2026-03-09T12:00:00Z");
        await node.CreateAsync("UTC");
        await SendAsync(node, Contact("1", "2026-03-02T10:00:00Z"));
        var copy = new DaysCopy(node);
        await copy.FollowAsync();
        await node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, "calls", JsonElement.Parse("""{"code":"calls","name":"Calls","formula":"contact_volume * 2","unit":"n","direction":"none","keyResultArea":"efficiency"}""")));
        await copy.FollowAsync();
        Assert.True(copy.Last.IsAnew);
        // From a later instant on: when it has come.
        await node.Intake.ChangeSettingsAsync(new SettingsChange(Micros("2026-03-10T00:00:00Z"), JsonElement.Parse("""{"discountRate":0.2}""")));
        await copy.FollowAsync();
        Assert.False(copy.Last.IsAnew);
        node.Time.Advance(TimeSpan.FromDays(1));
        await copy.FollowAsync();
        Assert.True(copy.Last.IsAnew);
        Assert.Empty(await copy.DifferencesAsync([new ScopeRef(Level.Tenant, ""), new ScopeRef(Level.Agent, "lee")], ["calls"]));
    }

    /// <summary>An engine that keeps no marks wrote in between: what it changed is not known.</summary>
    [Fact]
    public async Task WhereMarksAreMissingEveryDayIsTold()
    {
        var (log, state, time) = (new MemoryLogStore(), new MemoryStateStore(), new ManualTime(new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero)));
        await using (var node = new TestNode(Play.Hasty, log, state, time))
        {
            await node.CreateAsync("UTC");
            await SendAsync(node, Contact("1", "2026-03-02T10:00:00Z"));
        }
        ChangedDays told;
        await using (var node = new TestNode(Play.Hasty, log, state, time))
        {
            told = await node.Intake.ChangedDaysAsync(new DaysKnown(-1, 0, "", 1_100));
            Assert.False((await node.Intake.ChangedDaysAsync(Of(told))).IsAnew);
        }
        await using (var node = new TestNode(Play.Hasty, log, state, time) { MarksDays = false })
        {
            await node.RestartAsync();
            await SendAsync(node, Contact("2", "2026-03-03T10:00:00Z"));
        }
        await using (var node = new TestNode(Play.Hasty, log, state, time))
        {
            Assert.True((await node.Intake.ChangedDaysAsync(Of(told))).IsAnew);
        }

        static DaysKnown Of(ChangedDays told) => new(told.Applied, told.Now, told.Basis, 1_100);
    }

    private static TestNode NodeAt(string now) => new(time: new ManualTime(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task SendAsync(TestNode node, params string[] events)
    {
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private static long Micros(string at) => (DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string Contact(string id, string time) => Sent.Event(id, time, "care.contact.ended", $$"""{"contact":"c{{id}}","channel":"voice","direction":"inbound","outcome":"answered","wait":12.4,"talk":181,"agent":"lee"}""");

    private static string Member(string id, string time, string team) => Sent.Event(id, time, "care.agent.described", $$"""{"agent":"lee","team":"{{team}}"}""");
}
