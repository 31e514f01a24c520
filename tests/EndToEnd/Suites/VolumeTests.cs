using System.Diagnostics;

namespace CareKpi.EndToEnd.Suites;

/// <summary>Years of events: after a restart every one of them is still known, and the node stays small.</summary>
[Collection("server"), Trait("Suite", "volume")]
public sealed class VolumeTests(SharedServer shared)
{
    private const long MostBytes = 300L << 20;
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Events_of_many_days_are_known_after_a_restart()
    {
        var count = Size.Of(test: 40_000, prove: 2_000_000);
        var days = Size.Of(test: 40, prove: 400);
        var server = shared.Server;
        var tenant = await server.TenantAsync("years");
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(count, (await tenant.SendAsync(Generated.Events(count, days), each: 2_000, atOnce: 2)).There);
        var loaded = Stopwatch.GetElapsedTime(start);
        var figures = await tenant.FiguresAsync(Generated.Day(0), Generated.Day(days));
        Assert.Equal(0, await server.StopAsync(StopsWithin));
        await server.StartAsync();
        Assert.Equal(figures, await tenant.FiguresAsync(Generated.Day(0), Generated.Day(days)));
        var after = server.Program.WorkingSet;
        Assert.True(!Size.IsProof || after < MostBytes, $"{after >> 20} MB after the restart");
        start = Stopwatch.GetTimestamp();
        Assert.Equal(new Taken(0, count, 0), await tenant.SendAsync(Generated.Events(count, days), each: 2_000, atOnce: 2));
        Size.Tell($"{count} events over {days} days: sent in {loaded.TotalSeconds:F0} s, resent in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, {after >> 20} MB after the restart, {server.Program.WorkingSet >> 20} MB after the resend");
    }
}
