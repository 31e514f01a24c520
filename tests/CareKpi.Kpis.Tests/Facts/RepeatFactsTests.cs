using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>An issue is resolved at 0d 10:00, on topic 7; the window is 7 days.</summary>
public sealed class RepeatFactsTests
{
    private const int Topic = 7;

    [Fact]
    public void Without_a_further_contact_it_was_resolved_at_first_and_avoided_the_next() => Assert.Equal("resolved first avoided", Judged([]));

    [Theory]
    [InlineData("7d 10:00", "resolved repeated")]
    [InlineData("7d 10:00:00.000001", "resolved first avoided")]
    [InlineData("10:00:00.000001", "resolved repeated")]
    [InlineData("10:00", "resolved first avoided")]
    public void A_further_contact_lies_after_the_resolution_and_within_the_window_its_end_included(string at, string expected) => Assert.Equal(expected, Judged([Contact(at)]));

    [Fact]
    public void On_another_topic_it_is_the_next_issue_and_no_repeat() => Assert.Equal("resolved first", Judged([Contact("1d 10:00", topic: 8)]));

    [Fact]
    public void A_missing_topic_equals_a_missing_one_and_nothing_else()
    {
        Assert.Equal("resolved first", Judged([Contact("1d 10:00", topic: 0)]));
        Assert.Equal("resolved repeated", Judged([Contact("1d 10:00", topic: 0)], topic: 0));
    }

    [Fact]
    public void A_contact_that_names_the_resolved_case_is_on_the_same_topic()
    {
        Assert.Equal("resolved repeated", Judged([Contact("1d 10:00", topic: 8, ofCase: 5)], ofCase: 5));
        Assert.Equal("resolved first", Judged([Contact("1d 10:00", topic: 8)], ofCase: 0));
    }

    [Fact]
    public void What_was_not_resolved_in_its_first_contact_never_is() => Assert.Equal("resolved avoided", Judged([], inFirst: false));

    [Fact]
    public void More_than_200_further_contacts_are_not_a_person()
    {
        Assert.Equal("resolved repeated", Judged([.. Enumerable.Repeat(Contact("1d 10:00"), 200)]));
        Assert.Equal("", Judged([.. Enumerable.Repeat(Contact("1d 10:00"), 201)]));
    }

    [Fact]
    public void A_window_reaches_into_the_next_span()
    {
        var end = (CustomerSpan.Of(Story.Beginning) + 1) * CustomerSpan.Length;
        var contact = Contact("10:00") with { Instant = end + (6 * Story.Day) };
        Assert.Equal("resolved repeated", Judged([contact], resolved: end - 1));
    }

    private static CustomerMark Contact(string at, int topic = Topic, ulong ofCase = 0) => new(MarkKind.FurtherContact, Story.At(at), ofCase, default(Slices) with { Topic = topic });

    private static string Judged(CustomerMark[] contacts, int topic = Topic, ulong ofCase = 0, bool inFirst = true, long? resolved = null)
    {
        var spans = new Dictionary<int, CustomerSpan>();
        var issue = new CustomerMark(MarkKind.IssueResolved, resolved ?? Story.At("10:00"), ofCase, default(Slices) with { Topic = topic }) { InFirstContact = inFirst };
        foreach (var mark in contacts.Append(issue))
        {
            var number = CustomerSpan.Of(mark.Instant);
            spans.TryAdd(number, new CustomerSpan());
            spans[number].Add(mark, 1);
        }
        var told = new Told(new Story());
        var repeats = new RepeatFacts(SettingsTimeline.Empty);
        repeats.Tell(1, CustomerSpan.Of(issue.Instant), spans.GetValueOrDefault, long.MinValue, long.MaxValue, told);
        var words = new[] { (CaseMeasures.IssuesResolved, "resolved"), (CaseMeasures.IssuesFirstContact, "first"), (CaseMeasures.IssuesRepeated, "repeated"), (CaseMeasures.IssuesAvoided, "avoided") };
        return string.Join(' ', words.Where(word => told.Sum(word.Item1) == 1).Select(word => word.Item2));
    }
}
