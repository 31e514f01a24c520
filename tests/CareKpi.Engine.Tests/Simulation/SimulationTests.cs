using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>The real engine on simulated stores, time and scheduler. <c>CAREKPI_SIM_SEEDS</c>: how many seeds; <c>CAREKPI_SIM_SEED</c>: this one alone. For a soak: <c>CAREKPI_SIM_FROM</c>, the first one;
/// <c>CAREKPI_SIM_SECONDS</c>, until then; <c>CAREKPI_SIM_FAILED</c>, a file that takes those that failed, a line of JSON each.</summary>
public class SimulationTests(ITestOutputHelper output)
{
    /// <summary>Of fewer nothing is to be expected.</summary>
    private const int Many = 50;

    [Fact]
    public void WhatWasAcknowledgedIsThereOnceWhateverHappens()
    {
        var only = Number("CAREKPI_SIM_SEED");
        var from = only ?? Number("CAREKPI_SIM_FROM") ?? 1;
        var seeds = new Seeds();
        seeds.Play(from, only ?? from + (Number("CAREKPI_SIM_SEEDS") ?? 60) - 1, Number("CAREKPI_SIM_SECONDS") is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue);
        output.WriteLine(seeds.ToString());
        Write("CAREKPI_PROVE_SIZE", [seeds.ToString()]);
        Write("CAREKPI_SIM_FAILED", seeds.Failed.Select(static failed => failed.ToJson()));
        Assert.True(seeds.Failed.IsEmpty, $"{seeds.Failed.Count} seeds failed:\n{string.Join("\n\n", seeds.Failed.Select(failed => $"{failed.Command}\n{failed.Message}\n{(only is null ? "" : failed.Exception)}"))}");
        if (seeds.Played < Many)
        {
            return;
        }
        // What is proved is proved in bad weather only.
        Assert.True(seeds.Crashes > seeds.Played / 2, $"only {seeds.Crashes} crashes");
        Assert.True(seeds.Erased > seeds.Played / 4, $"only {seeds.Erased} erasures");
        Assert.True(seeds.Forgotten > seeds.Played / 12, $"only {seeds.Forgotten} horizons");
        Assert.True(seeds.Troubles > seeds.Played / 4, $"only {seeds.Troubles} times of trouble");
        Assert.True(seeds.Clocks > seeds.Played / 4, $"only {seeds.Clocks} clocks");
        Assert.True(seeds.Late > seeds.Played / 20, $"only {seeds.Late} late commits");
        Assert.True(seeds.ReadsWhileFull > seeds.Played / 20, $"only {seeds.ReadsWhileFull} reads while there was no room");
        Assert.True(seeds.Oracles > seeds.Played / 20, $"only {seeds.Oracles} tenants were compared with the oracle");
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

    private static void Write(string variable, IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file)
        {
            File.AppendAllLines(file, lines);
        }
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
