using System.Diagnostics;
using System.Globalization;
using Oracle.Generate;
using Xunit;
using Xunit.Abstractions;

namespace Oracle.Tests;

public class SpeedTests(ITestOutputHelper output)
{
    /// <summary>Generous: a slow machine may not fail it, a square of the events must.</summary>
    [Fact]
    public void AFewThousandEventsAreQuick()
    {
        var generated = new Generator(1).Tenant(4000);
        var clock = Stopwatch.StartNew();
        var (tenant, _) = Generated.Play(generated);
        tenant.Read("tenant", null, "contact_volume", generated.From, generated.To, null, generated.Now);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"add and build: {clock.Elapsed}"));
        foreach (var kpi in OracleTenant.Served)
        {
            clock.Restart();
            tenant.Read("tenant", null, kpi, generated.From, generated.To, null, generated.Now);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed} {kpi}"));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), kpi);
        }
    }
}
