using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Tests.Facts;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public sealed class TimelineTests
{
    [Fact]
    public void A_case_keeps_its_first_2_000_messages_in_whatever_order_they_came()
    {
        var order = new EventOrder(new NameTable());
        var times = Enumerable.Range(1, Dossier.MaxMessages + 3).ToArray();
        new Random(1).Shuffle(times);
        var dossier = new Dossier();
        var (c, other) = (dossier.Place(EntityKind.Case, "c"u8.ToArray()), dossier.Place(EntityKind.Case, "other"u8.ToArray()));
        dossier.Add(Event(EventType.CaseOpened, 9_000, c), order);
        dossier.Add(Event(EventType.MessageSent, 9_001, other), order);
        foreach (var time in times)
        {
            dossier.Add(Event(time % 2 == 0 ? EventType.MessageSent : EventType.MessageReceived, time, c), order);
        }
        Assert.Equal([.. Enumerable.Range(1, Dossier.MaxMessages).Select(time => (long)time), 9_000, 9_001], dossier.Events.Select(kept => kept.Time));
    }

    [Fact]
    public void Two_dossiers_become_one_with_the_entities_that_their_events_name()
    {
        var order = new EventOrder(new NameTable());
        var (left, right) = (new Dossier(), new Dossier());
        left.Place(EntityKind.Survey, "s"u8.ToArray());
        left.Add(Event(EventType.CaseOpened, 2, left.Place(EntityKind.Case, "a"u8.ToArray())), order);
        right.Place(EntityKind.Case, "a"u8.ToArray());
        var contact = Event(EventType.ContactEnded, 1, right.Place(EntityKind.Contact, "k"u8.ToArray()));
        contact.Contact = contact.Main;
        contact.Case = right.Place(EntityKind.Case, "a"u8.ToArray());
        contact.Into = right.Place(EntityKind.Case, "z"u8.ToArray());
        right.Add(contact, order);
        left.Absorb(right, order);
        var (opened, moved) = (left.Events[1], left.Events[0]);
        Assert.Equal((1, 2, 2, 1, 3), (opened.Main, moved.Main, moved.Contact, moved.Case, moved.Into));
        Assert.Equal(["s", "a", "k", "z"], left.Entities.Select(entity => System.Text.Encoding.UTF8.GetString(entity.Key)));
    }

    [Fact]
    public void Who_is_a_member_is_said_by_the_last_word_before_the_day_ends_and_before_the_first_word_by_that()
    {
        var profile = new Profile();
        var order = new EventOrder(new NameTable());
        profile.Add(Says("2d 12:00", team: 5), order);
        profile.Add(Says("4d 00:00", team: 6), order);
        profile.Add(Says("6d 00:00", team: 0), order);
        Assert.Equal((5, 5, 5, 6), (Before("1d 00:00"), Before("3d 00:00"), Before("4d 00:00"), Before("5d 00:00")));
        // No team takes the agent out of it.
        Assert.Equal((6, 0), (Before("6d 00:00"), Before("6d 00:00:00.000001")));

        int Before(string instant) => profile.BelongsBefore(Story.At(instant));
    }

    [Fact]
    public void A_withdrawn_word_was_never_said()
    {
        var profile = new Profile();
        var order = new EventOrder(new NameTable());
        profile.Add(Says("2d 12:00", team: 5), order);
        profile.Add(Says("3d 12:00", team: 6) with { Id = [6] }, order);
        profile.Add(new Described(EventType.EventWithdrawn, Story.At("9d 00:00"), 0, [9], [6], Story.At("3d 00:00")), order);
        Assert.Equal(5, profile.BelongsBefore(Story.At("8d 00:00")));
    }

    [Fact]
    public void A_mark_is_taken_back_as_often_as_it_was_given_and_marks_stand_by_instant()
    {
        var span = new CustomerSpan();
        var mark = new CustomerMark(MarkKind.FurtherContact, 5, 0, default);
        span.Add(mark, 1);
        span.Add(mark with { Instant = 3 }, 1);
        span.Add(mark, 1);
        Assert.Equal([3, 5, 5], span.Marks.Select(kept => kept.Instant));
        Assert.Equal((0, 1, 3), (span.After(2), span.After(3), span.After(5)));
        span.Add(mark, -1);
        span.Add(mark, -1);
        Assert.Throws<InvalidOperationException>(() => span.Add(mark, -1));
        span.Add(mark with { Instant = 3 }, -1);
        Assert.True(span.IsEmpty);
    }

    [Fact]
    public void Days_and_spans_before_1970_are_numbered_downwards()
    {
        Assert.Equal((-1, 0, 0), (AgentDay.Of(-1), AgentDay.Of(0), AgentDay.Of(AgentDay.Length - 1)));
        Assert.Equal((-1, -1, -2, 0), (CustomerSpan.Of(-1), CustomerSpan.Of(-CustomerSpan.Length), CustomerSpan.Of(-CustomerSpan.Length - 1), CustomerSpan.Of(0)));
    }

    private static Described Says(string at, int team) => new(EventType.AgentDescribed, Story.At(at), 0, [1], [], CareEvent.None) { SaysBelongs = true, Belongs = team };

    private static DossierEvent Event(EventType type, long time, int ofCase) => new()
    {
        Type = type,
        Time = time,
        Id = BitConverter.GetBytes(time),
        Supersedes = [],
        SupersedesTime = CareEvent.None,
        Main = ofCase,
        Case = ofCase,
        Contact = -1,
        Into = -1,
    };
}
