using System.Text.Json;
using Oracle.Generate;
using Xunit;

namespace Oracle.Tests;

public class YearTests
{
    private static readonly GeneratedTenant Year = new YearGenerator(3, agents: 16, customers: 500).Tenant();

    [Fact]
    public void SameSeedSameYear() => Assert.Equal(Year.Events, new YearGenerator(3, agents: 16, customers: 500).Tenant().Events);

    /// <summary>A year in which a KPI says nothing compares nothing.</summary>
    [Fact]
    public void EveryKpiTakesAValue()
    {
        var (tenant, added) = Generated.Play(Year);
        Assert.DoesNotContain(Added.Rejected, added);
        Assert.Contains(Added.Duplicate, added);
        var silent = OracleTenant.Served.Where(kpi => tenant.Read("tenant", null, kpi, Year.From, Year.To, null, Year.Now) is not { Value: not null, Numerator: not 0 });
        Assert.Empty(silent);
    }

    [Fact]
    public void EventsAreCorrectedComeLateAndAgentsMove()
    {
        var events = Year.Events.Select(e => JsonElement.Parse(e)).ToList();
        Assert.Contains(events, e => e.TryGetProperty("supersedes", out _));
        Assert.Contains(events.Zip(events.Skip(1)), pair => At(pair.Second) < At(pair.First).AddDays(-7));
        var moves = events.Where(e => e.GetProperty("type").GetString() is "care.agent.described").GroupBy(e => e.GetProperty("data").GetProperty("agent").GetString(), StringComparer.Ordinal);
        Assert.Contains(moves, agent => agent.Select(e => e.GetProperty("data").GetProperty("team").GetString()).Distinct(StringComparer.Ordinal).Count() > 2);
    }

    private static DateTimeOffset At(JsonElement e) => e.GetProperty("time").GetDateTimeOffset();
}
