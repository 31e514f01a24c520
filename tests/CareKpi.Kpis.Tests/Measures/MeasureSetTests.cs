using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Measures;

public sealed class MeasureSetTests
{
    [Fact]
    public void A_sum_that_overflows_throws_and_adds_nothing()
    {
        var set = new MeasureSet();
        set.AddSum(WorkMeasures.Paid, long.MaxValue);
        Assert.Throws<OverflowException>(() => set.AddSum(WorkMeasures.Paid, 1));
        Assert.Equal(long.MaxValue, set.Sum(WorkMeasures.Paid));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sample_that_overflows_throws_and_adds_nothing(bool keepsBins)
    {
        var set = new MeasureSet(keepsBins);
        set.AddSample(ContactMeasures.HandleTime, long.MaxValue, 1);
        var before = set.Encoded();
        Assert.Throws<OverflowException>(() => set.AddSample(ContactMeasures.HandleTime, 1, 1));
        Assert.Equal(before, set.Encoded());
    }

    [Fact]
    public void A_merge_that_overflows_in_one_measure_adds_nothing_to_any()
    {
        var set = new MeasureSet();
        set.AddSum(WorkMeasures.Paid, long.MaxValue);
        set.AddSample(ContactMeasures.HandleTime, 1_000, 1);
        var before = set.Encoded();
        var other = new MeasureSet();
        other.AddSum(ContactMeasures.Volume, 5);
        other.AddSum(WorkMeasures.Paid, 1);
        other.AddSample(ContactMeasures.HandleTime, 2_000, 1);
        Assert.Throws<OverflowException>(() => set.Merge(other));
        Assert.Equal(before, set.Encoded());
        Assert.Throws<OverflowException>(() => set.MergeFrom(other.Encoded()));
        Assert.Equal(before, set.Encoded());
    }

    [Fact]
    public void A_squared_sum_that_overflows_throws_and_adds_nothing()
    {
        // ±2^62 in turn: the sum stays small while the squares, 2^124 each, reach 2^127 with the eighth.
        var set = new MeasureSet();
        for (var i = 0; i < 7; i++) set.AddSample(SurveyMeasures.CsatScore, i % 2 == 0 ? 1L << 62 : -(1L << 62), 1);
        var before = set.Encoded();
        Assert.Throws<OverflowException>(() => set.AddSample(SurveyMeasures.CsatScore, -(1L << 62), 1));
        Assert.Equal(before, set.Encoded());
        Assert.Equal(before, MeasureSet.Decode(before).Encoded());
    }

    [Fact]
    public void Negative_extremes_survive_encoding_and_subtraction()
    {
        var set = new MeasureSet();
        set.AddSum(WorkMeasures.Paid, long.MinValue);
        Assert.Equal(long.MinValue, MeasureSet.Decode(set.Encoded()).Sum(WorkMeasures.Paid));
        var zero = set.Clone();
        zero.Merge(set, -1);
        Assert.True(zero.IsZero);
    }

    [Fact]
    public void Changes_may_be_negative_and_cancel_what_they_take_back()
    {
        var changes = new MeasureSet();
        changes.AddSample(CaseMeasures.ResponseTime, 60_000, -1);
        changes.AddSample(CaseMeasures.ResponseTime, 90_000, 1);
        changes.AddSample(CaseMeasures.ResponseTime, 61_000, -1);
        Assert.Null(changes.Samples(CaseMeasures.ResponseTime).Sketch);
        var cell = new MeasureSet();
        cell.AddSample(CaseMeasures.ResponseTime, 60_000, 1);
        cell.AddSample(CaseMeasures.ResponseTime, 61_000, 1);
        cell.MergeFrom(changes.Encoded());
        var expected = new MeasureSet();
        expected.AddSample(CaseMeasures.ResponseTime, 90_000, 1);
        Assert.Equal(expected.Encoded(), cell.Encoded());
    }

    [Fact]
    public void Samples_keep_count_sum_and_squares()
    {
        var set = new MeasureSet();
        foreach (var score in (long[])[-2_000_000, 1_000_000, 4_000_000]) set.AddSample(SurveyMeasures.CsatScore, score, 1);
        Assert.Equal(new Samples(3, 3_000_000, 21_000_000_000_000, null), set.Samples(SurveyMeasures.CsatScore));
        Assert.Equal(default, set.Samples(SurveyMeasures.CesEffort));
        Assert.Equal(0, set.Sum(CaseMeasures.Opened));
    }

    [Fact]
    public void Quantiles_are_withheld_where_bins_of_some_samples_are_missing()
    {
        var without = new MeasureSet(keepsBins: false);
        without.AddSample(ContactMeasures.HandleTime, 5_000, 1);
        var set = new MeasureSet();
        set.AddSample(ContactMeasures.HandleTime, 7_000, 1);
        Assert.NotNull(set.Samples(ContactMeasures.HandleTime).Sketch);
        set.Merge(without);
        Assert.Equal(2, set.Samples(ContactMeasures.HandleTime).Count);
        Assert.Null(set.Samples(ContactMeasures.HandleTime).Sketch);
    }

    [Fact]
    public void The_wrong_kind_of_amount_is_refused()
    {
        var set = new MeasureSet();
        Assert.Throws<ArgumentException>(() => set.AddSum(ContactMeasures.HandleTime, 1));
        Assert.Throws<ArgumentException>(() => set.AddSample(ContactMeasures.Volume, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.AddSample(ContactMeasures.HandleTime, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.AddSample(ContactMeasures.HandleTime, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Merge(new MeasureSet(), 0));
        Assert.True(set.IsZero);
    }

    [Fact]
    public void The_stored_form_does_not_change()
    {
        // Stored bytes of a released version: a change here needs a migration.
        var set = new MeasureSet();
        set.AddSum(SurveyMeasures.CsatAnswers, 3);
        set.AddSum(WorkMeasures.Paid, -200);
        set.AddSample(SurveyMeasures.CsatScore, 4_000_000, 1);
        set.AddSample(ContactMeasures.WaitAnswered, 0, 1);
        set.AddSample(ContactMeasures.HandleTime, 1_000, 1);
        set.AddSample(ContactMeasures.HandleTime, 1_000, 1);
        set.AddSample(ContactMeasures.HandleTime, 60_000, 1);
        Assert.Equal("0806C0058F031B80A4E803A401004206E0C80780A291EB1A02B705049803", Convert.ToHexString(set.Encoded()));
    }
}
