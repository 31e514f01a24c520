using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Engine.Tests.Scenarios;

/// <summary>The worked examples of tests/vectors: as listed, shuffled, one by one and in one batch the values are the same.</summary>
public class ScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Scenario.Names.Where(name => new Scenario(name).IsServed)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HoldsAsListedInOneBatch(string name)
    {
        var scenario = new Scenario(name);
        AssertNothing(await scenario.PlayAsync([scenario.Events]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HoldsShuffledOneByOne(string name)
    {
        var scenario = new Scenario(name);
        var events = scenario.Events.ToArray();
        new Random(name.Length).Shuffle(events);
        AssertNothing(await scenario.PlayAsync(events.Select(sent => new[] { sent })));
    }

    [Fact]
    public void ListsWhatIsNotServedYet()
    {
        var missing = Scenario.Names.SelectMany(name => new Scenario(name).NotServed.Select(kpi => (kpi, name))).ToLookup(pair => pair.kpi, pair => pair.name, StringComparer.Ordinal);
        foreach (var kpi in missing.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kpi.Key}: {string.Join(", ", kpi)}");
        }
        Assert.DoesNotContain(missing, group => group.Key is "csat" or "service_level" or "backlog");
    }

    /// <summary>In full: a shortened list does not say what is wrong.</summary>
    private static void AssertNothing(List<string> wrong) => Assert.True(wrong.Count == 0, string.Join('\n', wrong));
}
