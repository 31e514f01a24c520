using System.Text.Json;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>The published worked examples of formulas.json, to the digits given.</summary>
public sealed class PublishedExamplesTests
{
    private static readonly JsonElement Examples = JsonDocument.Parse(Repository.Read("tests/CareKpi.Kpis.Tests/Catalogue/formulas.json")).RootElement;

    public static TheoryData<ServiceLevelMode> Modes => [.. ServiceLevelModes.All];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Service_level_of_every_mode(ServiceLevelMode mode)
    {
        var (given, expected) = Example(Examples.GetProperty("service_level"));
        var measures = new FakeMeasures()
            .With(ContactMeasures.JudgedAnswered, given["answered"])
            .With(ContactMeasures.JudgedAnsweredInTime, given["answeredInThreshold"])
            .With(ContactMeasures.JudgedAbandoned, given["abandonedInThreshold"] + given["abandonedAfterThreshold"])
            .With(ContactMeasures.JudgedAbandonedInTime, given["abandonedInThreshold"])
            .With(ContactMeasures.JudgedShortAbandoned, given["shortAbandons"]);
        var digits = expected.GetProperty(mode.ToCode()).GetDouble();

        var variant = Evaluate.Of($"service_level.{mode.ToCode()}", measures);
        var plain = Evaluate.Of("service_level", measures, new() { ServiceLevelMode = mode });

        Assert.Equal(digits, variant.Value!.Value, 2);
        Assert.Equal(variant with { Kpi = "service_level" }, plain);
    }

    [Fact]
    public void Abandonment_with_and_without_short_ones()
    {
        var (given, expected) = Example(Examples.GetProperty("abandonment"));
        FakeMeasures Contacts() => new FakeMeasures().With(ContactMeasures.InboundAnswered, given["answered"]).With(ContactMeasures.InboundAbandoned, given["abandoned"]);

        var all = Evaluate.Of("abandonment_rate", Contacts());
        var withoutShort = Evaluate.Of("abandonment_rate", Contacts().With(ContactMeasures.ShortAbandoned, given["short"]));

        Assert.Equal(expected.GetProperty("all").GetDouble(), all.Value!.Value, 2);
        Assert.Equal(expected.GetProperty("withoutShort").GetDouble(), withoutShort.Value!.Value, 2);
        Assert.Equal((50, 1050), (withoutShort.Numerator, withoutShort.Denominator));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Net_promoter_score_with_its_interval(int index)
    {
        var (given, expected) = Example(Examples.GetProperty("nps")[index]);
        var value = Evaluate.Of("nps", new FakeMeasures()
            .With(SurveyMeasures.NpsAnswers, given["promoters"] + given["passives"] + given["detractors"])
            .With(SurveyMeasures.NpsPromoters, given["promoters"])
            .With(SurveyMeasures.NpsDetractors, given["detractors"]));

        Assert.Equal(expected.GetProperty("nps").GetDouble(), value.Value!.Value, 2);
        if (expected.TryGetProperty("adjustedWald", out var wald))
        {
            Assert.Equal(wald.GetProperty("low").GetDouble(), value.Confidence!.Low, 2);
            Assert.Equal(wald.GetProperty("high").GetDouble(), value.Confidence.High, 2);
        }

        if (expected.TryGetProperty("highAtMost", out var most))
        {
            Assert.Equal(most.GetDouble(), value.Confidence!.High);
        }
    }

    [Fact]
    public void Customer_effort()
    {
        var example = Examples.GetProperty("ces");
        var counts = example.GetProperty("given").GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()).ToArray();
        var expected = example.GetProperty("expect");

        // Agreement on 1–7 is reversed: 7 is the least effort, 1 on the common scale.
        var effort = counts.SelectMany((count, i) => Enumerable.Repeat((long)Math.Round((5 - (i * 4.0 / 6)) * 1_000_000, MidpointRounding.AwayFromZero), count));
        var measures = new FakeMeasures()
            .With(SurveyMeasures.CesAnswers, counts.Sum())
            .With(SurveyMeasures.CesLowEffort, counts[4..].Sum())
            .WithSamples(SurveyMeasures.CesEffort, effort);

        Assert.Equal(expected.GetProperty("lowEffortPercent").GetDouble(), Evaluate.Of("ces", measures).Value!.Value, 1);
        var mean = Evaluate.Of("ces_mean", measures).Value!.Value;
        Assert.Equal(expected.GetProperty("meanRaw").GetDouble(), 1 + ((5 - mean) * 6 / 4), 2);
    }

    private static (Dictionary<string, long> Given, JsonElement Expected) Example(JsonElement example) => (
        example.GetProperty("given").EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetInt64(), StringComparer.Ordinal),
        example.GetProperty("expect"));
}
