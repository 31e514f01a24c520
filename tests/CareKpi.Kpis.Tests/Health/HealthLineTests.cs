using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Health;

public sealed class HealthLineTests
{
    private const long Day = 86_400_000_000;

    [Fact]
    public void Contacts_at_most_seven_days_apart_are_one_step()
    {
        var span = new CustomerSpan();
        foreach (var at in (long[])[0, 7 * Day, (7 * Day) + 5, (14 * Day) + 5, (21 * Day) + 6])
        {
            span.Add(new CustomerMark(MarkKind.FurtherContact, at, 0, default), 1);
        }
        span.Add(new CustomerMark(MarkKind.Handled, 10 * Day, 0, default), 1);
        Assert.Equal([new(HealthKind.Contacts, 0, (14 * Day) + 5), new(HealthKind.Contacts, (21 * Day) + 6, 0)], StepsOf(span));
    }

    [Fact]
    public void Of_answers_at_one_instant_the_lowest_holds_and_what_says_nothing_new_is_no_step()
    {
        var span = new CustomerSpan();
        span.AddHealth([Mark(HealthKind.Satisfaction, 5, 40), Mark(HealthKind.Satisfaction, 5, 60), Mark(HealthKind.Satisfaction, 6, 40), Mark(HealthKind.Sentiment, 6, 40), Mark(HealthKind.Satisfaction, 7, 60)]);
        Assert.Equal([new(HealthKind.Satisfaction, 5, 40), new(HealthKind.Sentiment, 6, 40), new(HealthKind.Satisfaction, 7, 60)], StepsOf(span));
    }

    [Fact]
    public void Cases_of_one_instant_are_net_and_tell_that_there_was_one()
    {
        var span = new CustomerSpan();
        span.AddHealth([(new HealthMark(HealthKind.Cases, 5, -1), 1), (new HealthMark(HealthKind.Cases, 5, 1), 3), Mark(HealthKind.Complaints, 5, 1), Mark(HealthKind.Cases, 8, -1), Mark(HealthKind.Cases, 8, 1)]);
        Assert.Equal([new(HealthKind.Cases, 5, 2), new(HealthKind.Complaints, 5, 1), new(HealthKind.Cases, 8, 0)], StepsOf(span));
    }

    [Fact]
    public void Steps_stand_in_the_order_of_their_instants()
    {
        var span = new CustomerSpan();
        span.Add(new CustomerMark(MarkKind.FurtherContact, 5, 0, default), 1);
        span.Add(new CustomerMark(MarkKind.FurtherContact, 5 + (8 * Day), 0, default), 1);
        span.AddHealth([Mark(HealthKind.Cases, 4, 1), Mark(HealthKind.Cases, 5 + Day, -1), Mark(HealthKind.Cases, 9 * Day, 1)]);
        Assert.Equal([4, 5, 5 + Day, 5 + (8 * Day), 9 * Day], StepsOf(span).Select(step => step.Instant));
    }

    [Fact]
    public void What_is_taken_back_was_never_there()
    {
        var span = new CustomerSpan();
        span.AddHealth([Mark(HealthKind.Effort, 5, 40), (new HealthMark(HealthKind.Effort, 9, 10), 2)]);
        span.AddHealth([(new HealthMark(HealthKind.Effort, 5, 40), -1), (new HealthMark(HealthKind.Effort, 9, 10), -1)]);
        Assert.Equal([Mark(HealthKind.Effort, 9, 10)], span.Health);
        span.AddHealth([(new HealthMark(HealthKind.Effort, 9, 10), -1)]);
        Assert.True(span.IsEmpty);
    }

    [Fact]
    public void A_span_is_kept_with_what_health_is_told_from()
    {
        var span = new CustomerSpan();
        span.AddHealth([(new HealthMark(HealthKind.Cases, -5, 1), 2), Mark(HealthKind.Satisfaction, 5, 100_000_000)]);
        var row = new RowWriter();
        span.Encode(row);
        Assert.Equal(span.Health, CustomerSpan.Decode(row.Written).Health);
    }

    private static (HealthMark, int) Mark(HealthKind kind, long at, int value) => (new HealthMark(kind, at, value), 1);

    private static List<HealthStep> StepsOf(CustomerSpan span)
    {
        var line = new HealthLine();
        line.Make(span);
        var steps = new List<HealthStep>();
        for (var reader = new HealthLineReader(line.Written); reader.Next();)
        {
            steps.Add(reader.Step);
        }
        return steps;
    }
}
