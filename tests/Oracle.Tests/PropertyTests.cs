using Oracle.Generate;
using Xunit;

namespace Oracle.Tests;

public class PropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1000, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OrderOfArrivalDoesNotMatter(int seed)
    {
        var generated = new Generator(seed).Tenant(70, everyType: seed % 2 == 1);
        var shuffled = generated.Events.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(
            Generated.Values(Generated.Play(generated).Tenant, generated),
            Generated.Values(Generated.Play(generated, shuffled).Tenant, generated));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SendingAllTwiceChangesNothing(int seed)
    {
        var generated = new Generator(seed).Tenant(70, everyType: seed % 2 == 1);
        Assert.Equal(
            Generated.Values(Generated.Play(generated).Tenant, generated),
            Generated.Values(Generated.Play(generated, generated.Events.Concat(generated.Events)).Tenant, generated));
    }

    /// <summary>What stands at an instant belongs to one day: the days of a period add up to it.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void DaysAddUp(int seed)
    {
        var generated = new Generator(seed).Tenant(70, everyType: seed % 2 == 1);
        var (tenant, _) = Generated.Play(generated);
        var days = Enumerable.Range(0, 8).Select(generated.From.AddDays).ToList();
        foreach (var kpi in OracleTenant.Served.Where(AddsOverDays))
        {
            foreach (var (level, key) in Generated.Scopes(generated))
            {
                if (tenant.Read(level, key, kpi, days[0], days[^1], null, generated.Now) is { } whole)
                {
                    var parts = days.ConvertAll(d => tenant.Read(level, key, kpi, d, d, null, generated.Now)!);
                    Assert.True(
                        whole.Numerator == parts.Sum(p => p.Numerator) && (whole.Denominator ?? 0) == parts.Sum(p => p.Denominator ?? 0),
                        $"{level} {key} {kpi}: {whole} but {string.Join(' ', parts)}");
                }
            }
        }
    }

    /// <summary>What counts for an agent counts for the tenant.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void AgentsAreWithinTheTenant(int seed)
    {
        var generated = new Generator(seed).Tenant(70, everyType: seed % 2 == 1);
        var (tenant, _) = Generated.Play(generated);
        foreach (var kpi in OracleTenant.Served.Where(k => AddsOverDays(k)))
        {
            var whole = tenant.Read("tenant", null, kpi, generated.From, generated.To, null, generated.Now)!;
            foreach (var key in generated.Keys.Agents)
            {
                if (tenant.Read("agent", key, kpi, generated.From, generated.To, null, generated.Now) is { Denominator: { } part })
                {
                    Assert.True(part <= whole.Denominator, $"{key} {kpi}");
                }
            }
        }
    }

    /// <summary>Not what stands at an end, and not a quotient of two measures of which one may be empty on a day.</summary>
    private static bool AddsOverDays(string kpi) => !kpi.StartsWith("backlog", StringComparison.Ordinal)
        && !kpi.StartsWith("customer", StringComparison.Ordinal)
        && !kpi.StartsWith("cost_per_", StringComparison.Ordinal)
        && kpi is not ("productivity" or "delivery_gap" or "complaint_rate" or "retention_rate" or "churn_rate" or "net_revenue_retention"
            or "gross_revenue_retention" or "retention_cost" or "feedback_value_lift");
}
