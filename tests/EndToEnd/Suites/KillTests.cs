namespace CareKpi.EndToEnd.Suites;

/// <summary>kill -9 at random points of an import, a restart, and the import once more.</summary>
[Collection("server"), Trait("Suite", "kill")]
public sealed class KillTests(SharedServer shared)
{
    private const int Each = 150;

    [RealDataFact(Calls.File)]
    public async Task An_import_outlives_kills()
    {
        var run = await shared.UndisturbedAsync();
        var kills = Size.Of(test: 2, prove: 50);
        var random = new Random(20_210_101);
        var server = shared.Server;
        var lost = 0L;
        for (var kill = 0; kill < kills; kill++)
        {
            var tenant = await server.TenantAsync($"killed-{kill}", Calls.Settings);
            var acknowledged = await KilledAsync(server, tenant, after: random.Next(Calls.Count - 2 * Each), more: random.Next(8));
            await server.StartAsync();
            var again = await tenant.SendAsync(Calls.Events);
            Assert.Equal(Calls.Count, again.There);
            Assert.True(again.Duplicates >= acknowledged, $"{acknowledged} events were acknowledged, {again.Duplicates} were there");
            await run.IsSameAsync(tenant);
            lost += again.Accepted;
        }

        Size.Tell($"{kills} kills in imports of {Calls.Count} events, {lost} events unacknowledged and sent again");
    }

    /// <summary>Sends until so many are acknowledged, lets a few milliseconds pass, and kills the server while requests are on their way. Answers how many were acknowledged.</summary>
    private static async Task<long> KilledAsync(ServerProcess server, Tenant tenant, int after, int more)
    {
        var acknowledged = 0L;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = tenant.SendAsync(Calls.Events, Each, atOnce: 3, taken =>
        {
            if (Interlocked.Add(ref acknowledged, taken.Accepted) >= after)
            {
                reached.TrySetResult();
            }
        });
        await Task.WhenAny(reached.Task, sending);
        await Task.Delay(more);
        await server.KillAsync();
        try
        {
            await sending;
        }
        catch (HttpRequestException)
        {
            // The server was killed under it.
        }

        return Interlocked.Read(ref acknowledged);
    }
}
