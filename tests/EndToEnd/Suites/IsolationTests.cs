namespace CareKpi.EndToEnd.Suites;

/// <summary>One tenant floods a server with batches and reads. It is answered within bounds, its neighbours read as before: with and without the flood by turns, in one run.</summary>
[Trait("Suite", "isolation")]
public sealed class IsolationTests
{
    private const long MostMemory = 1_200L << 20;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>A refusal comes within a second; an answer within what a node gives a writer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task Neighbours_of_a_flood_read_as_before()
    {
        var count = Size.Of(test: 10, prove: 100);
        var rounds = Size.Of(test: 1, prove: 12);
        var length = TimeSpan.FromSeconds(Size.Of(test: 1, prove: 5));
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenants = new List<Tenant>();
        for (var tenant = 0; tenant < count; tenant++)
        {
            tenants.Add(await server.TenantAsync(string.Create(CultureInfo.InvariantCulture, $"neighbour-{tenant}")));
        }

        var neighbours = new Neighbours(tenants);
        await neighbours.FillAsync();
        var flood = new Flood(await server.TenantAsync("flood"));
        if (Size.IsProof)
        {
            // Where times are compared, code is compiled and tenants are awake in both.
            await neighbours.ReadAsync(length);
            await UnderFloodAsync(flood, neighbours, length);
        }

        var (quiet, flooded) = (new List<double>(), new List<double>());
        var most = 0L;
        for (var round = 0; round < rounds; round++)
        {
            quiet.AddRange(await neighbours.ReadAsync(length));
            flooded.AddRange(await UnderFloodAsync(flood, neighbours, length));
            most = Math.Max(most, server.Program.WorkingSet);
            // What the flood left behind is not the quiet's.
            await Until.TrueAsync("the flood is applied", Soon * 3, async () => await LagAsync(server) == 0);
        }

        var ratio = At(flooded, 0.99) / At(quiet, 0.99);
        Size.Tell($"{count} neighbours, {rounds} times {length.TotalSeconds} s with and without: p99 {At(quiet, 0.99):F1} and {At(flooded, 0.99):F1} ms ({ratio:F2}), p50 {At(quiet, 0.5):F1} and {At(flooded, 0.5):F1} ms; {flood.Acknowledged} events of the flood acknowledged, {flood.Answers.Count(static answer => answer.Status == 503)} requests refused; memory at most {most >> 20} MB");
        Assert.All(flood.Answers, static answer => Assert.True(answer.Status is 200 or 429 or 503 && answer.Took < Patience, $"{answer.What}: {answer.Status} after {answer.Took.TotalMilliseconds:F0} ms"));
        Assert.True(flood.Acknowledged > 0);
        Assert.True(most < MostMemory, $"{most >> 20} MB");
        Assert.True(!Size.IsProof || ratio < 1.5, $"p99 of the neighbours' reads: {At(quiet, 0.99):F1} ms without, {At(flooded, 0.99):F1} ms with the flood");
    }

    [Fact]
    public async Task A_limited_flood_is_told_so_and_held_to_it()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var neighbours = new Neighbours([await server.TenantAsync("quiet")]);
        await neighbours.FillAsync();
        var tenant = await server.TenantAsync("limited");
        var seconds = Size.Of(test: 2, prove: 20);
        // Four batches a second, and as much at once to begin with.
        await server.Operator.SendAsync(HttpMethod.Put, "/v1/admin/tenants/limited/limits", """{"requestsPerSecond":400,"ingestBytesPerSecond":1500000}""");
        var flood = new Flood(tenant);
        await UnderFloodAsync(flood, neighbours, TimeSpan.FromSeconds(seconds));
        var refused = flood.Answers.Count(static answer => answer.Status == 429);
        Assert.All(flood.Answers, static answer => Assert.True(answer.Status is 200 or 429 or 503, $"{answer.What}: {answer.Status}"));
        Assert.True(refused > 0, "nothing was refused");
        Assert.InRange(flood.Acknowledged, 1, 4_500 * (seconds + 3));
        Size.Tell($"limited to 1.5 MB/s and 400 requests/s for {seconds} s: {flood.Acknowledged} events acknowledged, {refused} of {flood.Answers.Count} requests answered 429");
    }

    private static async Task<List<double>> UnderFloodAsync(Flood flood, Neighbours neighbours, TimeSpan length)
    {
        using var over = new CancellationTokenSource();
        var flooding = flood.RunAsync(over.Token);
        try
        {
            return await neighbours.ReadAsync(length);
        }
        finally
        {
            await over.CancelAsync();
            await flooding;
        }
    }

    /// <summary>Entries that are in the flood's log and not applied.</summary>
    private static async Task<long> LagAsync(ServerProcess server)
    {
        var before = await PositionAsync(server);
        await Task.Delay(50);
        return await PositionAsync(server) - before;
    }

    /// <summary>Tenants come in the order of their keys.</summary>
    private static async Task<long> PositionAsync(ServerProcess server) =>
        (await server.Operator.GetAsync("/v1/admin/tenants?first=1"))["items"]!.AsArray().Single(static item => item!["key"]!.GetValue<string>() == "flood")!["events"]!.GetValue<long>();

    private static double At(List<double> took, double quantile)
    {
        var sorted = took.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * quantile) - 1];
    }
}
