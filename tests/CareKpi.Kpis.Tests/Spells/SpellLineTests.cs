using System.Globalization;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Tests.Facts;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Spells;

/// <summary>Steps of subscriptions are written "1d 00:00 started a 10", with a reason behind an end; exit surveys "1d 00:00 exit service".</summary>
public sealed class SpellLineTests
{
    private readonly Story story = new();

    [Fact]
    public void A_plan_swap_is_no_gap() => Assert.Equal(["0d begun 10", "5d changed 20"], Line("0d 00:00 started a 10", "5d 00:00 ended a 10", "5d 00:00 started b 20"));

    [Fact]
    public void A_return_is_a_new_spell() =>
        Assert.Equal(["0d begun 10", "5d ended price", "9d begun 10"], Line("0d 00:00 started a 10", "5d 00:00 ended a 10 price", "9d 00:00 renewed a 10"));

    [Fact]
    public void A_change_before_any_start_starts_and_one_after_the_end_is_ignored() =>
        Assert.Equal(["0d begun 10", "5d ended"], Line("0d 00:00 changed a 10", "5d 00:00 ended a 10", "6d 00:00 changed a 50"));

    [Fact]
    public void A_change_after_an_end_without_a_start_is_ignored() => Assert.Equal([], Line("0d 00:00 ended a 10", "5d 00:00 changed a 10"));

    [Fact]
    public void Several_subscriptions_are_one_spell() =>
        Assert.Equal(["0d begun 10", "1d changed 15", "2d changed 5", "3d ended"], Line("0d 00:00 started a 10", "1d 00:00 started b 5", "2d 00:00 ended a 10", "3d 00:00 ended b 5"));

    [Fact]
    public void What_changes_nothing_is_no_step() => Assert.Equal(["0d begun 10"], Line("0d 00:00 started a 10", "1d 00:00 renewed a 10", "2d 00:00 changed a 10"));

    [Fact]
    public void Within_one_instant_the_order_is_that_of_source_and_id() =>
        Assert.Equal(["0d begun 10", "1d changed 30"], Line("0d 00:00 started a 10", "1d 00:00 changed a 20", "1d 00:00 changed a 30"));

    [Theory]
    [InlineData("30d 00:00", "service")]
    [InlineData("30d 00:00:00.000001", "price")]
    public void An_exit_survey_within_thirty_days_replaces_the_reason(string at, string reason) =>
        Assert.Equal(["-5d begun 10", $"0d ended {reason}"], Line("-5d 00:00 started a 10", "0d 00:00 ended a 10 price", $"{at} exit service"));

    [Fact]
    public void The_last_exit_survey_wins_also_before_the_end() =>
        Assert.Equal(["0d begun 10", "20d ended b"], Line("0d 00:00 started a 10", "20d 00:00 ended a 10 price", "2d 00:00 exit a", "19d 00:00 exit b", "60d 00:00 exit c"));

    [Fact]
    public void Purchases_are_starts_renewals_and_changes_to_more()
    {
        string[] steps = ["0d 00:00 changed a 10", "1d 00:00 changed a 20", "2d 00:00 changed a 5", "3d 00:00 renewed a 5", "4d 00:00 started a 5", "5d 00:00 ended a 5", "6d 00:00 changed a 9", "7d 00:00 started a 9"];
        Assert.Equal(["1d 00:00", "3d 00:00", "4d 00:00", "7d 00:00"], Made(steps).Purchases.Select(Story.Text));
    }

    [Fact]
    public void Descriptions_stand_in_a_line_only_of_those_who_are_or_were_customers()
    {
        var line = new SpellLine();
        var segment = new SpellStep(0, SpellStepKind.Segment, 7);
        line.Make(null, [segment]);
        Assert.Empty(line.Steps);
        line.Make(null, [segment, new SpellStep(0, SpellStepKind.StartedAt, -5)]);
        Assert.Equal(2, line.Steps.Count);
    }

    [Fact]
    public void A_life_is_the_same_in_whatever_order_its_marks_come_and_go()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var some = new SomeLives(seed);
            var marks = Enumerable.Range(0, some.Next(40)).Select(_ => some.Mark()).ToArray();
            var life = some.Life(marks);
            var row = Row(life);
            some.Shuffle(marks);
            var other = some.Life(marks);
            Assert.Equal(row, Row(other));
            Assert.Equal(row, Row(CustomerLife.Decode(row)));
            var gone = Enumerable.Range(0, some.Next(10)).Select(_ => some.Mark()).ToArray();
            foreach (var mark in gone)
            {
                other.Add(mark, 1, some.Order);
            }
            some.Shuffle(gone);
            foreach (var mark in gone)
            {
                other.Add(mark, -1, some.Order);
            }
            Assert.Equal(row, Row(other));
        }
    }

    /// <summary>As a horizon makes them; without one that is a fault.</summary>
    [Fact]
    public void Marks_may_be_taken_back_before_they_are_given()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var some = new SomeLives(seed);
            var marks = Enumerable.Range(0, 1 + some.Next(20)).Select(_ => some.Mark()).ToArray();
            var life = some.Life([.. marks.Take(some.Next(marks.Length))]);
            var row = Row(life);
            Assert.Equal(1, row[0]);
            var owed = Enumerable.Range(0, 1 + some.Next(10)).Select(_ => some.Mark() with { Instant = Story.Beginning - 1 }).ToArray();
            Assert.Throws<InvalidOperationException>(() => life.Add(owed[0], -1, some.Order));
            foreach (var mark in owed)
            {
                life.Add(mark, -1, some.Order, mayOwe: true);
            }
            Assert.Equal(owed.Length, life.Marks.Count(static of => of.Count < 0));
            life = CustomerLife.Decode(Row(life));
            some.Shuffle(owed);
            foreach (var mark in owed)
            {
                life.Add(mark, 1, some.Order, mayOwe: true);
            }
            Assert.Equal(row, Row(life));
        }
    }

    private static byte[] Row(CustomerLife life)
    {
        var row = new RowWriter();
        life.Encode(row);
        return row.ToArray();
    }

    private string[] Line(params string[] steps) => [.. Made(steps).Steps.Select(Text)];

    private SpellLine Made(string[] steps)
    {
        var order = new EventOrder(story.Names);
        var life = new CustomerLife();
        for (var i = 0; i < steps.Length; i++)
        {
            life.Add(Mark(steps[i], i), 1, order);
        }
        var line = new SpellLine();
        line.Make(life, []);
        return line;
    }

    private LifeMark Mark(string step, int number)
    {
        var words = step.Split(' ');
        var at = Story.At($"{words[0]} {words[1]}");
        var (source, id) = (story.Name("demo"), Story.Bytes(number.ToString("00", CultureInfo.InvariantCulture)));
        return words[2] is "exit"
            ? new LifeMark(LifeKind.Exit, at) { Source = source, Id = id, Reason = story.Name(words[3]) }
            : new LifeMark(Enum.Parse<LifeKind>(words[2], ignoreCase: true), at)
            {
                Source = source,
                Id = id,
                Subscription = story.Name(words[3]),
                Amount = long.Parse(words[4], CultureInfo.InvariantCulture),
                Reason = words.Length > 5 ? story.Name(words[5]) : 0,
            };
    }

    private string Text(SpellStep step)
    {
        var day = ((step.Instant - Story.Beginning) / Story.Day).ToString(CultureInfo.InvariantCulture);
        var value = step.Kind == SpellStepKind.Ended ? story.Names.Text((int)step.Value) : step.Value.ToString(CultureInfo.InvariantCulture);
        return $"{day}d {step.Kind.ToString().ToLowerInvariant()} {value}".TrimEnd();
    }
}
