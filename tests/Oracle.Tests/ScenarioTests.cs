using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace Oracle.Tests;

public class ScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Vectors.ScenarioNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void HoldsAsListed(string name)
    {
        var wrong = new Scenario(Vectors.Scenario(name)).Play(seed: null);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HoldsInAnyOrder(string name)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var wrong = new Scenario(Vectors.Scenario(name)).Play(seed);
            Assert.True(wrong.Count == 0, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {string.Join('\n', wrong)}"));
        }
    }

    [Fact]
    public void ListsWhatIsNotServed()
    {
        var missing = Vectors.ScenarioNames
            .SelectMany(name => new Scenario(Vectors.Scenario(name)).Expected.Where(x => !OracleTenant.Serves(x.Kpi)).Select(x => (x.Kpi, name)))
            .Distinct().ToLookup(x => x.Kpi, x => x.name, StringComparer.Ordinal);
        foreach (var kpi in missing.OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kpi.Key}: {string.Join(", ", kpi)}");
        }
    }
}
