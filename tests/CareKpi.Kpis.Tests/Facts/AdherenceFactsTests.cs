using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

public sealed class AdherenceFactsTests
{
    [Fact]
    public void What_was_kept_is_a_part_of_what_was_scheduled()
    {
        var told = new AgentBuilder().Planned(AgentState.Available, "0d 09:00", "0d 12:00")
            .Is(AgentState.Available, "0d 09:30").Is(AgentState.Assisting, "0d 11:00").Is(AgentState.Break, "0d 11:45").Is(AgentState.Offline, "0d 12:00").Adherence();
        Assert.Equal(["09:00–09:30 ann 1", "09:30–11:00 ann 1", "11:00–11:45 ann 1", "11:45–12:00 ann 1"], told[AttendanceMeasures.Scheduled]);
        Assert.Equal(["09:30–11:00 ann 1", "11:00–11:45 ann 1"], told[AttendanceMeasures.Kept]);
        Assert.Equal(["09:00–09:30 ann 1"], told[AttendanceMeasures.Schedules]);
    }

    [Fact]
    public void Available_assisting_and_wrap_are_one_state()
    {
        var told = new AgentBuilder().Planned(AgentState.Wrap, "0d 09:00", "0d 10:00").Planned(AgentState.Available, "0d 10:00", "0d 11:00")
            .Is(AgentState.Available, "0d 09:00").Is(AgentState.Wrap, "0d 10:00").Is(AgentState.Training, "0d 10:30").Adherence();
        Assert.Equal(["09:00–10:00 ann 1", "10:00–10:30 ann 1"], told[AttendanceMeasures.Kept]);
    }

    [Fact]
    public void Of_overlapping_schedules_the_later_event_holds_also_one_that_says_offline()
    {
        var told = new AgentBuilder().Planned(AgentState.Offline, "0d 11:00", "0d 12:00", said: "-1d 09:00").Planned(AgentState.Available, "0d 09:00", "0d 12:00", said: "-1d 08:00")
            .Planned(AgentState.Training, "0d 09:30", "0d 10:00", said: "-1d 08:30").Adherence();
        Assert.Equal(["09:00–09:30 ann 1", "09:30–10:00 ann 1", "10:00–11:00 ann 1"], told[AttendanceMeasures.Schedules]);
    }

    /// <summary>A row ends at midnight in UTC, a piece at the local one.</summary>
    [Fact]
    public void A_schedule_over_midnight_is_one_piece_a_local_day()
    {
        var told = new AgentBuilder().Planned(AgentState.Available, "0d 15:00", "2d 02:00").Is(AgentState.Available, "0d 23:00").Adherence("Asia/Taipei");
        Assert.Equal(["15:00–16:00 ann 1", "16:00–23:00 ann 1", "1d 16:00–2d 00:00 ann 1"], told[AttendanceMeasures.Schedules]);
        // The status lasts 16 hours.
        Assert.Equal(["23:00–1d 00:00 ann 1", "1d 00:00–1d 15:00 ann 1"], told[AttendanceMeasures.Kept]);
        Assert.Equal(35 * 3_600_000, told.Elapsed(AttendanceMeasures.Scheduled));
    }

    [Fact]
    public void A_status_is_one_until_the_next_whatever_the_day()
    {
        var told = new AgentBuilder().Planned(AgentState.Available, "0d 23:00", "1d 02:00").Is(AgentState.Available, "0d 22:00").Is(AgentState.Break, "1d 01:00").Adherence();
        Assert.Equal(["23:00–1d 00:00 ann 1", "1d 00:00–1d 01:00 ann 1"], told[AttendanceMeasures.Kept]);
    }

    [Fact]
    public void A_status_that_is_superseded_keeps_nothing()
    {
        var told = new AgentBuilder().Planned(AgentState.Available, "0d 09:00", "0d 10:00").Is(AgentState.Available, "0d 09:00", id: "a").Withdrawn("3d 09:00", "a", day: "0d 00:00").Adherence();
        Assert.Empty(told[AttendanceMeasures.Kept]);
        Assert.Equal(["09:00–10:00 ann 1"], told[AttendanceMeasures.Scheduled]);
    }
}
