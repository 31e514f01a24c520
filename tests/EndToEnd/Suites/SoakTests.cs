using System.Diagnostics;

namespace CareKpi.EndToEnd.Suites;

/// <summary>A long mixed load: posts, reads at every level, restarts by SIGTERM and kill -9 in the first half, rebuilds in the second. Memory is written down all the while and does not grow steadily; every event acknowledged is there, once.</summary>
[Trait("Suite", "soak")]
public sealed class SoakTests
{
    private const int Tenants = 10;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Rebuilds = TimeSpan.FromMinutes(5);

    /// <summary>The length of a proof; <c>SOAK_MINUTES</c> cuts it.</summary>
    private static readonly TimeSpan Length = !Size.IsProof ? TimeSpan.FromSeconds(6)
        : TimeSpan.FromMinutes(double.TryParse(Environment.GetEnvironmentVariable("SOAK_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 60);

    [Fact]
    public async Task Memory_does_not_grow_and_nothing_is_lost()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenants = new List<Tenant>();
        for (var tenant = 0; tenant < Tenants; tenant++)
        {
            tenants.Add(await server.TenantAsync(string.Create(CultureInfo.InvariantCulture, $"soak-{tenant}")));
        }

        var load = new MixedLoad(tenants);
        using var curve = new MemoryCurve(Length, server, load);
        using var over = new CancellationTokenSource();
        var running = load.RunAsync(over.Token);
        var measuring = curve.RunAsync(over.Token);
        var (restarts, rebuilds) = await DisturbAsync(server, load, running);
        await over.CancelAsync();
        await running;
        await measuring;
        await AllThereAsync(server, tenants, load);
        var growth = curve.HourlyGrowth();
        Assert.True(Length < MemoryCurve.Shortest || growth.Slope < growth.Bound, $"memory grows by {growth.Slope:F1} MB an hour in the second half, {growth.Bound:F1} are allowed: {curve.File}");
        Size.Tell($"{Length.TotalMinutes:F0} minutes, {restarts} restarts, {rebuilds} rebuilds, {load.AllSent} events acknowledged and there once, {load.Reads} reads, {load.Refused} requests refused; memory of the second half {growth.Level:F0} MB, {growth.Slope:+0.0;-0.0} MB an hour, at most {curve.Most} MB ({curve.File})");
    }

    /// <summary>Answers how often it was restarted and rebuilt.</summary>
    private static async Task<(int Restarts, int Rebuilds)> DisturbAsync(ServerProcess server, MixedLoad load, Task running)
    {
        var steps = Size.Of(test: 4, prove: 12);
        var start = Stopwatch.GetTimestamp();
        var (restarts, rebuilds) = (0, 0);
        for (var step = 1; step <= steps; step++)
        {
            var left = Length / steps * step - Stopwatch.GetElapsedTime(start);
            var wait = Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            if (await Task.WhenAny(wait, running) == running)
            {
                // It runs until it is told to end: something was not as it must be.
                await running;
            }

            if (step == steps)
            {
                return (restarts, rebuilds);
            }

            if (step <= steps / 2)
            {
                await RestartAsync(server, load, kills: ++restarts % 2 == 1);
            }
            else
            {
                await RebuildAsync(server, $"soak-{rebuilds++ % Tenants}");
            }
        }

        return (restarts, rebuilds);
    }

    private static async Task RestartAsync(ServerProcess server, MixedLoad load, bool kills)
    {
        load.MayBeAway = true;
        if (kills)
        {
            await server.KillAsync();
        }
        else
        {
            Assert.Equal(0, await server.StopAsync(Drain));
        }

        await server.StartAsync();
        load.MayBeAway = false;
    }

    private static async Task RebuildAsync(ServerProcess server, string tenant)
    {
        var path = $"/v1/admin/tenants/{tenant}";
        var job = (await server.Operator.SendAsync(HttpMethod.Post, $"{path}/rebuild", "{}"))["id"]!.GetValue<string>();
        await Until.TrueAsync($"{tenant} is rebuilt", Rebuilds, async () =>
        {
            var state = (await server.Operator.GetAsync($"{path}/jobs/{job}"))["state"]!.GetValue<string>();
            Assert.NotEqual("failed", state);
            return state == "done";
        });
    }

    /// <summary>Sent again, every event is a duplicate, no tenant has one more, and a rebuild comes to the same.</summary>
    private static async Task AllThereAsync(ServerProcess server, List<Tenant> tenants, MixedLoad load)
    {
        for (var tenant = 0; tenant < tenants.Count; tenant++)
        {
            var sent = load.Sent(tenant);
            Assert.True(sent > 0, $"{tenants[tenant].Name} sent nothing");
            Assert.Equal(new Taken(0, sent, 0), await tenants[tenant].SendAsync(Generated.Events(sent, MixedLoad.Days), each: 2_000, atOnce: 2));
            var there = (await server.Operator.GetAsync("/v1/admin/tenants"))["items"]!.AsArray().Single(item => item!["key"]!.GetValue<string>() == tenants[tenant].Name)!["events"]!.GetValue<long>();
            Assert.Equal(sent, there);
        }

        var digest = await tenants[0].DigestAsync();
        await RebuildAsync(server, tenants[0].Name);
        Assert.Equal(digest, await tenants[0].DigestAsync());
    }
}
