using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Tests.Facts;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public sealed class SupersedingTests
{
    [Fact]
    public void One_that_an_accepted_event_supersedes_does_not_count_and_a_chain_does_not_revive()
    {
        Assert.Equal(["09:00 bob 1"], new DossierBuilder().Opened("08:00", agent: "ann").As("1").Opened("09:00", agent: "bob").As("2").Superseding("1").Tell()[CaseMeasures.Opened]);
        Assert.Equal(
            ["10:00 cid 1"],
            new DossierBuilder().Opened("08:00", agent: "ann").As("1").Opened("09:00", agent: "bob").As("2").Superseding("1").Opened("10:00", agent: "cid").As("3").Superseding("2").Tell()[CaseMeasures.Opened]);
    }

    [Fact]
    public void Of_several_that_supersede_the_same_the_latest_counts_then_the_greatest_id()
    {
        Assert.Equal(
            ["10:00 bob 1"],
            new DossierBuilder().Opened("08:00", agent: "ann").As("1").Opened("10:00", agent: "bob").As("2").Superseding("1").Opened("09:00", agent: "cid").As("3").Superseding("1").Tell()[CaseMeasures.Opened]);
        Assert.Equal(
            ["09:00 cid 1"],
            new DossierBuilder().Opened("08:00", agent: "ann").As("1").Opened("09:00", agent: "bob").As("2").Superseding("1").Opened("09:00", agent: "cid").As("3").Superseding("1").Tell()[CaseMeasures.Opened]);
    }

    [Fact]
    public void Where_the_latest_is_a_withdrawal_nothing_counts() => Assert.Empty(
        new DossierBuilder().Opened("08:00").As("1").Opened("09:00").As("2").Superseding("1").Withdrawn("10:00", EntityKind.Case, "c", "1").Tell()[CaseMeasures.Opened]);

    [Fact]
    public void A_withdrawal_is_never_superseded() => Assert.Empty(
        new DossierBuilder().Opened("08:00").As("1").Withdrawn("09:00", EntityKind.Case, "c", "1").As("2").Withdrawn("10:00", EntityKind.Case, "c", "2").Tell()[CaseMeasures.Opened]);

    [Fact]
    public void It_is_the_same_source_type_main_key_and_day_that_is_meant()
    {
        Assert.Equal(2, new DossierBuilder().Contact("08:00", "a").As("1").Contact("09:00", "b").As("2").Superseding("1").Tell().Sum(ContactMeasures.Volume));
        Assert.Equal(1, new DossierBuilder().Opened("08:00").As("1").From("other").Closed("09:00").As("2").Withdrawn("10:00", EntityKind.Case, "c", "1").Tell().Sum(CaseMeasures.Opened));
        Assert.Equal(1, new DossierBuilder().Opened("08:00").As("1").Closed("09:00").Superseding("1").Tell().Sum(CaseMeasures.Opened));
        Assert.Equal(1, new DossierBuilder().Opened("08:00").As("1").Withdrawn("10:00", EntityKind.Case, "c", "1", day: "1d 08:00").Tell().Sum(CaseMeasures.Opened));
        Assert.Equal(0, new DossierBuilder().Opened("08:00").As("1").Withdrawn("3d 10:00", EntityKind.Case, "c", "1").Tell().Sum(CaseMeasures.Opened));
    }

    [Fact]
    public void A_session_is_found_on_the_day_of_what_supersedes_it_only()
    {
        Assert.Equal(0, new DossierBuilder().BotEnded("08:00").As("1").Withdrawn("23:00", EntityKind.Session, "b", "1").Tell().Sum(QualityMeasures.BotSessions));
        Assert.Equal(1, new DossierBuilder().BotEnded("08:00").As("1").Withdrawn("1d 08:00", EntityKind.Session, "b", "1").Tell().Sum(QualityMeasures.BotSessions));
        Assert.Equal(0, new DossierBuilder().BotEnded("08:00").As("1").Withdrawn("1d 08:00", EntityKind.Session, "b", "1", day: "10:00").Tell().Sum(QualityMeasures.BotSessions));
    }

    [Fact]
    public void What_finds_nothing_is_told() => Assert.Equal(
        [CareKpi.Kpis.Facts.Finding.SupersededNotFound], new DossierBuilder().Opened("08:00").Withdrawn("09:00", EntityKind.Case, "c", "unknown").Tell().Findings);

    [Fact]
    public void It_judges_like_the_definition_word_by_word()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var events = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Some(random)).ToList();
            var counts = new List<bool>();
            var ignored = new List<int>();
            Superseding.Judge(events, counts, ignored);
            var notFound = ignored.Count;
            Assert.Equal(events.Select((_, i) => Counts(events, i)), counts);
            Assert.Equal(events.Where((_, by) => events[by].Supersedes.Length > 0 && !events.Where((_, i) => Meets(events, by, i)).Any()).Count(), notFound);
        }
    }

    [Fact]
    public void A_case_of_2_000_messages_is_judged_by_its_few_that_supersede()
    {
        var events = Enumerable.Range(0, 2_000).Select(i => new DossierEvent { Type = EventType.MessageSent, Time = i, Id = BitConverter.GetBytes(i), Supersedes = i % 1_000 == 1 ? BitConverter.GetBytes(i - 1) : [], SupersedesTime = CareEvent.None }).ToList();
        var counts = new List<bool>();
        var ignored = new List<int>();
        Superseding.Judge(events, counts, ignored);
        Assert.Empty(ignored);
        Assert.Equal([0, 1_000], Enumerable.Range(0, 2_000).Where(i => !counts[i]));
    }

    private static DossierEvent Some(Random random) => new()
    {
        Type = random.Next(4) switch { 0 => EventType.EventWithdrawn, 1 => EventType.CaseResolved, _ => EventType.CaseOpened },
        Time = (random.Next(2) * Story.Day) + random.Next(2),
        Source = random.Next(10) == 0 ? 2 : 1,
        Main = random.Next(10) == 0 ? 1 : 0,
        Id = [(byte)random.Next(4)],
        Supersedes = random.Next(2) == 0 ? [] : [(byte)random.Next(4)],
        SupersedesTime = random.Next(2) == 0 ? CareEvent.None : random.Next(2) * Story.Day,
    };

    /// <summary>By two loops over all events, in the order of the sentences of definitions.md.</summary>
    private static bool Counts(List<DossierEvent> events, int at) =>
        events[at].Type != EventType.EventWithdrawn
        && !events.Where((_, by) => Meets(events, by, at)).Any()
        && !Enumerable.Range(0, events.Count).Any(target => Meets(events, at, target) && Winner(events, target) != at);

    private static int Winner(List<DossierEvent> events, int target) =>
        Enumerable.Range(0, events.Count).Where(by => Meets(events, by, target)).OrderByDescending(by => events[by].Time).ThenByDescending(by => events[by].Id[0]).First();

    private static bool Meets(List<DossierEvent> events, int by, int target) =>
        by != target && events[by].Supersedes.AsSpan().SequenceEqual(events[target].Id) && events[by].Main == events[target].Main && events[by].Source == events[target].Source
        && events[target].Type != EventType.EventWithdrawn && (events[by].Type == EventType.EventWithdrawn || events[by].Type == events[target].Type)
        && (events[by].SupersedesTime == CareEvent.None || events[by].SupersedesTime / Story.Day == events[target].Time / Story.Day);
}
