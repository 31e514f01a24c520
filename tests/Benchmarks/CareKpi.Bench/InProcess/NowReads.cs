using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Bench.Data;
using CareKpi.Bench.Output;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Bench.InProcess;

/// <summary>What is now, of as many agents as a tenant may have: the first read of a tenant that was woken, the next ones, and one after each change.</summary>
internal static class NowReads
{
    private const string Tenant = "now";
    private const int Agents = 10_000;
    private const int Statuses = 10;
    private const int Waiting = 1_000;

    public static async Task MeasureAsync(Report report)
    {
        using var directory = new Scratch("now");
        await OnHostAsync(directory.Path, static async host =>
        {
            await host.Intake(Tenant).CreateAsync(new TenantSpec(Tenant, "UTC", "EUR", null, "en", null));
            await Sending.SendAsync(host, Tenant, Day(), Sizes.BatchSize);
        });
        await OnHostAsync(directory.Path, async host =>
        {
            _ = await host.Intake(Tenant).DescribeAsync();
            report.Add("engine.now.cold", $"what is now of {Agents} agents with {Statuses} statuses each and {Waiting} who wait: first", await TimeAsync(host), "ms");
            report.Add("engine.now.again", "the same again, median of 50", await MedianAsync(host, static (_, _) => Task.CompletedTask), "ms");
            report.Add("engine.now.changed", "after a status and a contact that waits, median of 50", await MedianAsync(host, static (host, i) => Sending.SendAsync(host, Tenant, [Status($"new-{i}", i, 0), Queued($"new-{i}", i, 0)], 2)), "ms");
        });
    }

    private static IEnumerable<string> Day()
    {
        for (var i = 0; i < Agents * Statuses; i++)
        {
            yield return Status($"s{i}", i % Agents, 10 + (i / Agents));
        }
        for (var i = 0; i < Waiting; i++)
        {
            yield return Queued($"q{i}", i, 5 + (i % 60));
        }
    }

    private static string Status(string id, int agent, int minutesAgo) => Event(id, "care.agent.status", minutesAgo, $$"""{"agent":"a-{{agent}}","status":"{{(minutesAgo % 2 == 0 ? "assisting" : "available")}}"}""");

    private static string Queued(string id, int queue, int minutesAgo) => Event(id, "care.contact.queued", minutesAgo, $$"""{"contact":"k-{{id}}","channel":"voice","queue":"q-{{queue % 20}}"}""");

    private static string Event(string id, string type, int minutesAgo, string data) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{id}}","source":"pbx","type":"{{type}}","time":"{{DateTime.UtcNow.AddMinutes(-minutesAgo):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","data":{{data}}}""");

    private static async Task<double> MedianAsync(EmbeddedHost host, Func<EmbeddedHost, int, Task> before)
    {
        var times = new List<double>();
        for (var i = 0; i < 50; i++)
        {
            await before(host, i);
            times.Add(await TimeAsync(host));
        }
        return Quantiles.At(times, 0.5);
    }

    private static async Task<double> TimeAsync(EmbeddedHost host)
    {
        var begun = Stopwatch.GetTimestamp();
        _ = await host.Intake(Tenant).NowAsync(new NowRequest(100) { WithQueues = true }) ?? throw new InvalidOperationException("there is no tenant");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task OnHostAsync(string directory, Func<EmbeddedHost, Task> work)
    {
        await using var data = DataDirectory.Open(directory);
        var committer = new GroupCommitter(data.Log, TimeProvider.System, TaskScheduler.Default);
        await using (var host = new EmbeddedHost(new EngineServices(data.Log, committer, data.State, TimeProvider.System)))
        {
            await work(host);
        }
        await committer.DisposeAsync();
    }
}
