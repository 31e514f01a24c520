using System.Globalization;
using Oracle.Generate;
using Xunit;
using Xunit.Abstractions;

namespace Oracle.Tests;

public class ReachTests(ITestOutputHelper output)
{
    /// <summary>A generator that leaves a KPI null or at its bounds compares nothing.</summary>
    [Fact]
    public void EveryKpiTakesValuesBetweenItsBounds()
    {
        var between = OracleTenant.Served.ToDictionary(k => k, _ => 0, StringComparer.Ordinal);
        for (var seed = 0; seed < 200; seed++)
        {
            var generated = new Generator(seed).Tenant(80, everyType: seed % 2 == 1);
            var (tenant, _) = Generated.Play(generated);
            foreach (var kpi in OracleTenant.Served)
            {
                var value = tenant.Read("tenant", null, kpi, generated.From, generated.To, null, generated.Now)!;
                between[kpi] += value.Value is not null && value.Numerator != 0 && value.Numerator != value.Denominator ? 1 : 0;
            }
        }

        foreach (var (kpi, count) in between.OrderBy(b => b.Value))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kpi}: {count} of 200"));
        }

        Assert.Empty(between.Where(b => b.Value == 0).Select(b => b.Key));
    }
}
