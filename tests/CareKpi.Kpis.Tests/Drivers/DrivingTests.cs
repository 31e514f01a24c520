using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Drivers;
using Xunit;

namespace CareKpi.Kpis.Tests.Drivers;

public class DrivingTests
{
    private static readonly Ratio Percent = new(100);
    private static readonly Ratio Sum = new(null);

    /// <summary>By hand: voice 60 of 100 and chat 90 of 100 (75 %) become voice 140 of 200 and chat 45 of 50 (74 %). Shares go from ½ and ½ to 0.8 and 0.2, the mean of the whole is 74.5.
    /// Voice: rate 0.65 × 10 = 6.5, mix 0.3 × (65 − 74.5) = −2.85. Chat: rate 0, mix −0.3 × (90 − 74.5) = −4.65. Together −1.</summary>
    [Fact]
    public void A_ratio_changes_by_rates_and_by_mix()
    {
        var table = Drive(Percent, new(150, 200), new(185, 250), 9, new("voice", new(60, 100), new(140, 200)), new("chat", new(90, 100), new(45, 50)));
        Assert.Null(table.Rest);
        var (chat, voice) = (table.Items[0], table.Items[1]);
        Assert.Equal(("chat", 90.0, 90.0), (chat.Of, chat.Before!.Value, chat.Now!.Value));
        Near([-4.65, -4.65, 0], chat);
        Assert.Equal(("voice", 60.0, 70.0), (voice.Of, voice.Before!.Value, voice.Now!.Value));
        Near([3.65, -2.85, 6.5], voice);
    }

    [Fact]
    public void What_is_not_told_apart_is_the_rest()
    {
        var table = Drive(Percent, new(150, 200), new(185, 250), 1, new("voice", new(60, 100), new(140, 200)), new("chat", new(90, 100), new(45, 50)));
        Assert.Equal("chat", Assert.Single(table.Items).Of);
        Assert.Equal((60.0, 70.0), (table.Rest!.Before!.Value, table.Rest.Now!.Value));
        Near([3.65, -2.85, 6.5], table.Rest);
    }

    /// <summary>A part that came has no rate to be compared with: 10 of 20 new ones beside 80 of 100 make 75 % of 80: share 1/6 × (50 − 77.5) = −4.583…, and the others −1/6 × (80 − 77.5) = −0.416….</summary>
    [Fact]
    public void A_part_that_came_changes_the_mix_only()
    {
        var table = Drive(Percent, new(80, 100), new(90, 120), 9, new("old", new(80, 100), new(80, 100)), new("new", default, new(10, 20)));
        Assert.Equal((null, 50.0), (table.Items[0].Before, table.Items[0].Now!.Value));
        Near([-27.5 / 6, -27.5 / 6, 0], table.Items[0]);
        Near([-2.5 / 6, -2.5 / 6, 0], table.Items[1]);
    }

    [Fact]
    public void A_sum_changes_by_what_its_parts_change()
    {
        var table = Drive(Sum, new(160, 0), new(175, 0), 9, new("voice", new(100, 0), new(130, 0)), new("chat", new(50, 0), new(40, 0)), new("fax", default, default));
        Assert.Equal([30, -10], table.Items.Select(static item => item.Contribution));
        Assert.Equal((10.0, 5.0, -5.0), (table.Rest!.Before!.Value, table.Rest.Now!.Value, table.Rest.Contribution));
        Assert.All(table.Items, static item => Assert.Null(item.Mix ?? item.Rate));
    }

    [Fact]
    public void A_thousand_changes_add_up()
    {
        for (var seed = 1; seed <= 1_000; seed++)
        {
            var random = new Random(seed);
            var ratio = random.Next(4) == 0 ? Sum : new Ratio(random.Next(2) == 0 ? 100 : 1);
            var parts = Enumerable.Range(0, random.Next(13)).Select(number => new DriverPart<string>($"p{number}", Some(random, ratio), Some(random, ratio))).ToList();
            // Something belongs to no part, often.
            var before = parts.Aggregate(random.Next(3) == 0 ? new Portion(0, 0) : Some(random, ratio), static (sum, part) => sum + part.Before) + new Portion(1, ratio.Factor is null ? 0 : 1);
            var now = parts.Aggregate(random.Next(3) == 0 ? new Portion(0, 0) : Some(random, ratio), static (sum, part) => sum + part.Now) + new Portion(1, ratio.Factor is null ? 0 : 1);
            var table = Driving.Of(ratio, before, now, parts, random.Next(1, 15), StringComparer.Ordinal);
            IReadOnlyList<Driver<string>> all = table.Rest is { } rest ? [.. table.Items, new("", rest.Before, rest.Now, rest.Contribution, rest.Mix, rest.Rate)] : table.Items;
            var change = ratio.ValueOf(now)!.Value - ratio.ValueOf(before)!.Value;
            Assert.True(Math.Abs(all.Sum(static item => item.Contribution) - change) < 1e-9, $"seed {seed}: {all.Sum(static item => item.Contribution)} of {change}");
            Assert.All(all, item => Assert.True(item.Mix is null ? ratio.Factor is null : Math.Abs(item.Mix.Value + item.Rate!.Value - item.Contribution) < 1e-9));
        }
    }

    [Theory]
    [InlineData("csat", 100.0)]
    [InlineData("nps", 100.0)]
    [InlineData("first_response_time", 1.0)]
    [InlineData("occupancy", 100.0)]
    [InlineData("productivity", 1.0)]
    [InlineData("cost_per_contact", 1.0)]
    [InlineData("service_level", 100.0)]
    [InlineData("cases_opened", null)]
    [InlineData("service_cost", null)]
    [InlineData("backlog", null)]
    public void Sums_and_ratios_have_drivers(string code, double? factor) => Assert.Equal(new Ratio(factor), Ratio.Of(KpiRegistry.BuiltIn.Find(code)!));

    [Theory]
    [InlineData("delivery_gap")]
    [InlineData("customer_lifetime_value_expected")]
    [InlineData("feedback_value_lift")]
    public void Others_have_none(string code) => Assert.Null(Ratio.Of(KpiRegistry.BuiltIn.Find(code)!));

    private static Portion Some(Random random, Ratio ratio) => ratio.Factor is null
        ? new Portion(random.Next(-50, 1_000), 0)
        : random.Next(5) switch { 0 => default, 1 => new Portion(random.Next(100), 0), _ => new Portion(random.Next(1_000), random.Next(1, 1_000)) };

    private static DriverTable<string> Drive(Ratio ratio, Portion before, Portion now, int first, params DriverPart<string>[] parts) => Driving.Of(ratio, before, now, parts, first, StringComparer.Ordinal);

    private static void Near<T>(double[] expected, Driver<T> driver)
    {
        Assert.Equal(expected[0], driver.Contribution, 1e-12);
        Assert.Equal(expected[1], driver.Mix!.Value, 1e-12);
        Assert.Equal(expected[2], driver.Rate!.Value, 1e-12);
    }
}
