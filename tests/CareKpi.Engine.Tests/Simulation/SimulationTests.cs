using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>The real engine on simulated stores, time and scheduler. <c>CAREKPI_SIM_SEEDS</c>: how many seeds; <c>CAREKPI_SIM_SEED</c>: this one alone.</summary>
public class SimulationTests(ITestOutputHelper output)
{
    private static readonly int Seeds = Number("CAREKPI_SIM_SEEDS") ?? 200;

    [Fact]
    public void WhatWasAcknowledgedIsThereOnceWhateverHappens()
    {
        var only = Number("CAREKPI_SIM_SEED");
        var seeds = new Seeds();
        seeds.Play(only ?? 1, only ?? Seeds, TimeSpan.MaxValue);
        output.WriteLine(seeds.ToString());
        if (Environment.GetEnvironmentVariable("CAREKPI_PROVE_SIZE") is { Length: > 0 } file)
        {
            File.AppendAllText(file, $"{seeds}\n");
        }
        Assert.True(seeds.Failed.IsEmpty, $"{seeds.Failed.Count} seeds failed:\n{string.Join("\n\n", seeds.Failed.Select(failed => $"{failed.Command}\n{failed.Message}\n{(only is null ? "" : failed.Exception)}"))}");
        Assert.True(only is not null || seeds.Crashes > Seeds / 2, $"only {seeds.Crashes} crashes");
        Assert.True(only is not null || seeds.Erased > Seeds / 4, $"only {seeds.Erased} erasures");
        Assert.True(only is not null || seeds.Forgotten > Seeds / 12, $"only {seeds.Forgotten} horizons");
        Assert.True(only is not null || seeds.Troubles > Seeds / 4, $"only {seeds.Troubles} times of trouble");
        Assert.True(only is not null || seeds.Clocks > Seeds / 4, $"only {seeds.Clocks} clocks");
        Assert.True(only is not null || seeds.Late > Seeds / 20, $"only {seeds.Late} late commits");
        Assert.True(only is not null || seeds.ReadsWhileFull > Seeds / 20, $"only {seeds.ReadsWhileFull} reads while there was no room");
    }

    /// <summary>Beyond the seeds of every run, what more of them once found, when one node and one tenant was all there was: a swap that waited for a checkpoint wiped out the plan of the rebuild that was asked
    /// for meanwhile (496).</summary>
    [Theory]
    [InlineData(496)]
    public void WhatPlainSeedsHaveFoundHolds(int seed) => new Story(seed, Plot.Plain).Play();

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(42)]
    public void TheSameSeedIsTheSameStory(int seed)
    {
        var (first, second) = (new Story(seed), new Story(seed));
        first.Play();
        second.Play();
        Assert.Equal(first.Hash, second.Hash);
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
