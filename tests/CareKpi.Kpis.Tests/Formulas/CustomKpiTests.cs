using System.Globalization;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Tests.Catalogue;
using Xunit;

namespace CareKpi.Kpis.Tests.Formulas;

public sealed class CustomKpiTests
{
    /// <summary>4 answers, 3 positive; 10 handled contacts of 100 s; costs of 50; three baskets of 1.5, −2,000 and 12,000.25.</summary>
    private static readonly FakeMeasures s_measures = new FakeMeasures()
        .With(SurveyMeasures.CsatAnswers, 4)
        .With(SurveyMeasures.CsatPositive, 3)
        .With(SurveyMeasures.NpsAnswers, 2)
        .With(SurveyMeasures.NpsPromoters, 1)
        .With(SurveyMeasures.NpsDetractors, 1)
        .With(CostMeasures.Service, 500_000)
        .With(ContactMeasures.Volume, 20)
        .WithSamples(ContactMeasures.HandleTime, Enumerable.Repeat(100_000L, 10))
        .With(Of(CustomMeasures.Count), 3)
        .With(Of(CustomMeasures.Whole), 1 - 2_000 + 12_000)
        .With(Of(CustomMeasures.Millionths), 750_000)
        .WithSamples(Of(CustomMeasures.FarBelow), 2_000)
        .WithSamples(Of(CustomMeasures.Above), 1_500_000)
        .WithSamples(Of(CustomMeasures.FarAbove), 12_000);

    private static Measure Of(Measure measure) => measure with { Event = "basket" };

    [Theory]
    [InlineData("csat", "%", 75.0)]
    [InlineData("100 - csat", "%", 25.0)]
    [InlineData("csat.numerator / csat.denominator", "%", 0.75)]
    [InlineData("csat.positive / csat.answers * 100", "%", 75.0)]
    [InlineData("csat.count + 1", "n", 5.0)]
    [InlineData("0.4 * csat + 0.6 * (csat - 5)", "%", 72.0)]
    [InlineData("average_handle_time / 60 * 60", "s", 100.0)]
    [InlineData("average_handle_time.numerator / 10", "s", 100.0)]
    [InlineData("average_handle_time.p90", "s", 100.0)]
    [InlineData("service_cost / contact_volume", "money", 2.5)]
    [InlineData("-service_cost", "money", -50.0)]
    [InlineData("min(csat, 60)", "%", 60.0)]
    [InlineData("max(csat, 60, 70)", "%", 75.0)]
    [InlineData("clamp(csat, 80, 90)", "%", 80.0)]
    [InlineData("clamp(csat, 0, 70)", "%", 70.0)]
    [InlineData("if(csat >= 75, 1, 0)", "n", 1.0)]
    [InlineData("if(csat < 75, 1, 0)", "n", 0.0)]
    [InlineData("if(nps != 0, csat, 3)", "%", 3.0)]
    [InlineData("number(csat) + number(average_handle_time)", "n", 175.0)]
    [InlineData("custom.basket.count", "n", 3.0)]
    [InlineData("custom.basket.sum", "money", 10_001.75)]
    [InlineData("custom.basket.mean * 3", "money", 10_001.75)]
    [InlineData("custom.basket.min", "money", -2_000.0)]
    [InlineData("custom.basket.p50", "money", 1.5)]
    [InlineData("custom.basket.max", "money", 12_000.0)]
    [InlineData("custom.\"basket\".sum / contact_volume", "money", 500.0875)]
    [InlineData("custom.nothing.sum", "money", 0.0)]
    [InlineData("custom.nothing.mean", "money", null)]
    [InlineData("custom.nothing.p90", "money", null)]
    [InlineData("ces", "%", null)]
    [InlineData("csat + ces", "%", null)]
    [InlineData("max(csat, ces)", "%", null)]
    [InlineData("if(ces > 1, 1, 0)", "n", null)]
    [InlineData("ifEmpty(ces, 50) + csat", "%", 125.0)]
    [InlineData("ifEmpty(csat, 50)", "%", 75.0)]
    [InlineData("number(csat / nps)", "%", null)]
    [InlineData("number(contact_volume / (csat - 75))", "%", null)]
    [InlineData("number(-contact_volume / (csat - 75))", "%", null)]
    [InlineData("(csat - 75) / (csat - 75)", "n", null)]
    [InlineData("ifEmpty(contact_volume / (csat.count - 4), 7)", "n", 7.0)]
    [InlineData("max(contact_volume, contact_volume / (csat.count - 4))", "n", null)]
    [InlineData("if(contact_volume / (csat.count - 4) > 1, 1, 0)", "n", null)]
    [InlineData("contact_volume / (1 / (csat.count - 4))", "n", null)]
    public void A_formula_is_told_over_merged_measures(string formula, string unit, double? expected)
    {
        var value = Value(formula, unit);
        Assert.Equal(expected, value.Value is { } has ? Math.Round(has, 9) : null);
    }

    /// <summary>10^12 27 times is more than a number can be.</summary>
    [Theory]
    [InlineData("* 999999999999", 25, true)]
    [InlineData("* 999999999999", 27, false)]
    public void What_is_too_large_for_a_number_is_nothing(string times, int often, bool told) =>
        Assert.Equal(told, Value($"contact_volume {string.Join(' ', Enumerable.Repeat(times, often))}", "n").Value is not null);

    [Fact]
    public void A_value_says_what_it_stands_on()
    {
        AssertStands(Value("csat.numerator / csat.denominator * 100", "%"), 75, 4, 3, 4);
        AssertStands(Value("number(csat) + number(nps)", "%"), 75, 2, 75, null);
        AssertStands(Value("contact_volume + csat.count", "n"), 24, 24, 24, null);
        AssertStands(Value("custom.basket.sum / custom.basket.count", "n"), 10_001.75 / 3, 3, 10_001.75, 3);
        AssertStands(Value("ces", "%"), null, 0, 0, 0);
    }

    private static void AssertStands(KpiValue value, double? expected, long count, double? numerator, double? denominator) =>
        Assert.Equal((expected, count, numerator, denominator), (value.Value, value.Count, value.Numerator, value.Denominator));

    [Theory]
    [InlineData("csat + average_handle_time", "%", 7, 19, "this is in s, what stands before it in %")]
    [InlineData("csat - custom.basket.count", "%", 7, 19, "this is in n")]
    [InlineData("min(csat, nps)", "%", 10, 3, "only values of one unit can be compared")]
    [InlineData("if(csat > average_handle_time, 1, 0)", "n", 10, 19, "compared")]
    [InlineData("if(csat > 1, csat, average_handle_time)", "%", 19, 19, "used for each other")]
    [InlineData("csat * average_handle_time", "s", 0, 26, "the formula is in %·s, the KPI in s")]
    [InlineData("average_handle_time", "%", 0, 19, "the formula is in s, the KPI in %")]
    [InlineData("contact_volume / average_handle_time", "per h", 0, 36, "the formula is in 1/s")]
    [InlineData("1 + csatt", "%", 4, 5, "did you mean 'csat'?")]
    [InlineData("1 + csat.p90", "%", 4, 8, "has no part 'p90'; it has count, numerator, denominator")]
    [InlineData("custom.basket", "n", 0, 13, "custom.<name>.count")]
    [InlineData("custom.basket.median", "n", 0, 20, "an event has no part 'median'")]
    [InlineData("handle_time", "s", 0, 11, "handle_time.count")]
    [InlineData("handle_time.p90", "s", 0, 15, "handle_time.count")]
    [InlineData("csat.answers.sum", "n", 0, 16, "is a sum and has no part 'sum'")]
    [InlineData("csat + sum(csat)", "%", 7, 9, "there is no function 'sum'")]
    [InlineData("min(csat)", "%", 0, 9, "takes at least 2 values; here are 1")]
    [InlineData("if(csat, 1, 0)", "n", 0, 14, "write if(a > b")]
    [InlineData("min(csat > 1, 2)", "n", 4, 8, "a comparison stands only")]
    [InlineData("1 + 2", "n", 0, 5, "names nothing that is measured")]
    public void What_makes_no_sense_is_told_with_its_place(string formula, string unit, int position, int length, string message)
    {
        var wrong = Assert.Throws<CustomKpiException>(() => CustomKpis.None.With(Define("mine", formula, unit)));
        Assert.Equal("formula", wrong.Field);
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(new Place(position, length), wrong.Place);
    }

    [Theory]
    [InlineData("csat", "code")]
    [InlineData("Mine", "code")]
    [InlineData("9mine", "code")]
    [InlineData("", "code")]
    [InlineData("custom", "code")]
    public void A_code_must_be_free_and_plain(string code, string field) =>
        Assert.Equal(field, Assert.Throws<CustomKpiException>(() => CustomKpis.None.With(Define(code, "csat", "%"))).Field);

    [Fact]
    public void Levels_dimensions_and_windows_are_those_of_all_parts()
    {
        var kpi = Made("mine", "first_contact_resolution - csat", "%");
        Assert.Equal(Levels.TMAC, kpi.Levels);
        Assert.Equal(SettlingWindow.Repeat, kpi.Window);
        Assert.True(kpi.Dimensions.HasFlag(Dimensions.Topic));
        var cost = Made("mine", "service_cost / contact_volume", "money");
        Assert.Equal(Levels.T, Made("mine", "number(quality_score) * customer_lifetime_value", "money").Levels);
        Assert.Equal((Levels.TM, Dimensions.None), (cost.Levels, cost.Dimensions));
        var own = Made("mine", "custom.basket.sum / contact_volume", "money");
        Assert.Equal((Levels.TMA, Dimensions.Channel), (own.Levels, own.Dimensions));
        Assert.Equal(ValueKind.Count, Made("mine", "contact_volume - 2 * csat.count", "n").Kind);
        Assert.Equal(ValueKind.Sum, Made("mine", "service_cost * 1.05", "money").Kind);
        Assert.Equal(ValueKind.Rate, Made("mine", "contact_volume + 1", "n").Kind);
    }

    [Fact]
    public void Own_KPIs_name_each_other_but_never_themselves()
    {
        var kpis = CustomKpis.None.With(Define("base", "csat * 2", "%")).With(Define("more", "base + 1", "%"));
        Assert.Equal(151, Evaluation.Evaluate(kpis.Registry.Find("more")!, s_measures, EvaluationContext.Default).Value);
        // csat, 2 and *; then 1 and + beside the name.
        Assert.Equal(6, ((CustomKpi)kpis.Registry.Find("more")!).Nodes);
        var wrong = Assert.Throws<CustomKpiException>(() => kpis.With(Define("base", "csat + more", "%")));
        Assert.Contains("its own value", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(new Place(7, 4), wrong.Place);
        Assert.Contains("self → self", Assert.Throws<CustomKpiException>(() => kpis.With(Define("self", "self", "%"))).Message, StringComparison.Ordinal);
        Assert.Contains("'more' names 'base'", Assert.Throws<CustomKpiException>(() => kpis.Without("base")).Message, StringComparison.Ordinal);
        var beside = kpis.With(Define("more", "csat + base", "%"));
        Assert.Contains("'more' names it", Assert.Throws<CustomKpiException>(() => beside.With(Define("base", "average_handle_time", "s"))).Message, StringComparison.Ordinal);
        var next = kpis.With(Define("base", "csat * 3", "%"));
        Assert.Equal((2, 226.0), (next.Registry.Find("base")!.Version, Evaluation.Evaluate(next.Registry.Find("more")!, s_measures, EvaluationContext.Default).Value!.Value));
        Assert.Null(next.Without("more").Registry.Find("more"));
    }

    /// <summary>Whatever comes first by its code, each has a place of its own.</summary>
    [Fact]
    public void A_KPI_may_name_one_of_a_later_code()
    {
        var kpis = CustomKpis.None.With(Define("last", "csat + 1", "%")).With(Define("first", "last * 2", "%")).With(Define("middle", "csat", "%"));
        Assert.Equal(152, Evaluation.Evaluate(kpis.Registry.Find("first")!, s_measures, EvaluationContext.Default).Value);
        Assert.Equal(["first", "last", "middle"], kpis.Registry.All.OfType<CustomKpi>().Select(static kpi => kpi.Code));
    }

    [Fact]
    public void A_KPI_of_KPIs_counts_the_nodes_of_all_of_them()
    {
        var kpis = CustomKpis.None.With(Define("k0", "csat + 1", "%"));
        for (var i = 1; i <= 4; i++)
        {
            kpis = kpis.With(Define($"k{i}", $"k{i - 1} + k{i - 1}", "%"));
        }
        // 3, 9, 21, 45, 93; the next would have 189, the one after it too many.
        kpis = kpis.With(Define("k5", "k4 + k4", "%"));
        Assert.Contains("at most 200", Assert.Throws<CustomKpiException>(() => kpis.With(Define("k6", "k5 + k5", "%"))).Message, StringComparison.Ordinal);
    }

    /// <summary>Each reads the one before it once, however deep they stand on each other: a count of contacts each, and the one of answers.</summary>
    [Theory]
    [InlineData("{0} / contact_volume", 60)]
    [InlineData("number(2 * ({0} / contact_volume)) / 2", 20)]
    public void A_chain_of_KPIs_is_told_once(string formula, int depth)
    {
        var chain = Enumerable.Range(1, depth).Select(i => Define($"k{i}", string.Format(CultureInfo.InvariantCulture, formula, $"k{i - 1}"), "n"));
        var counted = new CountedMeasures(s_measures);
        var value = Evaluation.Evaluate(new CustomKpis([Define("k0", "csat.count + 1", "n"), .. chain]).Registry.Find($"k{depth}")!, counted, EvaluationContext.Default);
        Assert.InRange(value.Value!.Value, double.Epsilon, 1);
        // Both counts of csat, for its share has two.
        Assert.Equal(depth + 2, counted.Reads);
    }

    [Theory]
    [InlineData("(contact_volume / csat.count - 2) * 3", 9.0, null)]
    [InlineData("2 * (contact_volume / csat.count)", 10.0, 4.0)]
    [InlineData("contact_volume / csat.count / 2", 2.5, 4.0)]
    [InlineData("number(contact_volume / csat.count) * 4", 20.0, 4.0)]
    public void A_quotient_beside_numbers_is_told_with_them(string formula, double expected, double? denominator)
    {
        var value = Value(formula, "n");
        Assert.Equal((expected, denominator), (value.Value, value.Denominator));
    }

    private sealed class CountedMeasures(IMeasures inner) : IMeasures
    {
        public int Reads { get; private set; }

        public long Sum(Measure measure)
        {
            Reads++;
            return inner.Sum(measure);
        }

        public Samples Samples(Measure measure) => inner.Samples(measure);

        public Samples Samples(Measure measure, Measure and) => inner.Samples(measure, and);
    }

    [Fact]
    public void What_no_longer_makes_sense_is_left_out_and_told()
    {
        var kpis = new CustomKpis([new("gone", 1, "Gone", "a_measure_of_an_older_version", "n", Direction.Up, KeyResultArea.Quality), Define("mine", "csat", "%") with { Version = 4 }]);
        Assert.Null(kpis.Registry.Find("gone"));
        Assert.Contains("gone", kpis.Broken.Keys, StringComparer.Ordinal);
        Assert.Equal(4, kpis.Registry.Find("mine")!.Version);
        Assert.Equal(5, kpis.With(Define("mine", "csat + 1", "%")).Definitions["mine"].Version);
    }

    [Theory]
    [InlineData("appraisal")]
    [InlineData("customer_health")]
    public void A_code_that_the_catalogue_has_taken_since_leaves_the_others_as_they_are(string code)
    {
        var kpis = new CustomKpis([Define(code, "csat + nps", "n") with { Version = 2 }, Define("mine", "csat", "%") with { Version = 4 }]);
        Assert.Same(KpiRegistry.BuiltIn.Find(code), kpis.Registry.Find(code));
        Assert.Contains("taken by the catalogue", kpis.Broken[code].Message, StringComparison.Ordinal);
        Assert.Equal(5, kpis.With(Define("mine", "csat + 1", "%")).Definitions["mine"].Version);
        Assert.Equal("code", Assert.Throws<CustomKpiException>(() => kpis.With(Define(code, "csat", "%"))).Field);
        Assert.Empty(kpis.Without(code).Broken);
    }

    private static CustomKpiDefinition Define(string code, string formula, string unit) => new(code, 0, "Mine", formula, unit, Direction.Up, KeyResultArea.Satisfaction);

    private static Kpi Made(string code, string formula, string unit) => CustomKpis.None.With(Define(code, formula, unit)).Registry.Find(code)!;

    private static KpiValue Value(string formula, string unit) => Evaluation.Evaluate(Made("mine", formula, unit), s_measures, EvaluationContext.Default);
}
