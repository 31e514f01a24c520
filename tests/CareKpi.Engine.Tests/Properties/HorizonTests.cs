using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>What was before the horizon is gone; figures stand, and what is left is what a rebuild makes of the log.</summary>
public partial class HorizonTests
{
    [Fact]
    public void FiguresStandWhereverTheHorizonMoves() => Play.ForAll(async (tenant, seed) =>
    {
        var random = new Random(seed);
        var play = new Play(tenant, seed);
        await using var node = new Forgetful(tenant, play.Limits());
        await using var twin = new Forgetful(tenant);
        await LoadAsync(play, node, twin);
        var periods = PeriodsOf(tenant, random);
        var day = FirstOf(tenant);
        var moves = random.Next(1, 4);
        for (var move = 0; move < moves; move++)
        {
            await SendOldAsync(node, day);
            await SendOldAsync(twin, day);
            day = day.AddDays(random.Next(move == 0 ? 1 : Forgetful.Step, 12));
            await node.ForgetAsync(day);
            await twin.RestartAsync(node.Now);
            Same(await twin.ValuesAsync(periods), await node.ValuesAsync(periods));
            if (play.Chance(40))
            {
                await node.RestartAsync(other: play.Limits());
            }
            if (play.Chance(40))
            {
                node.Crash();
            }
            Same(await twin.ValuesAsync(periods), await node.ValuesAsync(periods));
        }
    });

    [Fact]
    public void WhatComesLaterCountsAsEver() => Play.ForAll(async (tenant, seed) =>
    {
        var random = new Random(seed);
        var play = new Play(tenant, seed);
        await using var node = new Forgetful(tenant, play.Limits());
        await using var twin = new Forgetful(tenant);
        await LoadAsync(play, node, twin);
        var last = tenant.Events.Max(Forgetful.TimeOf);
        var later = new Generator(seed).Tenant(40, everyType: seed % 2 == 0);
        // All of it in time: nothing is as old as events may be.
        var latest = later.Events.Max(Forgetful.TimeOf);
        var recent = later.Events.Where(sent => Forgetful.TimeOf(sent) > latest.AddDays(-100)).ToList();
        var shift = (int)Math.Ceiling((last - recent.Min(Forgetful.TimeOf)).TotalDays) + 45;
        var events = Forgetful.Renamed(Shifted(recent, shift));
        await node.ForgetAsync(FirstOf(tenant).AddDays(random.Next(1, 25)));
        var now = events.Max(Forgetful.TimeOf).AddDays(1);
        foreach (var batch in play.Batches(events))
        {
            await node.RestartAsync(now > node.Now ? now : node.Now);
            await node.Node.SendAsync(batch);
        }
        await twin.RestartAsync(node.Now);
        await twin.Node.SendAsync(events);
        var periods = PeriodsOf(tenant, random).Append(new Period(DateOnly.FromDateTime(last.UtcDateTime), DateOnly.FromDateTime(now.UtcDateTime))).ToList();
        Same(await twin.ValuesAsync(periods), await node.ValuesAsync(periods));
        // And once more over what came meanwhile.
        await node.ForgetAsync(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-random.Next(0, 5)));
        await twin.RestartAsync(node.Now);
        Same(await twin.ValuesAsync(periods), await node.ValuesAsync(periods));
    });

    /// <summary>Late events, corrections of what is gone and reopened cases among them.</summary>
    [Fact]
    public void ARebuildAfterAMoveMakesNoDifference() => Play.ForAll(async (tenant, seed) =>
    {
        var random = new Random(seed);
        var play = new Play(tenant, seed);
        await using var node = new Forgetful(tenant, play.Limits());
        await node.RestartAsync(Forgetful.Early);
        await node.CreateAsync();
        await node.KeepAsync();
        var batches = play.Batches(play.Repeated()).ToList();
        var day = FirstOf(tenant);
        var position = 0;
        foreach (var batch in batches)
        {
            await node.TakeAsync(batch);
            if (position++ % Math.Max(1, batches.Count / 3) == 0)
            {
                await SendOldAsync(node, day);
                day = day.AddDays(random.Next(position == 1 ? 1 : Forgetful.Step, 9));
                await node.ForgetAsync(day);
                if (play.Chance(50))
                {
                    await node.ForgottenAsync();
                }
            }
            if (play.Chance(20))
            {
                await node.RestartAsync(other: play.Limits());
            }
        }
        var live = await node.Node.Intake.DigestAsync();
        await node.RestartAsync();
        Same(live, await node.Node.Intake.DigestAsync());
        await node.Node.DoneAsync((await node.Node.Intake.RebuildAsync()).Id);
        Same(live, await node.Node.Intake.DigestAsync());
        await node.ForgottenAsync();
        await node.Node.DoneAsync((await node.Node.Intake.RebuildAsync()).Id);
        var again = await node.Node.Intake.DigestAsync();
        Same(live, again);
        // And of the log alone.
        await node.DisposeAsync();
        await using var anew = new TestNode(play.Limits(), node.Log, new MemoryStateStore(), node.Node.Time);
        Same(again, await anew.Intake.DigestAsync());
    });

    [Fact]
    public async Task WhatIsBeforeItIsNowhere()
    {
        var tenant = new Generator(11).Tenant(400, everyType: true);
        await using var node = new Forgetful(tenant);
        await node.CreateAsync();
        await node.Node.SendAsync(tenant.Events);
        await node.KeepAsync();
        await node.Node.Intake.DigestAsync();
        var (log, state) = (await LogBytesAsync(node), await StateBytesAsync(node));
        var last = DateOnly.FromDateTime(tenant.Events.Max(Forgetful.TimeOf).UtcDateTime);
        await node.ForgetAsync(last);
        await node.ForgottenAsync();
        await node.Node.Intake.DigestAsync();
        foreach (var entry in await node.Log.ReadAsync(TestNode.Tenant, 1, int.MaxValue, default))
        {
            if (LogEntry.KindOf(entry.Payload.Span) == LogEntryKind.Events)
            {
                var batch = Kpis.Events.EventBatch.Rent();
                LogEntry.EventsOf(entry.Seq, entry.Payload.Span, TestNode.Tenant, batch);
                foreach (ref readonly var read in batch.Events)
                {
                    Assert.True(read.Time >= Micros(last) || read.Type is Kpis.Events.EventType.AgentDescribed or Kpis.Events.EventType.TeamDescribed or Kpis.Events.EventType.CustomerDescribed or Kpis.Events.EventType.EventWithdrawn, read.Type.ToString());
                }
                batch.Return();
            }
        }
        Assert.True(await LogBytesAsync(node) < log, $"{await LogBytesAsync(node)} bytes of log after {log}");
        Assert.True(await StateBytesAsync(node) < state, $"{await StateBytesAsync(node)} bytes of state after {state}");
    }

    [Fact]
    public async Task WhatIsOlderIsRefusedAndNotCountedTwice()
    {
        var tenant = new Generator(3).Tenant(10);
        await using var node = new Forgetful(tenant);
        await node.Node.CreateAsync("UTC");
        await node.KeepAsync();
        string[] events = [Sent.Opened("1", "2026-03-02T12:00:00Z", "a"), Sent.Opened("2", "2026-03-03T00:00:00Z", "b")];
        await node.RestartAsync(DateTimeOffset.Parse("2026-03-04T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await node.Node.SendAsync(events);
        await node.ForgetAsync(new DateOnly(2026, 3, 3));
        var (reply, rejected) = await node.Node.SendAsync([.. events, Sent.Opened("3", "2026-03-02T23:59:59.999999Z", "c")]);
        Assert.Equal((0, 1), (reply.Accepted, reply.Duplicates));
        Assert.Equal(["1 too_old time", "3 too_old time"], rejected.Select(static rejection => $"{rejection.Id} {rejection.Code} {rejection.Field}"));
        // Both cases are open still: the first was carried.
        var read = await node.Node.ReadAsync(new ScopeRef(Level.Tenant, ""), new Period(new(2026, 3, 1), new(2026, 3, 31)), ["backlog", "cases_opened"]);
        Assert.Equal([2, 2], read!.Values!.Select(static value => value.Value));
        var (closed, _) = await node.Node.SendAsync([Sent.Event("4", "2026-06-30T12:00:00Z", "care.case.resolved", """{"case":"a"}""")]);
        await node.Node.AppliedAsync(closed.Position);
        var after = await node.Node.ReadAsync(new ScopeRef(Level.Tenant, ""), new Period(new(2026, 3, 1), new(2026, 6, 30)), ["backlog"]);
        Assert.Equal(1, after!.Values![0].Value);
        Assert.Equal(Micros(new(2026, 3, 3)), (await node.Node.Intake.SettingsAsync()).Horizon);
    }

    /// <summary>Six days of 120; what the step is of other days, <see cref="Kpis.Settings.Retention"/> says.</summary>
    [Fact]
    public async Task ItMovesWhenATwentiethIsBehind()
    {
        var tenant = new Generator(3).Tenant(10);
        await using var node = new Forgetful(tenant);
        await node.Node.CreateAsync("UTC");
        await node.KeepAsync();
        var first = new DateOnly(2026, 3, 3);
        await node.RestartAsync(new DateTimeOffset(first.AddDays(9), new TimeOnly(0, 0), TimeSpan.Zero));
        await node.Node.SendAsync([.. Enumerable.Range(0, 10).Select(day => Sent.Opened($"{day}", $"{first.AddDays(day - 1):yyyy-MM-dd}T12:00:00Z", $"case-{day}"))]);
        await node.ForgetAsync(first);
        var next = new DateTimeOffset(first.AddDays(Forgetful.Days + Forgetful.Step), new TimeOnly(0, 0), TimeSpan.Zero).AddMicroseconds(-1);
        await node.TickAsync(next);
        await node.RestartAsync(next);
        await node.LookedAsync();
        Assert.Equal(Micros(first), (await node.Node.Intake.DescribeAsync())!.Horizon);
        await node.ForgetAsync(first.AddDays(Forgetful.Step));
    }

    /// <summary>The move is cut short at every step of the stores, twice, and done in the end.</summary>
    [Theory]
    [InlineData("log.append")]
    [InlineData("log.append.synced")]
    [InlineData("state.write")]
    [InlineData("state.write.synced")]
    [InlineData("log.rewrite.synced")]
    public async Task AMoveThatWasCutShortIsDone(string step)
    {
        var cuts = 0;
        for (var skip = 0; skip < 8; skip++)
        {
            var tenant = new Generator(skip + 1).Tenant(80, everyType: true);
            await using var twin = new Forgetful(tenant);
            await using var node = new Forgetful(tenant, Play.Hasty);
            await LoadAsync(new Play(tenant, skip), node, twin);
            var day = FirstOf(tenant).AddDays(10);
            await node.TickAsync(Forgetful.LateFor(day));
            await node.RestartAsync(Forgetful.LateFor(day));
            var left = skip;
            node.Fail(step, () => left-- == 0 && ++cuts > 0);
            await CutShortAsync(tenant, node, twin, day, seed: skip);
        }
        Assert.NotEqual(0, cuts);
    }

    /// <summary>The move is cut short by what fails in the stores; the next process does it, and nothing is other than without it.</summary>
    private static async Task CutShortAsync(GeneratedTenant tenant, Forgetful node, Forgetful twin, DateOnly day, int seed)
    {
        try
        {
            await node.MovedAsync(day);
            await node.ForgottenAsync();
        }
        catch (Exception exception) when (exception is UnavailableException or Stores.StoreException)
        {
            // It died on the way.
        }
        node.Crash();
        await node.MovedAsync(day);
        await node.ForgottenAsync();
        await twin.RestartAsync(node.Now);
        var periods = PeriodsOf(tenant, new Random(seed));
        Same(await twin.ValuesAsync(periods), await node.ValuesAsync(periods));
        var live = await node.Node.Intake.DigestAsync();
        await node.Node.DoneAsync((await node.Node.Intake.RebuildAsync()).Id);
        Same(live, await node.Node.Intake.DigestAsync());
    }

    [Theory]
    [InlineData("""{"retentionDays":119}""")]
    [InlineData("""{"retentionDays":200,"repeatWindowDays":171}""")]
    public async Task TooFewDaysAreRefused(string settings)
    {
        await using var node = new TestNode();
        await node.CreateAsync("UTC");
        var given = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(settings);
        var refused = await Assert.ThrowsAsync<Kpis.Settings.SettingsException>(() => node.Intake.ChangeSettingsAsync(new SettingsChange(null, given)));
        Assert.Equal("retentionDays", refused.Path);
    }

    private static async Task LoadAsync(Play play, Forgetful node, Forgetful twin)
    {
        await node.CreateAsync();
        await twin.CreateAsync();
        foreach (var batch in play.Batches(play.Repeated()))
        {
            await node.Node.SendAsync(batch);
            await twin.Node.SendAsync(batch);
        }
        await SendOldAsync(node, new DateOnly(2025, 1, 2));
        await SendOldAsync(twin, new DateOnly(2025, 1, 2));
        // Not before all is there: what is older is refused. And by a clock by which nothing is due: it moves when and where a test says.
        await node.RestartAsync(Forgetful.Early);
        await node.KeepAsync();
    }

    /// <summary>So that there is always something to forget; of nobody, since a status that runs over the horizon may be gone.</summary>
    private static Task SendOldAsync(Forgetful node, DateOnly day)
    {
        var id = day.DayNumber;
        return node.TakeAsync(Sent.Event($"old-{id}", $"{day:yyyy-MM-dd}T12:00:00Z", "care.contact.ended", $$"""{"contact":"old-{{id}}","channel":"voice","direction":"inbound","outcome":"answered","wait":1,"talk":60}"""));
    }

    private static DateOnly FirstOf(GeneratedTenant tenant) => DateOnly.FromDateTime(tenant.Events.Select(Forgetful.TimeOf).Order().Skip(tenant.Events.Count / 5).First().UtcDateTime);

    private static List<Period> PeriodsOf(GeneratedTenant tenant, Random random)
    {
        var (first, last) = (tenant.Events.Min(Forgetful.TimeOf), tenant.Events.Max(Forgetful.TimeOf));
        var (from, days) = (DateOnly.FromDateTime(first.UtcDateTime).AddDays(-2), (int)(last - first).TotalDays + 4);
        var some = from.AddDays(random.Next(days));
        return [new(from, from.AddDays(days)), new(some, some.AddDays(random.Next(8)))];
    }

    private static IEnumerable<string> Shifted(IEnumerable<string> events, int days) => events.Select(sent => System.Text.RegularExpressions.Regex.Replace(
        sent,
        @"\d{4}-\d{2}-\d{2}",
        found => DateOnly.ParseExact(found.Value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        System.Text.RegularExpressions.RegexOptions.None,
        TimeSpan.FromSeconds(10)));

    private static long Micros(DateOnly day) => (day.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86_400_000_000L;

    private static async Task<long> LogBytesAsync(Forgetful node) => (await node.Log.ReadAsync(TestNode.Tenant, 1, int.MaxValue, default)).Sum(static entry => (long)entry.Payload.Length);

    private static async Task<long> StateBytesAsync(Forgetful node) => (await ((Stores.IStateStore)node.State).MeasureAsync(TestNode.Tenant, [], int.MaxValue, default)).Bytes;

    private static void Same(Digests expected, Digests actual) =>
        Assert.Equal((expected.Timelines, expected.Cells, expected.Seen), (actual.Timelines, actual.Cells, actual.Seen));

    private static void Same(string expected, string actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            var differences = expected.Split('\n').Zip(actual.Split('\n')).Where(static pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Take(6).Select(static pair => $"{pair.Second}\n  instead of {pair.First}");
            Assert.Fail($"{expected.Length} characters are expected, {actual.Length} are there\n{string.Join('\n', differences)}");
        }
    }
}
