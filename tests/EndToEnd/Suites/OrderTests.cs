namespace CareKpi.EndToEnd.Suites;

/// <summary>The same events on other ways: any order, one by one, from two systems.</summary>
[Collection("server"), Trait("Suite", "order")]
public sealed class OrderTests(SharedServer shared)
{
    [RealDataFact(Calls.File)]
    public async Task Shuffled_events_come_to_the_same()
    {
        var run = await shared.UndisturbedAsync();
        var tenant = await shared.Server.TenantAsync("shuffled", Calls.Settings);
        var events = Shuffled(Calls.Events);
        Assert.Equal(Calls.Count, (await tenant.SendAsync(events, each: 777)).There);
        await run.IsSameAsync(tenant);
    }

    [RealDataFact(Calls.File)]
    public async Task One_event_a_request_comes_to_the_same()
    {
        var events = Shuffled(Calls.Events)[..Size.Of(test: 600, prove: Calls.Count)];
        var whole = await shared.Server.TenantAsync("whole", Calls.Settings);
        await whole.SendAsync(events);
        var single = await shared.Server.TenantAsync("single", Calls.Settings);
        Assert.Equal(events.Count, (await single.SendAsync(events, each: 1, atOnce: 8)).There);
        Assert.Equal(await whole.DigestAsync(), await single.DigestAsync());
        Size.Tell($"{events.Count} events in requests of their own");
    }

    [RealDataFact(Calls.File)]
    public async Task Two_sources_come_to_the_same_figures()
    {
        var run = await shared.UndisturbedAsync();
        var tenant = await shared.Server.TenantAsync("two-sources", Calls.Settings);
        var events = Calls.Events.Select((line, place) => Calls.FromSource(line, place < Calls.Count / 2 ? "pbx/east" : "pbx/west"));
        Assert.Equal(Calls.Count, (await tenant.SendAsync(events)).There);
        var digest = await tenant.DigestAsync();
        Assert.Equal(run.Digest.Cells, digest.Cells);
        Assert.NotEqual(run.Digest.Timelines, digest.Timelines);
        Assert.Equal(run.Figures, await tenant.FiguresAsync(Calls.From, Calls.To));
    }

    private static List<ReadOnlyMemory<byte>> Shuffled(IEnumerable<ReadOnlyMemory<byte>> events)
    {
        var shuffled = events.ToArray();
        new Random(7).Shuffle(shuffled);
        return [.. shuffled];
    }
}
