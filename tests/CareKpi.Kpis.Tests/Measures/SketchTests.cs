using System.Numerics;
using CareKpi.Kpis.Measures;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CareKpi.Kpis.Tests.Measures;

public sealed class SketchTests
{
    private static readonly Measure s_measure = ContactMeasures.HandleTime;

    [Fact]
    public void A_bin_holds_the_integers_up_to_a_power_of_gamma_exactly()
    {
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var sample = Math.Max(1, random.NextInt64() >> random.Next(63));
            Assert.True(IsIn(SketchBins.KeyOf(sample) - 1, sample));
        }
        Assert.Equal(SketchBins.Keys - 1, SketchBins.KeyOf(long.MaxValue));
        Assert.Equal(0, SketchBins.KeyOf(0));
        Assert.Equal(1, SketchBins.KeyOf(1));
    }

    [Fact]
    public void The_last_integer_of_a_bin_and_the_next_one_are_parted()
    {
        for (var sample = 1L; sample < 5_000; sample++) Assert.True(IsIn(SketchBins.KeyOf(sample) - 1, sample));
        var (above, below) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < 2_184; i++, above *= 101, below *= 99)
        {
            var last = (long)(above / below);
            Assert.True(SketchBins.KeyOf(last) <= i + 1);
            Assert.True(SketchBins.KeyOf(last + 1) > i + 1);
        }
    }

    [Fact]
    public void A_bins_value_is_within_one_percent_of_its_samples()
    {
        var random = new Random(11);
        for (var i = 0; i < 200_000; i++)
        {
            var sample = Math.Max(1, random.NextInt64() >> random.Next(63));
            Assert.InRange(SketchBins.ValueOf(SketchBins.KeyOf(sample)) / sample, 0.99 - 1e-12, 1.01 + 1e-12);
        }
    }

    [Fact]
    public void Quantiles_are_within_one_percent_of_the_exact_nearest_rank() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            (from scale in Gen.Choose(0, 62) from value in ArbMap.Default.GeneratorFor<ulong>() select (long)(value & ((1UL << scale) - 1))).ArrayOf().Where(x => x.Length > 0).ToArbitrary(),
            samples =>
            {
                var sorted = samples.Order().ToArray();
                var sketch = SketchOf(samples);
                return ((double[])[0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]).All(q => Near(sketch.Quantile(q), sorted[Math.Max(1, (int)Math.Ceiling((decimal)q * sorted.Length)) - 1]))
                    && Near(sketch.Min, sorted[0]) && Near(sketch.Max, sorted[^1]);
            }));

    [Fact]
    public void The_rank_is_not_moved_by_the_rounding_of_a_product()
    {
        // 0.07 · 100 is 7.000000000000001 in binary.
        var sketch = SketchOf([.. Enumerable.Range(0, 100).Select(i => 1_000L * (1L << (i / 4)))]);
        Assert.Equal(sketch.Quantile(0.065), sketch.Quantile(0.07));
        var hundred = SketchOf([.. Enumerable.Range(1, 100).Select(i => i <= 7 ? 1L : 1_000L)]);
        Assert.Equal(0.99, hundred.Quantile(0.07), 12);
    }

    [Fact]
    public void A_sketch_emptied_equals_a_new_one_also_after_it_grew()
    {
        var set = new MeasureSet();
        for (var i = 0L; i < 400; i++) set.AddSample(s_measure, i * i * 37, 1);
        for (var i = 0L; i < 400; i++) set.AddSample(s_measure, i * i * 37, -1);
        Assert.True(set.IsZero);
        set.AddSample(s_measure, 5, 1);
        var fresh = new MeasureSet();
        fresh.AddSample(s_measure, 5, 1);
        Assert.Equal(fresh.Encoded(), set.Encoded());
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 900)]
    [InlineData(900, 3)]
    [InlineData(900, 900)]
    [InlineData(0, 900)]
    [InlineData(900, 0)]
    public void Busy_and_quiet_sketches_merge_and_part_exactly(int ours, int theirs)
    {
        var random = new Random(ours * 31 + theirs);
        for (var round = 0; round < 50; round++)
        {
            var (mine, others) = (Samples(ours), Samples(theirs));
            var (set, other, both) = (SetOf(mine), SetOf(others), SetOf([.. others, .. mine]));
            var alone = set.Encoded();
            set.Merge(other);
            Assert.Equal(both.Encoded(), set.Encoded());
            Assert.Equal(both.Encoded(), MeasureSet.Decode(both.Encoded()).Encoded());
            set.Merge(other, -1);
            Assert.Equal(alone, set.Encoded());
            set.Merge(other, -1);
            set.MergeFrom(other.Encoded());
            Assert.Equal(alone, set.Encoded());
        }

        long[] Samples(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt64() >> random.Next(30, 64))];
    }

    [Fact]
    public void A_bin_that_overflows_takes_the_whole_merge_back()
    {
        // Samples of 0 add nothing to sum and squares; adding a set to itself doubles its counts.
        var busy = SetOf([.. Enumerable.Range(0, 100).Select(i => (long)i * i)]);
        var zeros = SetOf([0]);
        for (var i = 0; i < 62; i++) zeros.Merge(zeros);
        var set = busy.Clone();
        set.Merge(zeros);
        var before = set.Encoded();
        var more = busy.Clone();
        more.Merge(zeros);
        Assert.Throws<OverflowException>(() => set.Merge(more));
        Assert.Equal(before, set.Encoded());
        Assert.Throws<OverflowException>(() => set.MergeFrom(more.Encoded()));
        Assert.Equal(before, set.Encoded());
    }

    [Fact]
    public void Zero_has_a_bin_of_its_own()
    {
        var sketch = SketchOf([0, 0, 10_000]);
        Assert.Equal(0, sketch.Quantile(0.5));
        Assert.Equal(0, sketch.Min);
        Assert.InRange(sketch.Max, 9_900, 10_100);
    }

    [Fact]
    public void Without_samples_there_is_no_quantile()
    {
        Assert.Throws<InvalidOperationException>(() => new Sketch().Quantile(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SketchOf([1]).Quantile(double.NaN));
    }

    private static MeasureSet SetOf(long[] samples)
    {
        var set = new MeasureSet();
        foreach (var sample in samples) set.AddSample(s_measure, sample, 1);
        return set;
    }

    private static ISketch SketchOf(long[] samples)
    {
        var sketch = new Sketch();
        foreach (var sample in samples) sketch.Step(SketchBins.KeyOf(sample), 1, subtract: false);
        return sketch;
    }

    private static bool Near(double value, long exact) => Math.Abs(value - exact) <= (0.01 + 1e-12) * exact;

    /// <summary>γ^(i−1) &lt; x ≤ γ^i, by big integers.</summary>
    private static bool IsIn(int i, long x) =>
        x * BigInteger.Pow(99, i) <= BigInteger.Pow(101, i) && (i == 0 || x * BigInteger.Pow(99, i - 1) > BigInteger.Pow(101, i - 1));
}
