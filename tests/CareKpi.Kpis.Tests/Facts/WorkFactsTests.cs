using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class WorkFactsTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void A_status_counts_until_the_next_one() => Assert.Equal(
        ["08:00–10:00 ann 1", "10:00–11:00 ann/blue 1"],
        new AgentBuilder().Is(AgentState.Available, "08:00").Is(AgentState.Break, "10:00", "blue").Is(AgentState.Offline, "11:00").Tell()[WorkMeasures.Paid]);

    [Fact]
    public void At_most_16_hours() => Assert.Equal(16 * Hour, new AgentBuilder().Is(AgentState.Available, "04:00").Is(AgentState.Offline, "23:00").Tell().Elapsed(WorkMeasures.Paid));

    [Fact]
    public void Cut_at_midnight_and_ended_by_the_next_day_s_first_status()
    {
        var told = new AgentBuilder().Is(AgentState.Available, "20:00").Is(AgentState.Offline, "1d 02:00").Tell();
        Assert.Equal(["20:00–1d 00:00 ann 1", "1d 00:00–1d 02:00 ann 1"], told[WorkMeasures.Paid]);
        Assert.Equal(2, told.Sum(WorkMeasures.Intervals));
        Assert.Equal(
            ["20:00–23:00 ann 1", "23:00–1d 02:00 ann 1"],
            new AgentBuilder().Is(AgentState.Available, "20:00").Is(AgentState.Offline, "1d 02:00").Tell("Europe/Berlin")[WorkMeasures.Paid]);
    }

    [Fact]
    public void Offline_is_not_paid_and_work_in_it_is_no_time() =>
        Assert.Empty(new AgentBuilder().Is(AgentState.Offline, "08:00").Handled("09:00", "10:00").Tell()[WorkMeasures.Paid]);

    [Theory]
    [InlineData(AgentState.Available, 0, 0, 1, 0)]
    [InlineData(AgentState.Assisting, 1, 1, 0, 0)]
    [InlineData(AgentState.Wrap, 1, 1, 0, 0)]
    [InlineData(AgentState.Training, 0, 1, 0, 0)]
    [InlineData(AgentState.Break, 0, 0, 0, 1)]
    public void What_each_status_is(AgentState state, long assisting, long productive, long available, long isBreak)
    {
        var told = new AgentBuilder().Is(state, "08:00").Is(AgentState.Offline, "09:00").Tell();
        Assert.Equal((assisting, productive, available, isBreak), (told.Sum(WorkMeasures.Assisting), told.Sum(WorkMeasures.Productive), told.Sum(WorkMeasures.Available), told.Sum(WorkMeasures.Break)));
        Assert.Equal((Hour, 1L), (told.Elapsed(WorkMeasures.Paid), told.Sum(WorkMeasures.Intervals)));
    }

    [Fact]
    public void Assisting_is_the_union_by_the_clock_and_available_is_what_is_left()
    {
        // 9–12 in all: one contact within another, one that overlaps, one that follows at once.
        var told = new AgentBuilder().Is(AgentState.Available, "08:00").Is(AgentState.Offline, "13:00")
            .Handled("09:00", "11:00").Handled("09:15", "09:30").Handled("10:30", "11:30").Handled("11:30", "12:00").Tell();
        Assert.Equal((5 * Hour, 3 * Hour, 2 * Hour, 3 * Hour), (told.Elapsed(WorkMeasures.Paid), told.Elapsed(WorkMeasures.Assisting), told.Elapsed(WorkMeasures.Available), told.Elapsed(WorkMeasures.Productive)));
        Assert.Equal(1, told.Sum(WorkMeasures.Intervals));
    }

    [Fact]
    public void Work_in_training_is_assisting_and_training_counts_it_once()
    {
        var told = new AgentBuilder().Is(AgentState.Training, "08:00").Is(AgentState.Offline, "10:00").Handled("09:00", "09:30").Tell();
        Assert.Equal((Hour / 2, 2 * Hour), (told.Elapsed(WorkMeasures.Assisting), told.Elapsed(WorkMeasures.Productive)));
    }

    [Fact]
    public void Work_before_after_and_over_midnight_counts_inside_paid_time_only()
    {
        var told = new AgentBuilder().Is(AgentState.Available, "22:00").Is(AgentState.Offline, "1d 01:00").Handled("21:00", "22:30").Handled("23:30", "1d 02:00").Tell();
        Assert.Equal((3 * Hour, 2 * Hour), (told.Elapsed(WorkMeasures.Paid), told.Elapsed(WorkMeasures.Assisting)));
    }

    [Fact]
    public void A_superseded_status_is_gone_and_of_two_that_replace_it_the_later_counts()
    {
        var told = new AgentBuilder().Is(AgentState.Break, "08:00", id: "x")
            .Is(AgentState.Training, "08:00", supersedes: "x").Is(AgentState.Available, "08:30", supersedes: "x").Is(AgentState.Offline, "09:00").Tell();
        Assert.Equal(["08:30–09:00 ann 1"], told[WorkMeasures.Paid]);
        Assert.Equal(["08:30–09:00 ann 1"], told[WorkMeasures.Available]);
    }

    [Fact]
    public void Of_two_of_one_instant_the_one_with_the_greater_id_counts() => Assert.Equal(
        ["09:00–10:00 ann 1"],
        new AgentBuilder().Is(AgentState.Break, "08:00", id: "x").Is(AgentState.Training, "09:00", id: "a", supersedes: "x").Is(AgentState.Available, "09:00", id: "b", supersedes: "x")
            .Is(AgentState.Offline, "10:00").Tell()[WorkMeasures.Available]);

    [Fact]
    public void What_supersedes_without_a_day_means_its_own_day()
    {
        Assert.Equal(Hour, new AgentBuilder().Is(AgentState.Available, "08:00", id: "x").Is(AgentState.Offline, "09:00").Withdrawn("1d 08:00", "x").Tell().Elapsed(WorkMeasures.Paid));
        Assert.Equal(0, new AgentBuilder().Is(AgentState.Available, "08:00", id: "x").Is(AgentState.Offline, "09:00").Withdrawn("1d 08:00", "x", day: "0d 00:00").Tell().Elapsed(WorkMeasures.Paid));
    }
}
