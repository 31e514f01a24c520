using System.Diagnostics;
using System.Globalization;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Engine.Tests.Year;

/// <summary>Engine and oracle on a year of a care organisation with corrections, late events and agents who change teams: the whole, every team, some agents and customers; the year, and parts of it.</summary>
public class YearTests(ITestOutputHelper output)
{
    private static readonly bool IsProof = Environment.GetEnvironmentVariable("CAREKPI_PROVE") is "1";

    /// <summary>The last one is not over when it is read; on 9 March and 2 November the clocks change.</summary>
    private static readonly Period[] Periods =
    [
        new(new(2025, 1, 1), new(2025, 12, 31)), new(new(2025, 3, 1), new(2025, 3, 31)), new(new(2025, 9, 1), new(2025, 9, 30)), new(new(2025, 5, 26), new(2025, 6, 1)), new(new(2025, 10, 27), new(2025, 11, 2)),
        new(new(2025, 3, 9), new(2025, 3, 9)), new(new(2025, 11, 2), new(2025, 11, 2)), new(new(2025, 7, 15), new(2025, 7, 15)), new(new(2025, 12, 20), new(2026, 1, 8)),
    ];

    [Fact]
    public async Task EngineAndOracleAgreeOnAYear()
    {
        var (agents, customers) = IsProof ? (200, 20_000) : (20, 800);
        var clock = Stopwatch.StartNew();
        var generated = new YearGenerator(2025, agents, customers).Tenant();
        Say($"{generated.Events.Count} events of {agents} agents and {customers} customers generated in {clock.Elapsed.TotalSeconds:F1} s");
        await using var node = new TestNode(time: new ManualTime(generated.Now.ToDateTimeOffset()));
        var oracle = await OracleAgreement.LoadAsync(node, generated, generated.Events.Chunk(1_000));
        Say($"in both after {clock.Elapsed.TotalSeconds:F1} s");
        var wrong = new List<string>();
        var compared = 0;
        foreach (var (level, key) in Scopes(generated))
        {
            foreach (var period in Periods)
            {
                compared += await OracleAgreement.CompareAsync(node, oracle, generated, level, key, period, null, wrong);
            }
        }
        // What was just read warm, and the slices, after a restart.
        await node.RestartAsync();
        foreach (var filter in OracleAgreement.Filters(generated))
        {
            foreach (var (level, key) in Scopes(generated).Take(IsProof ? 6 : 2))
            {
                compared += await OracleAgreement.CompareAsync(node, oracle, generated, level, key, Periods[0], filter, wrong);
            }
        }
        Say($"{compared} values compared after {clock.Elapsed.TotalSeconds:F1} s");
        if (IsProof && Environment.GetEnvironmentVariable("CAREKPI_PROVE_SIZE") is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"{generated.Events.Count} events, {compared} values\n"));
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ\n{string.Join('\n', wrong.Take(40))}");
        Assert.True(compared > (IsProof ? 30_000 : 5_000), $"only {compared} values were compared");
    }

    private static IEnumerable<(Level Level, string? Key)> Scopes(GeneratedTenant generated) =>
    [
        (Level.Tenant, null),
        .. generated.Keys.Teams.Select(key => (Level.Team, (string?)key)),
        .. Sample(generated.Keys.Agents).Select(key => (Level.Agent, (string?)key)),
        .. Sample(generated.Keys.Customers).Select(key => (Level.Customer, (string?)key)),
    ];

    /// <summary>Some of them, evenly.</summary>
    private static IEnumerable<string> Sample(IReadOnlyList<string> keys)
    {
        var count = Math.Min(IsProof ? 60 : 10, keys.Count);
        return Enumerable.Range(0, count).Select(i => keys[i * keys.Count / count]);
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
