using System.Diagnostics;
using System.Net;

namespace CareKpi.EndToEnd.Suites;

/// <summary>A disk that is full: reads go on, ingest is told so, and when there is room again the node goes on by itself, with everything that it acknowledged.</summary>
[Trait("Suite", "disk")]
public sealed class DiskTests
{
    private const int Each = 100;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [SmallDiskFact]
    public async Task A_full_disk_stops_ingest_and_nothing_else()
    {
        await using var disk = await SmallDisk.MountAsync(48);
        await using var server = new ServerProcess();
        await server.StartAsync(disk.Path);
        var tenant = await server.TenantAsync("full");
        await tenant.SendAsync(Generated.Events(2_000, 30), Each);

        // All but a little of what is left: the node itself hits the end.
        disk.Fill(leave: 1 << 20);
        var (acknowledged, next) = (2_000L, 2_000);
        string? told = null;
        for (var tries = 0; told is null; tries++)
        {
            Assert.True(tries < 2_000, "the disk was never full");
            using var answer = await tenant.Http.TryAsync(HttpMethod.Post, "/v1/events", Body(next), "application/x-ndjson");
            if (answer.IsSuccessStatusCode)
            {
                (acknowledged, next) = (acknowledged + Each, next + Each);
                continue;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            told = await answer.Content.ReadAsStringAsync();
        }

        Assert.Contains("no room", told, StringComparison.Ordinal);
        await Until.TrueAsync("the log says so", Soon, () => Task.FromResult(server.Program.Output.Contains("no room is left on the disk", StringComparison.Ordinal)));

        // Reads go on, of everything that was acknowledged; the disk stays full.
        for (var (refusals, tries) = (0, 0); refusals < 5; tries++)
        {
            Assert.True(tries < 200, "the disk does not stay full");
            Assert.NotEqual("", await tenant.FiguresAsync(Generated.Day(0), Generated.Day(30)));
            // Refused, a batch may be in the log all the same (nobody was told that it is not): in it or not, once.
            // Acknowledged is what is durable; it is applied a moment later, and what is lost never is.
            var (least, most) = (acknowledged, acknowledged + Each);
            await Until.TrueAsync("everything acknowledged is read", Soon, async () => await EventsAsync(server, tenant.Name) is var there && (there == least || there == most));
            using var refused = await tenant.Http.TryAsync(HttpMethod.Post, "/v1/events", Body(next), "application/x-ndjson");
            if (refused.IsSuccessStatusCode)
            {
                // Opened anew, a store carries its WAL over and has that room again: it is taken too.
                (acknowledged, next, refusals) = (acknowledged + Each, next + Each, 0);
                disk.Fill(leave: 0);
                continue;
            }

            refusals++;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        Assert.Equal(200, await server.Operator.StatusAsync("/healthz/live"));
        var start = Stopwatch.GetTimestamp();
        disk.Free();
        await Until.TrueAsync("ingest goes on", Soon, async () => (await tenant.TryPostAsync(Body(next))) is not null);
        var healed = Stopwatch.GetElapsedTime(start);

        // Everything acknowledged is there, once; also after a kill.
        await server.KillAsync();
        await server.StartAsync(disk.Path);
        var again = await tenant.SendAsync(Generated.Events(next + Each, 30), Each);
        Assert.Equal((next + Each, 0), (again.Duplicates, again.Accepted));
        await using var fresh = new ServerProcess();
        await fresh.StartAsync();
        var twin = await fresh.TenantAsync("full");
        await twin.SendAsync(Generated.Events(next + Each, 30), Each);
        Assert.Equal(await twin.DigestAsync(), await tenant.DigestAsync());
        Size.Tell($"a disk of 48 MiB was full after {acknowledged} events; ingest went on {healed.TotalMilliseconds:F0} ms after there was room; {again.Duplicates} events there, once");
    }

    private static async Task<long> EventsAsync(ServerProcess of, string tenant) =>
        (await of.Operator.GetAsync("/v1/admin/tenants"))["items"]!.AsArray().Single(item => item!["key"]!.GetValue<string>() == tenant)!["events"]!.GetValue<long>();

    private static ReadOnlyMemory<byte> Body(int from)
    {
        using var body = new MemoryStream();
        foreach (var line in Generated.Events(Each, 30, from: from))
        {
            body.Write(line.Span);
            body.WriteByte((byte)'\n');
        }

        return body.ToArray();
    }
}
