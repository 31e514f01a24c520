using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests;

/// <summary>docs/metrics.md names every metric that the code makes and every alarm that the rules raise, and nothing else.</summary>
public sealed class MetricsPageTests(LoneNode node) : IClassFixture<LoneNode>
{
    private static readonly MetricsPage Page = new(Repository.Read("docs/metrics.md"));

    [Fact]
    public void EveryMetricIsExplained()
    {
        Assert.Empty(Meters.Own.Except(Page.Instruments));
        Assert.Empty(Page.Instruments.Except(Meters.Own));
        Assert.Equal(Meters.Makings, Meters.Own.Count);
    }

    [Fact]
    public async Task NamesOfPrometheusAreThoseThatAreSent()
    {
        using var instruments = await Listening.ToAsync(node);
        Assert.DoesNotContain(Page.Metrics, metric => !instruments.Has(metric));
        Assert.Empty(instruments.Own.Except(Page.Metrics));
        Assert.NotEmpty(instruments.Own);
    }

    [Fact]
    public async Task EveryAlarmHasItsSectionAndNamesWhatIsMeasured()
    {
        using var instruments = await Listening.ToAsync(node);
        Assert.Equal(Alarms.All.Select(static alarm => alarm.Text("alert")).Order(StringComparer.Ordinal), Page.Alarms.Keys.Order(StringComparer.Ordinal));
        Assert.All(Alarms.All, alarm =>
        {
            var section = Page.Alarms[alarm.Text("alert")];
            Assert.Contains("- Means: ", section, StringComparison.Ordinal);
            Assert.Contains("- Do: ", section, StringComparison.Ordinal);
            Assert.StartsWith(alarm.Text("labels.severity"), section.Trim(), StringComparison.OrdinalIgnoreCase);
            var asked = Promql.Named(alarm.Text("expr")).Select(static named => named.Metric).ToHashSet(StringComparer.Ordinal);
            Assert.All(asked, metric => Assert.True(instruments.Has(metric), $"nothing measures {metric}"));
            Assert.Subset(MetricsPage.MetricsOf(section).ToHashSet(StringComparer.Ordinal), asked);
        });
    }

    [Fact]
    public void WhatIsNamedIsFound()
    {
        var page = new MetricsPage("| `carekpi.lost` | `carekpi_lost_total` |\n### CareKpiLost\n\nCritical.\n\n- Means: a\n\n### CareKpiOther\n\nInfo.\n## End\n`dotnet_x`");
        Assert.Equal(["carekpi.lost"], page.Instruments);
        Assert.Equal(["carekpi_lost_total", "dotnet_x"], page.Metrics.Order(StringComparer.Ordinal));
        Assert.Equal("Critical.\n\n- Means: a", page.Alarms["CareKpiLost"].Trim());
        Assert.Equal("Info.", page.Alarms["CareKpiOther"].Trim());
    }
}
