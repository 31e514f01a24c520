using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class ConversionFactsTests
{
    [Theory]
    [InlineData("30d 10:00", 1)]
    [InlineData("30d 10:00:00.000001", 0)]
    [InlineData("0d 10:00:00.000001", 1)]
    [InlineData("0d 10:00", 0)]
    [InlineData("-1d 10:00", 0)]
    public void A_purchase_follows_within_thirty_days_their_end_included(string purchase, int converted) => Assert.Equal(converted, Converted(["0d 10:00"], [purchase]));

    [Fact]
    public void One_of_the_contact_s_own_instant_does_not_hide_the_next() => Assert.Equal(1, Converted(["0d 10:00"], ["0d 10:00", "29d 10:00"]));

    [Fact]
    public void Each_contact_before_a_purchase_converted() => Assert.Equal(3, Converted(["0d 10:00", "1d 10:00", "2d 10:00", "40d 10:00"], ["3d 10:00"]));

    /// <summary>As a plain search over all marks finds it, wherever spans begin.</summary>
    [Fact]
    public void Spans_make_no_difference()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            long[] contacts = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Instant())];
            long[] purchases = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Instant()).Distinct()];
            var expected = contacts.Count(at => purchases.Any(purchase => purchase > at && purchase <= at + ConversionFacts.Window));
            Assert.Equal(expected, Converted(contacts, purchases));
        }

        long Instant() => Story.Beginning + (random.Next(-100, 100) * Story.Day);
    }

    private static long Converted(string[] contacts, string[] purchases) => Converted([.. contacts.Select(Story.At)], [.. purchases.Select(Story.At)]);

    private static long Converted(long[] contacts, long[] purchases)
    {
        var spans = new Dictionary<int, CustomerSpan>();
        foreach (var mark in contacts.Select(at => new CustomerMark(MarkKind.Handled, at, 0, default)).Concat(purchases.Select(at => new CustomerMark(MarkKind.Purchase, at, 0, default))))
        {
            var number = CustomerSpan.Of(mark.Instant);
            if (!spans.TryGetValue(number, out var span))
            {
                spans.Add(number, span = new CustomerSpan());
            }
            span.Add(mark, 1);
        }
        var told = new Told(new Story());
        foreach (var number in spans.Keys)
        {
            new ConversionFacts().Tell(1, number, at => spans.GetValueOrDefault(at), long.MinValue, long.MaxValue, told);
        }
        return told.Sum(LoyaltyMeasures.ContactsConverted);
    }
}
