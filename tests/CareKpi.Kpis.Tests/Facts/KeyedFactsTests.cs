using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Facts;

/// <summary>Sessions, mentions, schedules, observations.</summary>
public sealed class KeyedFactsTests
{
    private readonly Story story = new();

    [Fact]
    public void Of_several_events_of_one_key_the_last_holds()
    {
        var told = Tell(Mention("0d 09:00", 900_000), Mention("0d 10:00", -900_000), Mention("0d 08:00", 0));
        Assert.Equal(["10:00 nobody 1"], told[SentimentMeasures.Mentions]);
        Assert.Equal(1, told.Sum(SentimentMeasures.MentionsNegative));
    }

    [Theory]
    [InlineData(50_000, 0, 0)]
    [InlineData(50_001, 1, 0)]
    [InlineData(-50_000, 0, 0)]
    [InlineData(-50_001, 0, 1)]
    public void What_is_near_nothing_is_neutral(long sentiment, int positive, int negative)
    {
        var told = Tell(Mention("0d 09:00", sentiment));
        Assert.Equal((positive, negative), (told.Sum(SentimentMeasures.MentionsPositive), told.Sum(SentimentMeasures.MentionsNegative)));
    }

    [Fact]
    public void A_mention_without_a_label_is_neutral_and_counts()
    {
        var told = Tell(Mention("0d 09:00", 0) with { Flags = DossierFlags.NotJudged });
        Assert.Equal((1, 0), (told.Sum(SentimentMeasures.Mentions), told.Sum(SentimentMeasures.MentionsNegative)));
        Assert.Equal([Finding.MentionNotJudged], told.Findings);
    }

    [Fact]
    public void An_observation_is_cut_at_local_midnight()
    {
        var told = Tell(Event(EventType.AvailabilityObserved, "1d 03:00") with { Number0 = Story.At("0d 22:00"), Number1 = Story.At("1d 02:00"), Flags = DossierFlags.Up });
        Assert.Equal(["22:00–1d 00:00 nobody 1", "1d 00:00–1d 02:00 nobody 1"], told[AttendanceMeasures.Observed]);
        Assert.Equal(4 * 3_600_000, told.Elapsed(AttendanceMeasures.Up));
    }

    [Fact]
    public void A_session_without_a_customer_is_told_to_nobody() =>
        Assert.Equal([Finding.SelfServiceWithoutCustomer], Tell(Event(EventType.SelfServiceEnded, "0d 09:00")).Findings);

    /// <summary>Without its time, what is superseded is looked for on the event's own day.</summary>
    [Fact]
    public void A_mention_is_superseded_on_one_day_only()
    {
        var first = Mention("0d 09:00", 900_000);
        var mended = Mention("1d 08:00", -900_000) with { Supersedes = first.Id };
        Assert.Equal([Finding.SupersededNotFound], Tell(first, mended).Findings);
        Assert.Empty(Tell(first, mended with { SupersedesTime = first.Time }).Findings);
        // A schedule is found on any.
        Assert.Empty(Tell(first with { Type = EventType.AgentScheduled }, mended with { Type = EventType.AgentScheduled }).Findings);
    }

    private Told Tell(params DossierEvent[] events)
    {
        var dossier = new Dossier();
        dossier.Place(EntityKind.Mention, "m"u8.ToArray());
        foreach (var held in events)
        {
            dossier.Add(held, new EventOrder(story.Names));
        }
        var told = new Told(story);
        new DossierFacts(new SettingsTimeline([]), new ZoneCalendar("UTC"), new EntityHash(1, 2)).Tell(dossier, told);
        return told;
    }

    private DossierEvent Mention(string at, long sentiment) => Event(EventType.MentionObserved, at) with { Sentiment = sentiment, Flags = DossierFlags.HasSentiment };

    private DossierEvent Event(EventType type, string at) => new()
    {
        Type = type,
        Time = Story.At(at),
        Source = story.Name("crm"),
        Id = Story.Bytes(at),
        Supersedes = [],
        SupersedesTime = CareEvent.None,
        Main = 0,
        Case = -1,
        Contact = -1,
        Into = -1,
    };
}
