using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Tests.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Tests.Timelines;

/// <summary>Timelines by chance: every field is now given, now absent, now extreme.</summary>
internal sealed class SomeTimelines
{
    private readonly Random random;
    private readonly NameTable names = new();

    public SomeTimelines(int seed)
    {
        random = new Random(seed);
        for (var i = 0; i < 6; i++)
        {
            names.Intern($"name{i}");
        }
        Order = new EventOrder(names);
    }

    public EventOrder Order { get; }

    public Dossier Dossier(int events)
    {
        var dossier = new Dossier();
        for (var i = 0; i < events; i++)
        {
            dossier.Add(Event(dossier), Order);
        }
        return dossier;
    }

    public CustomerMark Mark() => random.Next(2) == 0
        ? new CustomerMark(MarkKind.FurtherContact, Instant(), Maybe(() => (ulong)random.NextInt64(1, long.MaxValue)), default(Slices) with { Topic = Name() })
        : new CustomerMark(MarkKind.IssueResolved, Instant(), Maybe(() => (ulong)random.NextInt64(1, long.MaxValue)), new Slices((Channel)random.Next(11), Name(), Name(), (Priority)random.Next(5), Tags()))
        {
            Credit = new Credit(Name(), Name()),
            InFirstContact = random.Next(2) == 0,
        };

    public StatusEvent Status() =>
        new(random.Next(5) == 0 ? EventType.EventWithdrawn : EventType.AgentStatus, Instant(), Name(), Id(), Maybe(Id) ?? [], Maybe(Instant, CareEvent.None), (AgentState)random.Next(7), Name())
        {
            HomeDay = random.Next(3) == 0 ? random.Next(-100, 30_000) : null,
        };

    public LedgerEvent Ledger()
    {
        var isSpread = random.Next(2) == 0;
        return new LedgerEvent(random.Next(5) == 0 ? EventType.EventWithdrawn : EventType.CostRecorded, Instant(), Name(), Id(), Maybe(Id) ?? [], Maybe(Instant, CareEvent.None))
        {
            HomeDay = random.Next(3) == 0 ? random.Next(-100, 30_000) : null,
            Customer = Name(),
            Team = Name(),
            Reason = Name(),
            Amount = Number(),
            Margin = Maybe(Number, CareEvent.None),
            FromDay = isSpread ? random.Next(-100, 30_000) : CareEvent.None,
            ToDay = isSpread ? random.Next(30_000, 33_000) : CareEvent.None,
        };
    }

    public Plan Plan()
    {
        var from = Instant();
        return new Plan(from, from + random.NextInt64(Story.Day), (AgentState)random.Next(7), Instant(), Name(), Id());
    }

    public Described Described() =>
        new(random.Next(4) == 0 ? EventType.EventWithdrawn : EventType.AgentDescribed, Instant(), Name(), Id(), Maybe(Id) ?? [], Maybe(Instant, CareEvent.None))
        {
            Name = Maybe(() => Story.Bytes("Ann Ä.")) ?? [],
            SaysBelongs = random.Next(2) == 0,
            Belongs = Name(),
            Segment = Name(),
            Region = Name(),
            StartedAt = Maybe(Instant, CareEvent.None),
        };

    public int Next(int below) => random.Next(below);

    public long Instant() => random.Next(20) switch { 0 => -1, 1 => long.MinValue / 4, 2 => long.MaxValue / 4, _ => Story.Beginning + random.NextInt64(-Story.Day * 90, Story.Day * 90) };

    private DossierEvent Event(Dossier dossier)
    {
        var main = dossier.Place((EntityKind)random.Next(1, 10), Id());
        return new DossierEvent
        {
            Type = (EventType)random.Next(1, 13),
            Time = Instant(),
            Source = Name(),
            Id = random.Next(2) == 0 ? dossier.Entities[main].Key : Id(),
            Supersedes = Maybe(Id) ?? [],
            SupersedesTime = Maybe(Instant, CareEvent.None),
            Main = main,
            Case = Maybe(() => dossier.Place(EntityKind.Case, Id()), -1),
            Contact = Maybe(() => dossier.Place(EntityKind.Contact, Id()), -1),
            Into = Maybe(() => dossier.Place(EntityKind.Case, Id()), -1),
            Customer = Name(),
            Agent = Name(),
            Team = Name(),
            Queue = Name(),
            Topic = Name(),
            Tags = Tags(),
            Channel = (Channel)random.Next(11),
            Priority = (Priority)random.Next(5),
            Party = (Party)random.Next(4),
            Direction = (ContactDirection)random.Next(3),
            Outcome = (ContactOutcome)random.Next(4),
            Survey = (SurveyKind)random.Next(7),
            Resolved = (Answer)random.Next(3),
            Flags = (DossierFlags)random.Next(1 << 15),
            Number0 = Number(),
            Number1 = Number(),
            Number2 = Number(),
            Number3 = Number(),
            Number4 = Number(),
            Number5 = Number(),
            Sentiment = Number(),
        };
    }

    private byte[] Id() => Story.Bytes($"id {random.Next(6)}");

    private int Name() => random.Next(6);

    private long Number() => Maybe(() => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(63));

    private int[]? Tags() => random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(1, 4)).SelectMany(_ => new[] { random.Next(1, 6), random.Next(1, 6) })];

    private T? Maybe<T>(Func<T> some) => random.Next(2) == 0 ? default : some();

    private T Maybe<T>(Func<T> some, T absent) => random.Next(2) == 0 ? absent : some();
}
