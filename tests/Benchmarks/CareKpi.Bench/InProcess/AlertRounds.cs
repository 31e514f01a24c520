using CareKpi.Engine.Stores;
using System.Diagnostics;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Alerts;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Bench.Data;
using CareKpi.Bench.Output;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareKpi.Bench.InProcess;

/// <summary>An alert rule for every one of 10,000 agents: what a round costs, how long the tenant's writer is kept by it, and what is left of ingest while the worker looks as the server has it do.</summary>
internal sealed class AlertRounds(Report report, int contacts)
{
    private const string Tenant = "alerts";
    private const int Warm = 5;

    /// <summary>Pairs of phases, without and with the rules.</summary>
    private const int Pairs = 2;

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(20);
    private static readonly DateTime End = DateTime.UtcNow.AddMinutes(-5);
    private int sent;

    public async Task MeasureAsync()
    {
        using var directory = new Scratch("alerts");
        await OnHostAsync(directory.Path, async (host, _, _) =>
        {
            await host.Intake(Tenant).CreateAsync(new TenantSpec(Tenant, "UTC", "EUR", null, "en", null));
            await host.Intake(Tenant).DefineAsync(new DefinitionChange(DefinitionCollection.AlertRules, "r1", JsonElement.Parse(
                """{"name":"Slow","level":"agent","kpi":"average_handle_time","condition":{"kind":"threshold","above":100000},"minCount":1,"coolDownHours":24}""")));
            await SendAsync(host, contacts);
        });
        await OnHostAsync(directory.Path, (host, round, _) => RoundsAsync(host, round));
        await OnHostAsync(directory.Path, (host, _, worker) => IngestAsync(host, worker));
    }

    private async Task RoundsAsync(EmbeddedHost host, AlertRound round)
    {
        await host.Intake(Tenant).DescribeAsync();
        var what = $"a rule for each of {AgentLoad.Agents} agents over 7 days";
        report.Add("alerts.round.cold", $"{what}: the first round after a start", (await TimeAsync(round)).Elapsed, "ms");
        var (times, cpu) = (new List<double>(), new List<double>());
        for (var i = 0; i < Warm; i++)
        {
            await SendAsync(host, Sizes.BatchSize);
            var one = await TimeAsync(round);
            times.Add(one.Elapsed);
            cpu.Add(one.Cpu);
        }
        report.Add("alerts.round.warm", $"{what}: a round after {Sizes.BatchSize} events, median of {Warm}", Quantiles.At(times, 0.5), "ms");
        report.Add("alerts.round.cpu", "the same: time of all cores", Quantiles.At(cpu, 0.5), "ms");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        _ = await TimeAsync(round);
        report.Add("alerts.round.bytes", "the same: allocated", (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6, "MB");
        report.Add("alerts.memory", "working set after it", Environment.WorkingSet / 1e6, "MB");

        await LongestAsync("alerts.writer", "a small call of the writer", host, round, () => host.Intake(Tenant).DescribeAsync());
        await LongestAsync("alerts.read", "a read of the tenant's scorecard", host, round, () => ScorecardAsync(host));
    }

    private async Task LongestAsync(string id, string what, EmbeddedHost host, AlertRound round, Func<Task> call)
    {
        await call();
        var alone = await LongestAsync(call, Task.Delay(TimeSpan.FromSeconds(2)));
        var during = new List<double>();
        for (var i = 0; i < Warm; i++)
        {
            await SendAsync(host, Sizes.BatchSize);
            await call();
            during.Add(await LongestAsync(call, round.LookAsync(Tenant, CancellationToken.None)));
        }
        report.Add(id, $"the longest that {what} takes during a round, median of {Warm}; floor: in 2 s without one", Quantiles.At(during, 0.5), "ms", Math.Round(alone, 3), "no round");
    }

    private async Task IngestAsync(EmbeddedHost host, AlertWorker worker)
    {
        await SendAsync(host, Sizes.BatchSize);
        var (without, with) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            without.Add(await RateAsync(host));
            await worker.StartAsync(CancellationToken.None);
            with.Add(await RateAsync(host));
            await worker.StopAsync(CancellationToken.None);
        }
        report.Add("alerts.ingest", $"events applied while the worker looks at the rule, mean of {Pairs} × {Phase.TotalSeconds:0} s in turn; floor: without it", with.Average(), "events/s", Math.Round(without.Average()), "no rule");
    }

    private async Task<double> RateAsync(EmbeddedHost host)
    {
        var begun = Stopwatch.GetTimestamp();
        var events = 0;
        while (Stopwatch.GetElapsedTime(begun) < Phase)
        {
            await SendAsync(host, 5 * Sizes.BatchSize);
            events += 5 * Sizes.BatchSize;
        }
        return events / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>How long a call that does nearly nothing takes at most until some work is done, in ms.</summary>
    private static async Task<double> LongestAsync(Func<Task> call, Task work)
    {
        var longest = 0.0;
        while (!work.IsCompleted)
        {
            var begun = Stopwatch.GetTimestamp();
            await call();
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(1);
        }
        await work;
        return longest;
    }

    private static async Task<(double Elapsed, double Cpu)> TimeAsync(AlertRound round)
    {
        var (begun, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await round.LookAsync(Tenant, CancellationToken.None);
        return (Stopwatch.GetElapsedTime(begun).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    private async Task SendAsync(EmbeddedHost host, int count)
    {
        await Sending.SendAsync(host, Tenant, AgentLoad.Contacts(End, sent, count, contacts).Select(static line => line.Trim()), Sizes.BatchSize);
        sent += count;
    }

    private static async Task ScorecardAsync(EmbeddedHost host)
    {
        var scope = new ScopeRef(Level.Tenant, "");
        await host.Scope(Tenant, scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(null, PeriodPreset.Last7Days)) { Kpis = ["average_handle_time"] });
    }

    private static async Task OnHostAsync(string directory, Func<EmbeddedHost, AlertRound, AlertWorker, Task> work)
    {
        await using var data = DataDirectory.Open(directory);
        var committer = new GroupCommitter(data.Log, TimeProvider.System, TaskScheduler.Default);
        var changed = new ChangedTenants();
        await using (var host = new EmbeddedHost(new EngineServices(data.Log, committer, data.State, TimeProvider.System) { Changed = changed }))
        {
            var settings = new AgentRules(new AccessSettingsCache(host, TimeProvider.System));
            var state = new NodeState(data.Node, new ProcessLocks());
            var deliveries = new DeliveryRound(new DeliveryQueue(state), [], state, TimeProvider.System, NullLogger<DeliveryRound>.Instance);
            var round = new AlertRound(host, new AlertStore(state), settings, deliveries, TimeProvider.System);
            using var worker = new AlertWorker(changed, round, state, TimeProvider.System, NullLogger<AlertWorker>.Instance);
            await work(host, round, worker);
        }
        await committer.DisposeAsync();
    }
}
