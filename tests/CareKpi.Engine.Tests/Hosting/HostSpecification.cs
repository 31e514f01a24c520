using System.Globalization;
using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>What every host keeps to: one writer a tenant, turns that interleave only where they wait, sleep and wake, crash and recovery, and fencing when two claim the same tenant.</summary>
public abstract partial class HostSpecification
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    private readonly Steps steps = new();
    private MemoryLogStore log;
    private MemoryStateStore state;
    private readonly ManualTime time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    protected HostSpecification()
    {
        log = new MemoryLogStore(steps.OnAsync);
        state = new MemoryStateStore(steps.OnAsync);
    }

    protected abstract IHostUnderTest Start(HostSetting setting);

    [Fact]
    public async Task A_tenant_has_one_writer_and_its_turns_do_not_overlap()
    {
        await using var host = await StartedAsync("t");
        // Every event is sent by three at once.
        var sent = Enumerable.Range(0, 300).Select(number => Task.Run(() => SendAsync(host, "t", Event(number % 100))));
        var replies = await Task.WhenAll(sent);
        Assert.Equal((100, 200), (replies.Sum(reply => reply.Accepted), replies.Sum(reply => reply.Duplicates)));
        Assert.Equal(1, steps.Count("log.claim"));
        await AssertHoldsAsync("t", 100);
        // When all of it is applied.
        await host.Grains.Intake("t").DigestAsync();
        Assert.Equal(100, (await host.Grains.Intake("t").DescribeAsync())!.Events);
    }

    [Fact]
    public async Task Calls_go_on_while_another_one_waits_for_the_log()
    {
        await using var host = await StartedAsync("t");
        using var stall = steps.StallAt("log.append");
        var first = SendAsync(host, "t", Event(1));
        await stall.Reached;
        // Dedupe sees what is on its way; describing and reading do not wait for it.
        var again = SendAsync(host, "t", Event(1));
        Assert.Equal(0, (await host.Grains.Intake("t").DescribeAsync())!.Events);
        Assert.NotNull(await host.Grains.Scope("t", Whole).ReadAsync(new ReadRequest(Whole, new PeriodChoice(null, PeriodPreset.Today))));
        Assert.False(first.IsCompleted || again.IsCompleted);
        stall.Release();
        Assert.Equal((1, 1), ((await first).Accepted, (await again).Duplicates));
        await AssertHoldsAsync("t", 1);
    }

    [Fact]
    public async Task Who_slept_wakes_with_all_it_knew()
    {
        await using var host = await StartedAsync("t");
        await SendAsync(host, "t", Event(1), Event(2));
        var before = await host.Grains.Intake("t").DigestAsync();
        await host.SleepAsync("t");
        var reads = steps.Count("log.read");
        Assert.Equal(1, (await SendAsync(host, "t", Event(2))).Duplicates);
        // The checkpoint that it wrote before it slept holds everything: the log is not read.
        Assert.Equal(reads, steps.Count("log.read"));
        Assert.Equal(before, await host.Grains.Intake("t").DigestAsync());
    }

    [Fact]
    public async Task Calls_that_come_while_it_falls_asleep_are_answered()
    {
        await using var host = await StartedAsync("t");
        for (var round = 0; round < 20; round++)
        {
            var send = Task.Run(() => ResendAsync(host, "t", Event(round)));
            var sleep = Task.Run(() => host.SleepAsync("t"));
            await Task.WhenAll(send, sleep);
        }
        await AssertHoldsAsync("t", 20);
        Assert.Equal(20, (await host.Grains.Intake("t").DescribeAsync())!.Events);
    }

    [Fact]
    public async Task After_a_crash_everything_acknowledged_is_there_once()
    {
        var host = await StartedAsync("t");
        await SendAsync(host, "t", Event(1), Event(2));
        using (var stall = steps.StallAt("log.append"))
        {
            var lost = SendAsync(host, "t", Event(3));
            await stall.Reached;
            host.Kill();
            log = log.NextProcess();
            state = state.NextProcess();
            stall.Release();
            await Assert.ThrowsAsync<UnavailableException>(() => lost);
        }
        await using var next = Start(Setting());
        var reply = await SendAsync(next, "t", Event(1), Event(3), Event(4));
        Assert.Equal((2, 1), (reply.Accepted, reply.Duplicates));
        await AssertHoldsAsync("t", 4);
        await AssertSameAsPlainAsync(next, "t", 4);
    }

    [Theory]
    [InlineData("log.append")]
    [InlineData("log.append.sync")]
    [InlineData("log.append.synced")]
    [InlineData("log.claim")]
    [InlineData("log.claim.synced")]
    [InlineData("state.write")]
    [InlineData("state.write.synced")]
    [InlineData("state.read")]
    [InlineData("log.head")]
    [InlineData("log.reopen")]
    [InlineData("state.reopen")]
    public async Task A_store_that_fails_once_is_not_the_end(string step)
    {
        await using var host = await StartedAsync("t");
        await SendAsync(host, "t", Event(1));
        await host.SleepAsync("t");
        steps.FailAt(step);
        await ResendAsync(host, "t", Event(1), Event(2));
        await ResendAsync(host, "t", Event(3));
        await host.SleepAsync("t");
        await ResendAsync(host, "t", Event(4));
        await AssertHoldsAsync("t", 4);
        await AssertSameAsPlainAsync(host, "t", 4);
    }

    /// <summary>What cannot be written when a grain falls asleep is read from the log when it wakes.</summary>
    [Theory]
    [InlineData("state.write")]
    [InlineData("state.write.synced")]
    public async Task A_checkpoint_that_fails_is_not_the_end(string step)
    {
        await using var host = await StartedAsync("t");
        await SendAsync(host, "t", Event(1), Event(2));
        steps.FailAt(step);
        await host.SleepAsync("t");
        await ResendAsync(host, "t", Event(3));
        steps.FailAt(step);
        await ResendAsync(host, "t", Event(4));
        // An activation that is behind writes on its way, and reads on where it cannot: from here on it has nothing else to write.
        await AgainAsync(host.Grains.Intake("t").DigestAsync);
        steps.FailAt(step);
        await Assert.ThrowsAsync<UnavailableException>(host.Grains.Intake("t").DigestAsync);
        await ResendAsync(host, "t", Event(5));
        await AssertSameAsPlainAsync(host, "t", 5);
    }

    [Fact]
    public async Task Of_two_hosts_the_one_that_claimed_last_goes_on()
    {
        await using var first = await StartedAsync("t");
        await SendAsync(first, "t", Event(1));
        // It writes nothing any more by which it would learn of the other one by itself.
        await first.Grains.Intake("t").DigestAsync();
        await using var second = Start(Setting());
        await SendAsync(second, "t", Event(2));
        await Assert.ThrowsAsync<UnavailableException>(() => SendAsync(first, "t", Event(3)));
        Assert.Equal(1, (await SendAsync(second, "t", Event(4))).Accepted);
        // Sent again it is taken: the first host has read the log anew and claimed the tenant in its turn.
        await ResendAsync(first, "t", Event(3));
        await AssertHoldsAsync("t", 4);
        await AssertSameAsPlainAsync(first, "t", 4);
    }

    [Fact]
    public async Task Two_hosts_that_fight_over_a_tenant_lose_and_double_nothing()
    {
        await using var first = await StartedAsync("t");
        await using var second = Start(Setting());
        var senders = Enumerable.Range(0, 4).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; number < 30; number++)
            {
                // Each event is sent to both.
                await ResendAsync((sender + number) % 2 == 0 ? first : second, "t", Event(number));
            }
        }));
        await Task.WhenAll(senders);
        await AssertHoldsAsync("t", 30);
        await AssertSameAsPlainAsync(second, "t", 30);
    }

    [Fact]
    public async Task Of_a_group_only_the_fenced_tenant_is_left_out()
    {
        await using var first = await StartedAsync("t", "u", "v");
        await SendAsync(first, "t", Event(1));
        await SendAsync(first, "u", Event(1));
        await SendAsync(first, "v", Event(1));
        await using var second = Start(Setting());
        // While the first host writes v, the second claims t, and t and u of the first wait for the next group.
        using var stall = steps.StallAt("log.append");
        var writing = SendAsync(first, "v", Event(2));
        await stall.Reached;
        var taken = steps.Next("state.read");
        var other = SendAsync(second, "t", Event(3));
        await taken;
        var fenced = SendAsync(first, "t", Event(4));
        var goesOn = SendAsync(first, "u", Event(2));
        stall.Release();
        Assert.Equal(1, (await writing).Accepted);
        Assert.Equal(1, (await goesOn).Accepted);
        await SettledAsync(fenced);
        await SettledAsync(other);
        await ResendAsync(first, "t", Event(4));
        await ResendAsync(second, "t", Event(3));
        await AssertHoldsAsync("t", 3);
        await AssertHoldsAsync("u", 2);
        await AssertHoldsAsync("v", 2);
    }

    private HostSetting Setting() => new(log, state, time, Play.Hasty);

    private async Task<IHostUnderTest> StartedAsync(params string[] tenants)
    {
        var host = Start(Setting());
        foreach (var tenant in tenants)
        {
            await host.Grains.Intake(tenant).CreateAsync(new TenantSpec("Test", "UTC", "EUR", null, "en", null));
        }
        return host;
    }

    private static string Event(int number) => Sent.Opened(number.ToString(CultureInfo.InvariantCulture), "2026-03-02T09:00:00Z", $"k{number}");

    private static async Task<IngestReply> SendAsync(IHostUnderTest host, string tenant, params string[] events)
    {
        var batch = EventBatch.Rent();
        Assert.True(EventParser.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), BodyForm.Array, new ParseContext(tenant, long.MaxValue / 2), batch).IsOk);
        return await host.Grains.Intake(tenant).IngestAsync(new IngestRequest(batch));
    }

    private Task<IngestReply> ResendAsync(IHostUnderTest host, string tenant, params string[] events) => AgainAsync(() => SendAsync(host, tenant, events));

    /// <summary>As a client does that was told to send the same again; it does not do so for ever.</summary>
    private async Task<TResult> AgainAsync<TResult>(Func<Task<TResult>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (UnavailableException) when (tries < 2_000)
            {
                // Over the pause that the committer makes when the log fails twice.
                time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }
        }
    }

    private static async Task SettledAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (UnavailableException)
        {
        }
    }

    /// <summary>The log has the events 1 … or 0 …, each once.</summary>
    private async Task AssertHoldsAsync(string tenant, int events)
    {
        var ids = new List<string>();
        foreach (var entry in await log.ReadAsync(tenant, 1, int.MaxValue, default))
        {
            if (LogEntry.KindOf(entry.Payload.Span) == LogEntryKind.Events)
            {
                var batch = EventBatch.Rent();
                LogEntry.EventsOf(entry.Seq, entry.Payload.Span, tenant, batch);
                foreach (ref readonly var read in batch.Events)
                {
                    ids.Add(Encoding.UTF8.GetString(batch[read.Id]));
                }
            }
        }
        Assert.Equal(events, ids.Count);
        Assert.Equal(events, ids.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The digest is that of a host to which nothing happened.</summary>
    private async Task AssertSameAsPlainAsync(IHostUnderTest host, string tenant, int events)
    {
        var plain = new EmbeddedHostTests.Embedded(new HostSetting(new MemoryLogStore(), new MemoryStateStore(), time, new EngineLimits()));
        await plain.Grains.Intake("plain").CreateAsync(new TenantSpec("Test", "UTC", "EUR", null, "en", null));
        // Who was fenced and does not know it yet learns it here, and reads anew.
        var digest = await AgainAsync(host.Grains.Intake(tenant).DigestAsync);
        Assert.Equal(events, (await host.Grains.Intake(tenant).DescribeAsync())!.Events);
        var first = await host.Grains.Intake(tenant).EventAsync(new EventQuery("demo", "0", null, null)) is { Event: null } ? 1 : 0;
        await SendAsync(plain, "plain", [.. Enumerable.Range(first, events).Select(Event)]);
        Assert.Equal(await plain.Grains.Intake("plain").DigestAsync() with { Position = 0 }, digest with { Position = 0 });
    }
}
