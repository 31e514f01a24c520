using System.Diagnostics;
using CareKpi.EndToEnd.Running;
using CareKpi.Testing.Postgres;
using Xunit.Abstractions;

namespace CareKpi.Silo.Tests.Processes;

/// <summary>What ships, as processes: silos that are killed, replaced, cut off from their database, and two that hold the same tenants.</summary>
public sealed class ClusterTests(ITestOutputHelper told)
{
    private const int Tenants = 6;
    private static readonly TimeSpan Heals = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MachineIsBusy = TimeSpan.FromMilliseconds(200);

    [PostgresFact]
    public async Task A_silo_that_is_killed_loses_and_doubles_nothing_and_its_tenants_are_back_within_20_s()
    {
        await using var cluster = await SiloCluster.StartAsync(2);
        var loads = await LoadsAsync(cluster);
        await ServedAsync(loads);
        await cluster.Silos[1].KillAsync();
        var clock = Stopwatch.StartNew();
        await ServedAsync(loads);
        await StopAsync(loads);
        Tell("kill -9 of one of two", loads, clock.Elapsed);
        foreach (var load in loads)
        {
            Assert.True(load.LongestWithoutRead < Heals, $"{load.Tenant}: no read was answered for {load.LongestWithoutRead}");
        }
        await AssertHoldAsync(loads);
    }

    /// <summary>It neither answers nor closes its connections; the others go on, and when it is back it holds nothing any more.</summary>
    [PostgresFact]
    public async Task A_silo_whose_machine_vanishes_is_passed_over_and_writes_nothing_when_it_is_back()
    {
        await using var cluster = await SiloCluster.StartAsync(2);
        var loads = await LoadsAsync(cluster, TimeSpan.FromSeconds(5));
        await ServedAsync(loads);
        await cluster.Silos[1].SuspendAsync();
        var clock = Stopwatch.StartNew();
        // All tenants may have been the other one's, and be served meanwhile.
        await Until.TrueAsync("the silo that stands still is passed over", TimeSpan.FromSeconds(60), async () => await PostgresServer.RunAsync(cluster.Database, "SELECT 1 FROM orleans.members WHERE status = 6") is not null);
        await ServedAsync(loads);
        // In the middle of a load: its tenants are written by the other one.
        var lived = await cluster.Silos[1].ResumeAsync(TimeSpan.FromSeconds(60));
        await ServedAsync(loads);
        await StopAsync(loads);
        told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the silo that came back ended after {lived.TotalSeconds:0.0} s"));
        Tell("a silo stands still", loads, clock.Elapsed);
        foreach (var load in loads)
        {
            Assert.True(load.LongestWithoutRead < Heals, $"{load.Tenant}: no read was answered for {load.LongestWithoutRead}");
        }
        await AssertHoldAsync(loads);
    }

    [PostgresFact]
    public async Task Silos_are_replaced_one_after_the_other_without_a_failed_request()
    {
        await using var cluster = await SiloCluster.StartAsync(2);
        var loads = await LoadsAsync(cluster);
        await ServedAsync(loads);
        // As a Deployment with maxUnavailable 0 does it: a new one first.
        foreach (var old in cluster.Silos.ToList())
        {
            await cluster.AddAsync();
            var took = await old.StopAsync();
            told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a silo stopped in {took.TotalSeconds:0.0} s"));
        }
        await ServedAsync(loads);
        await StopAsync(loads);
        Tell("rolling restart", loads, TimeSpan.Zero);
        foreach (var load in loads)
        {
            Assert.Empty(load.Failed);
        }
        await AssertHoldAsync(loads);
    }

    [PostgresFact]
    public async Task While_the_database_is_away_nothing_is_acknowledged_and_afterwards_all_is_there_once()
    {
        var away = TimeSpan.FromSeconds(Size.Of(test: 8, prove: 30));
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await SiloCluster.StartAsync(2, postgres);
        var loads = await LoadsAsync(cluster);
        await ServedAsync(loads);
        await postgres.StopAsync();
        // What was on its way is answered; then nothing may be.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = loads.Sum(static load => load.Acknowledged);
        await Task.Delay(away);
        Assert.Equal(before, loads.Sum(static load => load.Acknowledged));
        await postgres.StartAgainAsync();
        var clock = Stopwatch.StartNew();
        await Until.TrueAsync("the tenants are written again", TimeSpan.FromSeconds(60), () => Task.FromResult(loads.Sum(static load => load.Acknowledged) > before + 40 * Tenants));
        // Each of them: what is asserted at the end is asked of nodes that have found to each other again.
        await ServedAsync(loads);
        var back = clock.Elapsed;
        await StopAsync(loads);
        Tell($"PostgreSQL away for {away.TotalSeconds:0} s; back after {back.TotalSeconds:0.0} s", loads, clock.Elapsed);
        Assert.All(loads.SelectMany(static load => load.Failed).Where(static failed => failed.StartsWith("send", StringComparison.Ordinal)), static failed => Assert.Contains("503", failed, StringComparison.Ordinal));
        await AssertHoldAsync(loads);
    }

    /// <summary>Silos of two clusters on one database: each believes that it holds every tenant.</summary>
    [PostgresFact]
    public async Task Of_two_silos_that_hold_the_same_tenant_each_is_fenced_in_turn_and_the_others_go_on()
    {
        await using var cluster = await SiloCluster.StartAsync(1);
        var other = await cluster.AddAsync("another");
        var contested = await cluster.LoadAsync("contested");
        var mine = await cluster.LoadAsync("mine", [cluster.Silos[0]]);
        var theirs = await cluster.LoadAsync("theirs", [other]);
        Load[] all = [contested, mine, theirs];
        Array.ForEach(all, static load => load.Start());
        await Task.Delay(TimeSpan.FromSeconds(Size.Of(test: 6, prove: 15)));
        await StopAsync(all);
        Tell("two clusters on one database", all, TimeSpan.Zero);
        Assert.True(contested.Acknowledged > 0);
        foreach (var load in new[] { mine, theirs })
        {
            Assert.Empty(load.Failed);
            // Within a second a node that has no time says so: where the machine keeps all waiting, that is not the other cluster's doing.
            Assert.True(load.Retries == 0 || load.Late > MachineIsBusy, $"{load.Tenant}: {load.Retries} tries repeated, the last answer was {load.LastProblem}; the machine was late by {load.Late.TotalMilliseconds:0} ms at most");
        }
        await AssertHoldAsync(all);
    }

    private static async Task<List<Load>> LoadsAsync(SiloCluster cluster, TimeSpan? eachTry = null)
    {
        var loads = new List<Load>();
        for (var i = 0; i < Tenants; i++)
        {
            loads.Add(await cluster.LoadAsync(string.Create(CultureInfo.InvariantCulture, $"tenant-{i}"), eachTry: eachTry));
        }
        loads.ForEach(static load => load.Start());
        return loads;
    }

    /// <summary>Until every tenant has been written and read for a while from now on. It is not waited for longer than twice what a cluster may take: what is asserted at the end tells of that.</summary>
    private static async Task ServedAsync(IReadOnlyCollection<Load> loads)
    {
        const int times = 20;
        var goals = loads.Select(static load => (Load: load, Events: load.Acknowledged + (times * Load.Each), Reads: load.Reads + times)).ToList();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < 2 * Heals && goals.Exists(static goal => goal.Load.Acknowledged < goal.Events || goal.Load.Reads < goal.Reads);)
        {
            await Task.Delay(50);
        }
    }

    private static Task AssertHoldAsync(IEnumerable<Load> loads) => Task.WhenAll(loads.Select(static load => load.AssertHoldsAsync()));

    private static Task StopAsync(IEnumerable<Load> loads) => Task.WhenAll(loads.Select(static load => load.StopAsync()));

    private void Tell(string what, IReadOnlyCollection<Load> loads, TimeSpan after) => told.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: {loads.Sum(static load => load.Acknowledged)} events acknowledged, {loads.Sum(static load => load.Retries)} tries repeated, {loads.Sum(static load => load.Failed.Count)} requests failed in the end, slowest send {loads.Max(static load => load.SlowestSend).TotalSeconds:0.0} s, longest without a read {loads.Max(static load => load.LongestWithoutRead).TotalSeconds:0.0} s ({after.TotalSeconds:0} s watched)"));
}
