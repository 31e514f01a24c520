using System.Runtime.CompilerServices;

namespace CareKpi.Kpis.Events;

/// <summary>A piece of text inside the buffer of an <see cref="EventBatch"/>, UTF-8, unescaped. Nothing is allocated for it.</summary>
public readonly record struct TextRef(int Offset, int Length)
{
    /// <summary>The field was given as JSON <c>null</c>, which means something for <c>team</c> of <c>care.agent.described</c> only.</summary>
    public static readonly TextRef Null = new(-1, 0);

    public bool IsPresent => Length > 0;

    public bool IsNull => Offset < 0;
}

/// <summary>Text fields of events. Positions in <see cref="EventTexts"/>; not stored.</summary>
public enum TextField : byte
{
    Case, Contact, Survey, Complaint, Evaluation, Session, Mention, Schedule, Observation, Subscription, Message,
    Customer, Agent, Team, FromAgent, FromTeam, Into, Queue, Topic, Reason, Name, Parent, Segment, Region, Service, Platform, Journey, Stage,
    Text, Severity, By,
    Count,
}

/// <summary>Number fields of events. Positions in <see cref="EventNumbers"/>; not stored.</summary>
public enum NumberField : byte
{
    /// <summary>Durations, in microseconds.</summary>
    Wait, Talk, Hold, Wrap,
    /// <summary>Scores and scales, in 1e-6.</summary>
    Score, ScaleMin, ScaleMax, PositiveFrom, LowEffortFrom, LowEffortTo, Sentiment, EmotionalConnection, Effort, Value,
    /// <summary>Money, in 1e-4: <c>amount</c>, <c>mrr</c>, <c>margin</c>.</summary>
    Amount, Margin,
    /// <summary>Instants in microseconds (<c>from</c>, <c>to</c> of schedules and availability; <c>startedAt</c>); for costs the day number since 1970-01-01.</summary>
    From, To, StartedAt,
    /// <summary>Counts.</summary>
    Errors,
    Count,
}

[InlineArray((int)TextField.Count)]
public struct EventTexts
{
    private TextRef first;
}

[InlineArray((int)NumberField.Count)]
public struct EventNumbers
{
    private long first;
}

/// <summary>A validated event of the contract. Texts point into the buffer of its batch.</summary>
public struct CareEvent
{
    public EventType Type;
    public Channel Channel;
    public Priority Priority;
    /// <summary><c>openedBy</c> or <c>by</c>.</summary>
    public Party Party;
    public ContactDirection Direction;
    public ContactOutcome Outcome;
    public SurveyKind Survey;
    public AgentState State;
    public CostCategory Category;
    public Answer Resolved;
    public Answer Accepted;
    public bool Escalated;
    public bool Transferred;
    public bool Contained;
    public bool Up;
    /// <summary><c>public</c> of a message sent; default true.</summary>
    public bool Public;
    public bool Bot;
    /// <summary><c>knowledge</c> names at least one article.</summary>
    public bool Knowledge;
    /// <summary>A label of sentiment was given as a word, not as a number.</summary>
    public bool SentimentIsLabel;
    /// <summary><c>startedAt</c> was given as a day: it is that day's midnight in UTC, and the day is meant, whatever the tenant's time zone.</summary>
    public bool StartedAtIsDay;
    /// <summary>There was a text, which is erased: sentiment that stands beside it was scored from it, and none says that it could not be.</summary>
    public bool TextIsErased;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public long Time;
    public TextRef Source;
    public TextRef Id;
    public TextRef Supersedes;
    /// <summary><c>supersedestime</c>, or <see cref="None"/>.</summary>
    public long SupersedesTime;
    /// <summary>Which text field is the main key, the first of the type's row (custom records: <c>name</c>; a withdrawal: the one it names).
    /// <see cref="TextField.Count"/> for costs, whose key is <see cref="Category"/>, for a withdrawal of one, and for foreign types.</summary>
    public TextField Key;
    /// <summary>Bit n: number field n was given.</summary>
    public uint Given;
    public EventTexts Texts;
    public EventNumbers Numbers;
    /// <summary>Tags stand in <see cref="EventBatch.Tags"/>, as pairs from here on.</summary>
    public int TagStart;
    public int TagCount;
    /// <summary>The event as it came, in the buffer of the batch.</summary>
    public TextRef Raw;
    /// <summary>Place in the request, from 0.</summary>
    public int Index;

    public const long None = long.MinValue;

    public readonly TextRef this[TextField field] => Texts[(int)field];

    public readonly bool Has(TextField field) => Texts[(int)field].Length > 0;

    public readonly bool Has(NumberField field) => (Given >> (int)field & 1) != 0;

    public readonly long this[NumberField field] => Numbers[(int)field];
}
