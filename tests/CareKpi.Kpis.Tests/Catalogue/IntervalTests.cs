using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

public sealed class IntervalTests
{
    [Fact]
    public void Shares_of_surveys_have_a_Wilson_interval()
    {
        // The worked example of docs/contracts/read-api.md.
        var value = Evaluate.Of("csat", new FakeMeasures().With(SurveyMeasures.CsatAnswers, 4).With(SurveyMeasures.CsatPositive, 3));

        Assert.Equal(30.06, value.Confidence!.Low, 2);
        Assert.Equal(95.44, value.Confidence.High, 2);
    }

    [Theory]
    [InlineData(0, 0, 79.3450)]
    [InlineData(1, 20.6550, 100)]
    public void Wilson_holds_from_one_answer_and_stays_within_the_scale(long positive, double low, double high)
    {
        // n = 1: z² ÷ (1 + z²) = 3.8415 ÷ 4.8415 = 0.79345.
        var value = Evaluate.Of("csat", new FakeMeasures().With(SurveyMeasures.CsatAnswers, 1).With(SurveyMeasures.CsatPositive, positive));

        Assert.Equal(low, value.Confidence!.Low, 3);
        Assert.Equal(high, value.Confidence.High, 3);
    }

    [Fact]
    public void Nps_has_one_from_one_answer()
    {
        // n = 4, p = 1.75 ÷ 4, d = 0.75 ÷ 4: 25 ± 1.96 √((0.625 − 0.0625) ÷ 4) × 100 = 25 ± 73.50.
        var value = Evaluate.Of("nps", new FakeMeasures().With(SurveyMeasures.NpsAnswers, 1).With(SurveyMeasures.NpsPromoters, 1));

        Assert.Equal(-48.50, value.Confidence!.Low, 2);
        Assert.Equal(98.50, value.Confidence.High, 2);
    }

    [Fact]
    public void Nps_of_ten_promoters_is_clamped()
    {
        var value = Evaluate.Of("nps", new FakeMeasures().With(SurveyMeasures.NpsAnswers, 10).With(SurveyMeasures.NpsPromoters, 10));

        Assert.Equal(47.5035515447902, value.Confidence!.Low, 9);
        Assert.Equal(100, value.Confidence.High);
    }

    [Theory]
    [InlineData("csat_mean")]
    [InlineData("ces_mean")]
    public void Means_have_the_interval_of_the_samples_deviation(string code)
    {
        // Scores 3, 4, 5: mean 4, s = 1, ± 1.96 ÷ √3 = 1.13161.
        var measure = Evaluate.Kpi(code).Measures.Single();
        var value = Evaluate.Of(code, new FakeMeasures().WithSamples(measure, 3_000_000, 4_000_000, 5_000_000));

        Assert.Equal(4, value.Value);
        Assert.Equal((12.0, 3.0, 3), (value.Numerator, value.Denominator, value.Count));
        Assert.Equal(4 - 1.131607, value.Confidence!.Low, 6);
        Assert.Equal(4 + 1.131607, value.Confidence.High, 6);
        Assert.Null(value.Distribution);
    }

    [Fact]
    public void A_mean_of_one_answer_has_none() =>
        Assert.Null(Evaluate.Of("csat_mean", new FakeMeasures().WithSamples(SurveyMeasures.CsatScore, 3_000_000)).Confidence);

    [Fact]
    public void Equal_answers_have_no_deviation_however_many()
    {
        var value = Evaluate.Of("csat_mean", new FakeMeasures().WithSamples(SurveyMeasures.CsatScore, Enumerable.Repeat(3_333_333L, 100_001)));

        Assert.Equal(value.Value, value.Confidence!.Low);
        Assert.Equal(value.Value, value.Confidence.High);
    }

    [Fact]
    public void Only_survey_KPIs_have_one()
    {
        string[] expected = ["csat", "csat_mean", "survey_response_rate", "nps", "ces", "ces_mean", "emotional_connection", "interaction_sentiment"];

        var actual = KpiRegistry.BuiltIn.All.Where(kpi => Evaluate.Of(kpi.Code, Some.Measures(kpi.Measures)).Confidence is not null).Select(kpi => kpi.Code);

        Assert.Equal(expected, actual, StringComparer.Ordinal);
    }
}
