using System.Globalization;
using System.Text.Json.Nodes;
using CareKpi.Deploy.Tests.Code;
using CareKpi.Deploy.Tests.Rendering;

namespace CareKpi.Deploy.Tests;

/// <summary>Dashboards and alerts name what a running node really measures: a real API is asked, and what its instruments are called is listened to.</summary>
public sealed class MonitoringTests(LoneNode node) : IClassFixture<LoneNode>
{
    private static readonly string[] Boards = [.. Repository.Files("deploy/monitoring/dashboards", "*.json").Select(File.ReadAllText)];

    [Fact]
    public async Task ExpressionsNameOnlyWhatIsMeasured()
    {
        using var instruments = await Listening.ToAsync(node);
        Assert.Empty(Expressions().SelectMany(expression => Wrong(instruments, expression)).Distinct());
        Assert.True(Expressions().Count() >= 25);
    }

    [Theory]
    [InlineData("rate(carekpi_events_lost_total[5m]) > 0")]
    [InlineData("carekpi_events")]
    [InlineData("sum by (tenant) (rate(carekpi_events_total[5m]))")]
    [InlineData("rate(carekpi_events_total{result=\"rejected\"}[5m])")]
    [InlineData("http_server_request_duration_seconds")]
    [InlineData("rate(http_server_request_duration_seconds_count{http_route=\"/v1/event\"}[5m])")]
    [InlineData("rate(carekpi_events_total{outcome=\"refused\"}[5m])")]
    [InlineData("up == 0")]
    public async Task WhatIsNotMeasuredIsFound(string expression)
    {
        using var instruments = await Listening.ToAsync(node);
        Assert.NotEmpty(Wrong(instruments, expression));
    }

    [Fact]
    public async Task EveryMetricOfOursIsOnADashboard()
    {
        using var instruments = await Listening.ToAsync(node);
        var shown = Boards.SelectMany(ExpressionsOf).SelectMany(static expression => Promql.Named(expression).Select(static named => named.Metric)).ToHashSet(StringComparer.Ordinal);
        // Of a histogram its buckets are enough.
        Assert.Empty(instruments.Own.Where(static metric => !metric.EndsWith("_sum", StringComparison.Ordinal) && !metric.EndsWith("_count", StringComparison.Ordinal)).Except(shown));
        Assert.Contains("carekpi_daily_age_seconds_bucket", shown);
        Assert.Contains("carekpi_events_total", shown);
    }

    [Fact]
    public void BoardsAreWhole()
    {
        Assert.Equal(2, Boards.Length);
        foreach (var board in Boards.Select(static text => JsonNode.Parse(text)!))
        {
            var panels = board.List("panels").ToList();
            Assert.Equal(panels.Count, panels.Select(static panel => panel.Number("id")).Distinct().Count());
            Assert.All(panels, static panel => Assert.True(panel.Text("title").Length > 0 && panel.List("targets").Any() && panel.Text("datasource.uid") == "${datasource}"));
            Assert.DoesNotContain(panels, one => panels.Exists(other => !ReferenceEquals(one, other) && Overlap(one, other)));
        }
    }

    [Fact]
    public void EveryAlertSaysWhatItIs()
    {
        Assert.All(Alarms.All, static alert =>
            Assert.True(alert.Text("annotations.summary").Length > 0 && alert.Text("annotations.description").Length > 0 && alert.Text("labels.severity") is "critical" or "warning" or "info", alert.ToJsonString()));
        Assert.NotEmpty(Alarms.All);
    }

    /// <summary>The collector serves what the manifests and Prometheus ask for.</summary>
    [Fact]
    public void TheCollectorListensWhereItIsAsked()
    {
        var collector = Yaml.Read(Repository.Read("deploy/monitoring/collector.yaml"))[0];
        Assert.Equal("0.0.0.0:4317", collector.Text("receivers.otlp.protocols.grpc.endpoint"));
        Assert.Equal("0.0.0.0:8889", collector.Text("exporters.prometheus.endpoint"));
        Assert.True(collector.Is("exporters.prometheus.resource_to_telemetry_conversion.enabled", true));
        foreach (var pipeline in new[] { "metrics", "traces" })
        {
            foreach (var part in new[] { "receivers", "processors", "exporters" })
            {
                Assert.All(collector.List($"service.pipelines.{pipeline}.{part}"), name => Assert.True(collector.At(part)!.AsObject().ContainsKey(name.ToString())));
            }
        }

        Assert.Equal("collector:8889", Yaml.Read(Repository.Read("deploy/monitoring/prometheus.yaml"))[0].Text("scrape_configs.0.static_configs.0.targets.0"));
    }

    private IEnumerable<string> Wrong(Instruments instruments, string expression)
    {
        var named = Promql.Named(expression);
        return
        [
            .. named.Count == 0 ? [$"{expression} names nothing"] : Array.Empty<string>(),
            .. named.Where(found => !instruments.Has(found.Metric)).Select(static found => $"nothing measures {found.Metric}"),
            .. named.SelectMany(found => found.Labels.Where(label => !instruments.Has(found.Metric, label)).Select(label => $"{found.Metric} has no label {label}")),
            .. Promql.Values(expression, "http_route").Where(route => !node.Routes.Contains(route)).Select(static route => $"there is no route {route}"),
            .. Promql.Values(expression, "outcome").Except(["accepted", "duplicate", "rejected"]).Select(static outcome => $"there is no outcome {outcome}"),
        ];
    }

    private static IEnumerable<string> Expressions() => Boards.SelectMany(ExpressionsOf).Concat(Alarms.All.Select(static alert => alert.Text("expr")));

    private static IEnumerable<string> ExpressionsOf(string board)
    {
        var parsed = JsonNode.Parse(board)!;
        var asked = parsed.List("templating.list").Select(static variable => variable.Text("query.query")).Where(static query => query.StartsWith("label_values(", StringComparison.Ordinal)).Select(static query => query["label_values(".Length..query.LastIndexOf(',')]);
        return parsed.List("panels").SelectMany(static panel => panel.List("targets")).Select(static target => target.Text("expr")).Concat(asked);
    }

    private static bool Overlap(JsonNode one, JsonNode other)
    {
        (long X, long Y, long W, long H) a = Place(one), b = Place(other);
        return a.X < b.X + b.W && b.X < a.X + a.W && a.Y < b.Y + b.H && b.Y < a.Y + a.H;
    }

    private static (long, long, long, long) Place(JsonNode panel) =>
        (long.Parse(panel.Text("gridPos.x"), CultureInfo.InvariantCulture), long.Parse(panel.Text("gridPos.y"), CultureInfo.InvariantCulture), long.Parse(panel.Text("gridPos.w"), CultureInfo.InvariantCulture), long.Parse(panel.Text("gridPos.h"), CultureInfo.InvariantCulture));
}
