using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>Value, count, numerator and denominator by kind (docs/contracts/definitions.md, "Reading").</summary>
public sealed class FigureTests
{
    public static TheoryData<string> Codes => [.. KpiRegistry.BuiltIn.All.Select(kpi => kpi.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Nothing_is_null_for_ratios_and_means_and_zero_for_counts(string code)
    {
        var value = Evaluate.Of(code, new FakeMeasures());

        var expected = Evaluate.Kpi(code).Kind is ValueKind.Count or ValueKind.Stock or ValueKind.Sum
            ? new KpiValue(code, 1, 0, 0, 0, null)
            : new KpiValue(code, 1, null, 0, 0, 0) { Small = true };
        Assert.Equal(expected, value);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_value_stands_on_its_numerator_and_denominator(string code)
    {
        var kpi = Evaluate.Kpi(code);
        if (kpi.IsAppraisal)
        {
            // It stands on other KPIs (AppraisingTests).
            return;
        }
        var value = Evaluate.Of(code, Some.Measures(kpi.Measures));

        var quotient = value.Numerator / (value.Denominator ?? 1);
        var factor = kpi.Kind is ValueKind.Share or ValueKind.NetShare or ValueKind.TimeShare or ValueKind.MoneyShare ? 100 : 1;
        Assert.Equal(value.Value!.Value, factor * quotient!.Value, 9);
        if (kpi.Kind is ValueKind.Share or ValueKind.NetShare or ValueKind.Mean)
        {
            Assert.Equal(value.Denominator, value.Count);
        }
    }

    /// <summary>Four observations may be chance; of counts and sums four are four.</summary>
    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Under_five_observations_are_small(long count, bool isSmall)
    {
        var measures = new FakeMeasures().With(SurveyMeasures.CsatAnswers, count).With(SurveyMeasures.CsatPositive, count).With(CaseMeasures.Opened, count).With(CostMeasures.Service, count);
        Assert.Equal(isSmall, Evaluate.Of("csat", measures).Small);
        Assert.False(Evaluate.Of("cases_opened", measures).Small);
        Assert.False(Evaluate.Of("service_cost", measures).Small);
    }

    [Fact]
    public void Durations_are_seconds_with_their_distribution()
    {
        var value = Evaluate.Of("average_handle_time", new FakeMeasures().WithSamples(ContactMeasures.HandleTime, 1_500, 500, 4_000, 2_000));

        Assert.Equal((2.0, 8.0, 4.0, 4), (value.Value, value.Numerator, value.Denominator, value.Count));
        Assert.Equal(new Distribution(Mean: 2, Min: 0.5, P50: 1.5, P75: 2, P90: 4, P95: 4, P99: 4, Max: 4), value.Distribution);
    }

    [Fact]
    public void Without_a_sketch_the_mean_stays_and_the_distribution_goes()
    {
        var value = Evaluate.Of("average_handle_time", new FakeMeasures { Sketches = false }.WithSamples(ContactMeasures.HandleTime, 1_500, 500));

        Assert.Equal(1, value.Value);
        Assert.Null(value.Distribution);
    }

    [Fact]
    public void Wait_time_takes_answered_and_abandoned_together()
    {
        var value = Evaluate.Of("average_wait_time", new FakeMeasures()
            .WithSamples(ContactMeasures.WaitAnswered, 10_000)
            .WithSamples(ContactMeasures.WaitAbandoned, 30_000, 35_000));

        Assert.Equal((25.0, 75.0, 3), (value.Value, value.Numerator, value.Count));
        Assert.Equal((10.0, 30.0, 35.0), (value.Distribution!.Min, value.Distribution.P50, value.Distribution.Max));
    }

    [Fact]
    public void A_callback_is_offered_and_neither_answered_nor_abandoned()
    {
        var measures = new FakeMeasures().With(ContactMeasures.InboundAnswered, 1).With(ContactMeasures.InboundAbandoned, 1).With(ContactMeasures.InboundCallback, 1);

        Assert.Equal((1.0, 3.0), Fraction(Evaluate.Of("answer_rate", measures)));
        Assert.Equal((1.0, 3.0), Fraction(Evaluate.Of("abandonment_rate", measures)));
    }

    [Fact]
    public void Only_short_abandons_leave_nothing_to_judge()
    {
        var value = Evaluate.Of("abandonment_rate", new FakeMeasures().With(ContactMeasures.InboundAbandoned, 2).With(ContactMeasures.ShortAbandoned, 2));

        Assert.Equal(new KpiValue("abandonment_rate", 1, null, 0, 0, 0) { Small = true }, value);
    }

    [Theory]
    [InlineData("answeredAndAbandonedInTime", 4, 7)]
    [InlineData("answeredOnly", 2, 4)]
    [InlineData("allOffered", 2, 7)]
    [InlineData("excludeAbandonedInTime", 2, 5)]
    [InlineData("shortAsMet", 3, 7)]
    [InlineData("excludeShort", 2, 6)]
    public void Service_level_gives_raw_counts(string mode, double numerator, double denominator)
    {
        // a = 2 of A = 4, b = 2 of B = 3, s = 1.
        var value = Evaluate.Of($"service_level.{mode}", new FakeMeasures()
            .With(ContactMeasures.JudgedAnsweredInTime, 2)
            .With(ContactMeasures.JudgedAnswered, 4)
            .With(ContactMeasures.JudgedAbandonedInTime, 2)
            .With(ContactMeasures.JudgedAbandoned, 3)
            .With(ContactMeasures.JudgedShortAbandoned, 1));

        Assert.Equal((numerator, denominator), Fraction(value));
    }

    [Fact]
    public void Unresolved_rate_counts_the_unresolved()
    {
        var value = Evaluate.Of("unresolved_rate", new FakeMeasures().With(CaseMeasures.IssuesContacted, 3).With(CaseMeasures.IssuesUnresolved, 2));

        Assert.Equal((2.0, 3.0), Fraction(value));
        Assert.Equal(200.0 / 3, value.Value);
    }

    [Fact]
    public void Reopen_rate_is_of_cases_with_a_first_resolution()
    {
        var value = Evaluate.Of("reopen_rate", new FakeMeasures().With(CaseMeasures.Reopened, 1).WithSamples(CaseMeasures.FirstResolutionTime, 7_200_000, 100));

        Assert.Equal((1.0, 2.0), Fraction(value));
    }

    [Fact]
    public void Work_time_is_shown_in_seconds_over_intervals()
    {
        // Available 60 min, assisting 60, training 30, break 30; one case resolved.
        var measures = new FakeMeasures()
            .With(WorkMeasures.Paid, 10_800_000)
            .With(WorkMeasures.Assisting, 3_600_000)
            .With(WorkMeasures.Available, 3_600_000)
            .With(WorkMeasures.Productive, 5_400_000)
            .With(WorkMeasures.Break, 1_800_000)
            .With(WorkMeasures.Intervals, 4)
            .With(CaseMeasures.Resolved, 1);

        Assert.Equal(new KpiValue("utilization", 1, 100.0 / 3, 4, 3600, 10800) { Small = true }, Evaluate.Of("utilization", measures));
        Assert.Equal(new KpiValue("occupancy", 1, 50, 4, 3600, 7200) { Small = true }, Evaluate.Of("occupancy", measures));
        Assert.Equal(new KpiValue("agent_efficiency", 1, 50, 4, 5400, 10800) { Small = true }, Evaluate.Of("agent_efficiency", measures));
        Assert.Equal(new KpiValue("productivity", 1, 0.4, 1, 1, 2.5) { Small = true }, Evaluate.Of("productivity", measures));
    }

    [Fact]
    public void Productivity_without_a_status_is_null_whatever_was_resolved() =>
        Assert.Equal(new KpiValue("productivity", 1, null, 0, 0, 0) { Small = true }, Evaluate.Of("productivity", new FakeMeasures().With(CaseMeasures.Resolved, 5)));

    [Fact]
    public void Backlog_and_its_ages()
    {
        var measures = new FakeMeasures().With(CaseMeasures.Backlog, 3).With(CaseMeasures.BacklogAge0To1, 1).With(CaseMeasures.BacklogAge30, 2);

        Assert.Equal([3, 1, 0, 0, 0, 2], KpiRegistry.BuiltIn.Find("backlog")!.Variants.Select(age => age.Code).Prepend("backlog").Select(code => Evaluate.Of(code, measures).Value!.Value));
    }

    private static (double?, double?) Fraction(KpiValue value) => (value.Numerator, value.Denominator);
}
