namespace CareKpi.EndToEnd.Suites;

/// <summary>The real calls give every figure that was published about them, to its digits, on every way to read it.</summary>
[Collection("server"), Trait("Suite", "figures")]
public sealed class FigureTests(SharedServer shared)
{
    /// <summary>KPI, value, digits after the point, numerator, denominator.</summary>
    private static readonly (string Kpi, double Value, int Digits, long? Numerator, long? Denominator)[] Published =
    [
        ("contact_volume", 5_000, 0, null, null),
        ("contacts_handled", 4_054, 0, null, null),
        ("answer_rate", 81.08, 2, 4_054, 5_000),
        ("abandonment_rate", 18.92, 2, 946, 5_000),
        ("resolution_rate", 72.92, 2, 3_646, 5_000),
        ("average_speed_of_answer", 67.5207, 4, null, 4_054),
        ("csat_mean", 3.4036, 4, null, 4_054),
        ("csat", 49.9013, 4, 2_023, 4_054),
        ("average_handle_time", 224.9228, 4, null, 4_054),
        ("service_level", 35.92, 2, 1_796, 5_000),
        ("service_level.allOffered", 35.92, 2, 1_796, 5_000),
    ];

    private static readonly (string Agent, int Calls)[] PerAgent =
        [("Jim", 666), ("Martha", 638), ("Diane", 633), ("Dan", 633), ("Becky", 631), ("Greg", 624), ("Joe", 593), ("Stewart", 582)];

    [RealDataFact(Calls.File)]
    public async Task The_node_gives_the_published_figures()
    {
        var run = await shared.UndisturbedAsync();
        var values = await run.Tenant.ScorecardAsync(Calls.From, Calls.To, Published.Select(figure => figure.Kpi));
        foreach (var (kpi, value, digits, numerator, denominator) in Published)
        {
            Holds(kpi, value, digits, numerator, denominator, values[kpi]);
        }

        foreach (var (agent, calls) in PerAgent)
        {
            Assert.Equal(calls, Number((await run.Tenant.ScorecardAsync(Calls.From, Calls.To, ["contact_volume"], "agent", agent))["contact_volume"]["value"]));
        }
    }

    [GatewayFact]
    public async Task The_gateway_gives_the_published_figures()
    {
        var run = await shared.UndisturbedAsync();
        await using var gateway = await GatewayProcess.StartedAsync(shared.Server.Url);
        var fields = string.Join(' ', Published.Select((figure, place) => string.Create(CultureInfo.InvariantCulture, $"f{place}: value(kpi: \"{figure.Kpi}\") {{ value count numerator denominator }}")));
        var data = await gateway.QueryAsync(run.Tenant.Key, $$"""
            { tenant { scorecard(period: {from: "{{Calls.From}}", to: "{{Calls.To}}"}) { {{fields}} }
              ranking(kpi: "contact_volume", level: AGENT, period: {from: "{{Calls.From}}", to: "{{Calls.To}}"}, first: 20) { position scope { key } result { value } } } }
            """);
        var scorecard = data["tenant"]!["scorecard"]!;
        for (var place = 0; place < Published.Length; place++)
        {
            var (kpi, value, digits, numerator, denominator) = Published[place];
            Holds(kpi, value, digits, numerator, denominator, scorecard[string.Create(CultureInfo.InvariantCulture, $"f{place}")]!.AsObject());
        }

        var ranked = data["tenant"]!["ranking"]!.AsArray().Select(entry => (entry!["scope"]!["key"]!.GetValue<string>(), (int)Number(entry["result"]!["value"]))).ToHashSet();
        Assert.Equal(PerAgent.ToHashSet(), ranked);
    }

    [RealDataFact(Calls.File)]
    public async Task A_second_import_counts_nothing()
    {
        var run = await shared.UndisturbedAsync();
        Assert.Equal((5_000, Calls.Count), (Number(run.Import["rows"]), Number(run.Import["accepted"]) + Number(run.Import["duplicates"])));
        var again = await Undisturbed.ImportAsync(shared.Server, run.Tenant);
        Assert.Equal((5_000, 0, Calls.Count, 0), (Number(again["rows"]), Number(again["accepted"]), Number(again["duplicates"]), Number(again["rejected"])));
        Assert.Equal(run.Digest, await run.Tenant.DigestAsync());
    }

    private static void Holds(string kpi, double value, int digits, long? numerator, long? denominator, JsonObject given)
    {
        Assert.True(value == Math.Round(Number(given["value"]), digits, MidpointRounding.AwayFromZero), $"{kpi}: {given.ToJsonString()} is not {value}");
        Assert.True(numerator is null || numerator == Number(given["numerator"]), $"{kpi}: {given.ToJsonString()}");
        Assert.True(denominator is null || denominator == Number(given["denominator"]), $"{kpi}: {given.ToJsonString()}");
    }

    private static double Number(JsonNode? node) => node!.GetValue<double>();
}
