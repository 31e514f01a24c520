using CareKpi.Api.Limits;

namespace CareKpi.Api.Tests;

/// <summary>What holds for every rate and every course of time.</summary>
public sealed class BucketTests
{
    private const long Second = 1_000_000_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_window_gives_more_than_what_was_saved_and_what_came_meanwhile(int seed)
    {
        var random = new Random(seed);
        var rate = new Rate(random.NextInt64(1, seed % 2 == 0 ? 50 : 300_000_000), Second);
        var bucket = new Bucket();
        var taken = new List<(long At, long Amount)>();
        var now = random.NextInt64(0, Second * 1000);
        for (var step = 0; step < 400; step++)
        {
            now += random.NextInt64(0, Second / 20);
            var amount = random.NextInt64(1, Math.Max(2, rate.Quota / 3));
            if (bucket.Take(rate, amount, now) == 0)
            {
                taken.Add((now, amount));
            }
        }

        Assert.NotEmpty(taken);
        for (var first = 0; first < taken.Count; first++)
        {
            var sum = 0L;
            for (var last = first; last < taken.Count; last++)
            {
                sum += taken[last].Amount;
                var most = rate.Quota + ((Int128)(taken[last].At - taken[first].At) * rate.Quota / rate.Window);
                Assert.True(sum <= most, $"{sum} of {most} from {first} to {last}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Who_waits_as_told_gets_it_and_not_a_moment_earlier(int seed)
    {
        var random = new Random(seed);
        var rate = new Rate(random.NextInt64(1, 1000), Second);
        var bucket = new Bucket();
        var (now, refused) = (5 * Second, 0);
        for (var step = 0; step < 300; step++)
        {
            var amount = random.NextInt64(1, 2 * rate.Quota);
            if (bucket.Take(rate, amount, now) is > 0 and var wait)
            {
                refused++;
                Assert.True(bucket.Take(rate, amount, now + wait - 1) > 0);
                now += wait;
                Assert.Equal(0, bucket.Take(rate, amount, now));
            }
        }

        Assert.True(refused > 100);
    }

    [Fact]
    public void What_is_left_can_be_had_and_no_more()
    {
        var (rate, bucket) = (new Rate(10, Second), new Bucket());
        Assert.Equal(0, bucket.Take(rate, 4, 0));
        Assert.Equal(6, bucket.Look(rate, 0).Left);
        Assert.True(bucket.Take(rate, 7, 0) > 0);
        Assert.Equal(0, bucket.Take(rate, 6, 0));
        Assert.Equal(0, bucket.Look(rate, 0).Left);
        Assert.Equal(10, bucket.Look(rate, Second).Left);
    }

    [Fact]
    public void More_than_a_window_holds_passes_when_nothing_is_used_and_is_paid_for()
    {
        var (rate, bucket) = (new Rate(10, Second), new Bucket());
        Assert.Equal(0, bucket.Take(rate, 35, 0));
        Assert.Equal(Second * 26 / 10, bucket.Take(rate, 1, 0));
        Assert.Equal(0, bucket.Take(rate, 35, Second * 35 / 10));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(999_983)]
    public void A_quota_is_exact(int quota)
    {
        var (rate, bucket) = (new Rate(quota, Second), new Bucket());
        foreach (var now in new[] { 0, Second, 2 * Second })
        {
            for (var i = 0; i < quota; i++)
            {
                Assert.Equal(0, bucket.Take(rate, 1, now));
            }

            Assert.True(bucket.Take(rate, 1, now) > 0);
        }
    }

    [Fact]
    public void Under_another_limit_what_is_owed_takes_as_long_as_before()
    {
        var bucket = new Bucket();
        Assert.Equal(0, bucket.Take(new(20_000, Second), 20_000, 0));
        Assert.Equal((Second, 0L), bucket.Look(new(3, Second), 0));
        Assert.Equal(0, bucket.Take(new(3, Second), 3, Second));
    }

    [Fact]
    public void What_is_given_back_can_be_had_again()
    {
        var (rate, bucket) = (new Rate(2, Second), new Bucket());
        Assert.Equal(0, bucket.Take(rate, 2, 0));
        bucket.GiveBack(rate, 1);
        Assert.Equal(0, bucket.Take(rate, 1, 0));
        Assert.True(bucket.Take(rate, 1, 0) > 0);
    }

    [Fact]
    public void A_table_is_bounded_drops_who_is_idle_and_lets_the_rest_share()
    {
        var (rate, buckets) = (new Rate(1, Second), new Buckets<int>(100));
        for (var key = 0; key < 100; key++)
        {
            Assert.Equal(0, buckets.Of(key, 0).Take(rate, 1, 0));
        }

        Assert.Equal(0, buckets.Of(100, 0).Take(rate, 1, 0));
        Assert.True(buckets.Of(101, 0).Take(rate, 1, 0) > 0);
        Assert.Equal(100, buckets.Count);
        Assert.Equal(0, buckets.Of(102, 2 * Second).Take(rate, 1, 2 * Second));
        Assert.Equal(1, buckets.Count);
        Assert.Equal(0, buckets.Of(5, 2 * Second).Take(rate, 1, 2 * Second));
    }
}
