using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>An amount of a measure: for sums and stocks what is added, for moments and sketches one sample.</summary>
public readonly record struct Amount(Measure Measure, long Value);

/// <summary>The dimensions of a fact. 0: none. <see cref="Tags"/>: pairs of tag and value, both names.</summary>
public readonly record struct Slices(Channel Channel, int Queue, int Topic, Priority Priority, int[]? Tags)
{
    /// <summary>Of the customer, like <see cref="Region"/>. Timelines do not tell them: they are put on from what is described of the customer.</summary>
    public int Segment { get; init; }

    public int Region { get; init; }

    public bool Equals(Slices other) =>
        Channel == other.Channel && Queue == other.Queue && Topic == other.Topic && Priority == other.Priority && Segment == other.Segment && Region == other.Region && Tags.AsSpan().SequenceEqual(other.Tags);

    public override int GetHashCode() => HashCode.Combine(Channel, Queue, Topic, Priority, Tags?.Length ?? 0);
}

/// <summary>An agent and a team, as one pair. 0: nobody.</summary>
public readonly record struct Credit(int Agent, int Team)
{
    public bool IsNobody => Agent == 0 && Team == 0;

    public Credit Or(Credit other) => IsNobody ? other : this;
}

/// <summary>Where and when amounts stand. <see cref="RampFrom"/>: the fact is a stretch of time that counts from there to <see cref="Instant"/>, as far as it is over.</summary>
public readonly record struct FactHead(Credit Credit, int Customer, long Instant, Slices Slices)
{
    public long RampFrom { get; init; } = CareEvent.None;

    public bool IsRamp => RampFrom != CareEvent.None;

    /// <summary>As much of a stretch of time as is over, in milliseconds; 0 of what is none.</summary>
    public long ElapsedBy(long now) => IsRamp ? Elapsed(RampFrom, Math.Min(now, Instant)) : 0;

    /// <summary>From one instant to another in milliseconds, so that parts of a stretch add up to it.</summary>
    public static long Elapsed(long from, long to) => Floor(to) - Floor(from);

    private static long Floor(long micros) => micros >= 0 ? micros / 1000 : -((999 - micros) / 1000);

    /// <summary>The name of the tenant's own event that it is of; 0: none. It stands apart from all other facts, and is never due: nothing says it but the event itself.</summary>
    public int Event { get; init; }
}

/// <summary>What data quality tells a tenant about events that count otherwise than their sender may have meant. Stored: never renumber.</summary>
public enum Finding : byte
{
    SupersededNotFound = 1,
    SurveyWithoutScope = 2,
    CaseNeverOpened = 3,
    NotAPerson = 4,
    ContactWithoutCustomer = 5,
    ContactWithoutTopic = 6,
    ContactWithoutAgent = 7,
    Contacts = 8,
    /// <summary>Policies are set, and none is for the case's priority and channel: its clocks are not judged.</summary>
    CaseWithoutSlaPolicy = 20,
    /// <summary>It counts for the tenant only.</summary>
    ComplaintWithoutScope = 21,
    /// <summary>A complaint was resolved that nobody raised: nothing is counted.</summary>
    ComplaintNeverRaised = 22,
    /// <summary>A complaint or an evaluation names a contact that has not ended, or a case that was never opened.</summary>
    NamedNeverSeen = 23,
    /// <summary>A bot handed a session over and named no case: no clock starts at it.</summary>
    HandOverWithoutCase = 24,
    /// <summary>It counts for the tenant only.</summary>
    CostWithoutTeam = 40,
    /// <summary>Nobody can tell whether a contact followed: it is not counted.</summary>
    SelfServiceWithoutCustomer = 41,
    /// <summary>No label, and no word that the built-in analyser knows: it counts as neutral.</summary>
    MentionNotJudged = 42,
    /// <summary>A message or a comment without a score and without a word that the built-in analyser knows: it is not counted.</summary>
    TextNotJudged = 43,
}

/// <summary>What a fact of a dossier is about, by its places there: a case, a contact, a survey …, and the event that says it (of a case its opening, or the message).</summary>
public readonly record struct FactSubject(int Entity, int Event);

/// <summary>Takes what a timeline says. <see cref="Sign"/> is −1 while what was said before is taken back.</summary>
public abstract class FactSink
{
    public int Sign { get; set; } = 1;

    /// <summary>What the dossier that speaks is speaking of.</summary>
    public FactSubject Subject { get; set; }

    public abstract void Add(in FactHead head, ReadOnlySpan<Amount> amounts);

    /// <summary>The case of <see cref="Subject"/> was open from one instant to another (excluded; <see cref="long.MaxValue"/>: it still is).</summary>
    public virtual void Stood(long from, long until)
    {
    }

    /// <summary>A summary for the customer's timeline.</summary>
    public virtual void Mark(int customer, in CustomerMark mark)
    {
    }

    /// <summary>A summary for the head of the customer's timeline.</summary>
    public virtual void Life(int customer, in LifeMark mark)
    {
    }

    /// <summary>A summary for the agent's timeline: a handled contact's work, in microseconds.</summary>
    public virtual void Handled(int agent, long from, long to)
    {
    }

    /// <summary>A summary for the agent's timeline: a scheduled interval.</summary>
    public virtual void Planned(int agent, in Plan plan)
    {
    }

    /// <summary>A contact, by its hash, waits in a queue.</summary>
    public virtual void Waits(ulong contact, in Waiting waiting)
    {
    }

    public virtual void Find(Finding finding)
    {
    }

    /// <summary>Found in this event.</summary>
    public virtual void Find(Finding finding, in Witness witness) => Find(finding);
}

public enum MarkKind : byte
{
    /// <summary>An inbound contact, by its start, or a case opened by the customer.</summary>
    FurtherContact = 1,
    /// <summary>An issue, at its resolution.</summary>
    IssueResolved = 2,
    /// <summary>A self-service session, at its end.</summary>
    SelfService = 3,
    /// <summary>A handled contact, or a case that no contact names at its first answer.</summary>
    Handled = 4,
    /// <summary>A start, renewal or upgrade of a subscription.</summary>
    Purchase = 5,
}

/// <summary>What a customer's timeline keeps of an issue or a contact. <see cref="Case"/> is the hash of the case, 0 without one.
/// Credit and the other slices are those of issues and handled contacts, <see cref="InFirstContact"/> is an issue's only.</summary>
public readonly record struct CustomerMark(MarkKind Kind, long Instant, ulong Case, Slices Slices)
{
    public Credit Credit { get; init; }

    /// <summary>Resolved in its first contact, without escalation, transfer or reopening.</summary>
    public bool InFirstContact { get; init; }
}
