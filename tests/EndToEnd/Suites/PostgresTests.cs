using CareKpi.Testing.Postgres;

namespace CareKpi.EndToEnd.Suites;

/// <summary>The server on PostgreSQL: killed, with its database away, and beside a second one. What it comes to is what SQLite comes to.</summary>
[Collection("server"), Trait("Suite", "postgres")]
public sealed class PostgresTests(SharedServer shared)
{
    private const long MostGrowth = 100L << 20;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rebuilt = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Kills_lose_and_double_nothing()
    {
        var count = Size.Of(test: 6_000, prove: 200_000);
        var kills = Size.Of(test: 2, prove: 20);
        await using var server = new ServerProcess(await OnAsync(await PostgresServer.SharedAsync()));
        await server.StartAsync();
        var tenant = await server.TenantAsync("killed");
        var acknowledged = 0L;
        for (var kill = 1; kill <= kills; kill++)
        {
            await KilledAsync(server, tenant, Generated.Events(count, Load.Days), after: count / (kills + 1), taken => Interlocked.Add(ref acknowledged, taken.Accepted));
            await server.StartAsync();
        }

        var again = await tenant.SendAsync(Generated.Events(count, Load.Days), each: 500);
        Assert.Equal(count, again.There);
        Assert.True(again.Duplicates >= acknowledged, $"{acknowledged} events were acknowledged, {again.Duplicates} were there");
        await IsSameAsync(server, tenant, Generated.Events(count, Load.Days));
        Assert.Equal(0, await server.StopAsync(StopsWithin));
        await server.StartAsync();
        Assert.Equal(await (await FedAsync("killed-again", Generated.Events(count, Load.Days))).DigestAsync(), await tenant.DigestAsync());
        Size.Tell($"{kills} kills of the server while {count} events came in, {acknowledged} acknowledged before the last of them, {again.Accepted} sent again at the end; digests those of a rebuild and of SQLite");
    }

    [PostgresFact]
    public async Task A_database_that_is_away_is_told_of_and_loses_nothing()
    {
        var away = TimeSpan.FromSeconds(Size.Of(test: 4, prove: 30));
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = new ServerProcess(await OnAsync(postgres));
        await server.StartAsync();
        var tenant = await server.TenantAsync("outage");
        using var over = new CancellationTokenSource();
        var load = new Load(() => tenant.Http);
        var workers = load.RunAsync(over.Token);
        await Until.TrueAsync("posts are acknowledged", Load.Recovers, () => Task.FromResult(load.Acknowledged.Count > 5 * Load.Workers));

        var before = server.Program.WorkingSet;
        await postgres.StopAsync();
        await Task.Delay(away, over.Token);
        var ready = await server.Operator.StatusAsync("/healthz/ready");
        var live = await server.Operator.StatusAsync("/healthz/live");
        var growth = server.Program.WorkingSet - before;
        var refused = load.Answers.Count(static answer => answer.Status == 503);
        await postgres.StartAgainAsync();

        var acknowledged = load.Acknowledged.Count;
        await Until.TrueAsync("posts are acknowledged again", Load.Recovers, () => Task.FromResult(load.Acknowledged.Count > acknowledged + Load.Workers));
        await over.CancelAsync();
        await workers;
        Assert.Equal((503, 200), (ready, live));
        Assert.All(load.Answers, static answer => Assert.True(answer.Status is 200 or 503, $"{answer.What}: {answer.Status}"));
        Assert.True(refused > Load.Workers, $"{refused} requests were refused");
        var worst = load.Answers.Max(static answer => answer.Took);
        Assert.True(worst < Bound + load.Lateness, $"the slowest answer took {worst.TotalMilliseconds:F0} ms, the machine was late by {load.Lateness.TotalMilliseconds:F0} ms");
        Assert.True(growth < MostGrowth, $"memory grew by {growth >> 20} MB");
        foreach (var batch in load.Acknowledged)
        {
            Assert.Equal(Load.Each, await load.DuplicatesAsync(batch));
        }

        // With those in between that were refused, everything that was ever sent.
        var all = Generated.Events(load.Tried * Load.Each, Load.Days).ToList();
        Assert.Equal(all.Count, (await tenant.SendAsync(all)).There);
        await IsSameAsync(server, tenant, all);
        Size.Tell($"PostgreSQL stopped for {away.TotalSeconds:F0} s: {refused} requests refused, the slowest answer after {worst.TotalMilliseconds:F0} ms (machine late by {load.Lateness.TotalMilliseconds:F0} ms), memory {growth / 1024 / 1024} MB more; {load.Acknowledged.Count * Load.Each} events acknowledged and there once; digests those of a rebuild and of SQLite");
    }

    [PostgresFact]
    public async Task Of_two_servers_that_claim_a_tenant_one_gives_up_and_other_tenants_go_on()
    {
        var rounds = Size.Of(test: 6, prove: 100);
        const int each = 100;
        var environment = await OnAsync(await PostgresServer.SharedAsync());
        await using var one = new ServerProcess(environment);
        await using var two = new ServerProcess(environment);
        await one.StartAsync();
        var here = await one.TenantAsync("claimed");
        var beside = await one.TenantAsync("beside");
        await two.StartAsync();
        var there = new Tenant(two, here.Name, here.Key);

        using var over = new CancellationTokenSource();
        var others = BesideAsync(beside, over.Token);
        for (var round = 0; round < rounds; round++)
        {
            // Each claims the tenant from the other, and both write at once now and then.
            var batch = Generated.Events(each, Load.Days, from: round * each).ToArray();
            await Task.WhenAll(Enumerable.Range(0, 2).Select(which => (which == round % 2 ? here : there).SendAsync(batch[(which * each / 2)..((which + 1) * each / 2)])));
        }

        await over.CancelAsync();
        var (sent, refused) = await others;
        Assert.Equal(0, refused);
        var all = Generated.Events(rounds * each, Load.Days).ToList();
        Assert.Equal(new Taken(0, all.Count, 0), await here.SendAsync(all));
        await IsSameAsync(one, here, all);
        Assert.Equal(await (await FedAsync("beside-one", Generated.Events(sent, Load.Days, "beside"))).DigestAsync(), await beside.DigestAsync());
        Size.Tell($"two servers took a tenant from each other in {rounds} rounds of {each} events, each acknowledged and there once; {sent} events of the tenant beside it, none refused");
    }

    /// <summary>One post after the other; how many events were acknowledged, and how many posts refused.</summary>
    private static async Task<(int Sent, int Refused)> BesideAsync(Tenant tenant, CancellationToken over)
    {
        const int each = 20;
        var (sent, refused) = (0, 0);
        while (!over.IsCancellationRequested)
        {
            var body = Generated.Events(each, Load.Days, "beside", from: sent).SelectMany(static line => line.ToArray().Append((byte)'\n')).ToArray();
            if (await tenant.TryPostAsync(body) is null)
            {
                refused++;
            }
            else
            {
                sent += each;
            }
        }

        return (sent, refused);
    }

    private static async Task KilledAsync(ServerProcess server, Tenant tenant, IEnumerable<ReadOnlyMemory<byte>> events, int after, Action<Taken> onAnswer)
    {
        var taken = 0L;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = tenant.SendAsync(events, 250, atOnce: 3, answer =>
        {
            onAnswer(answer);
            if (Interlocked.Add(ref taken, answer.Accepted) >= after)
            {
                reached.TrySetResult();
            }
        });
        await Task.WhenAny(reached.Task, sending);
        await server.KillAsync();
        try
        {
            await sending;
        }
        catch (HttpRequestException)
        {
            // The server was killed under it.
        }
    }

    private static async Task<Dictionary<string, string>> OnAsync(PostgresServer server) => new(StringComparer.Ordinal) { ["CareKpi__Postgres"] = await server.CreateDatabaseAsync() };

    /// <summary>The same digest after a rebuild from the log, and on a server that keeps its data in SQLite.</summary>
    private async Task IsSameAsync(ServerProcess server, Tenant tenant, IEnumerable<ReadOnlyMemory<byte>> events)
    {
        var digest = await tenant.DigestAsync();
        var job = (await server.Operator.SendAsync(HttpMethod.Post, $"/v1/admin/tenants/{tenant.Name}/rebuild", null))["id"]!.GetValue<string>();
        await tenant.DoneAsync(job, Rebuilt);
        Assert.Equal(digest, await tenant.DigestAsync());
        Assert.Equal(await (await FedAsync(tenant.Name + "-sqlite", events)).DigestAsync(), digest);
    }

    private async Task<Tenant> FedAsync(string name, IEnumerable<ReadOnlyMemory<byte>> events)
    {
        var tenant = await shared.Server.TenantAsync(name);
        await tenant.SendAsync(events);
        return tenant;
    }
}
