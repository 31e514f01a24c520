using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>What events name each other by. Stored: never renumber.</summary>
public enum EntityKind : byte { Case = 1, Contact = 2, Survey = 3, Complaint = 4, Evaluation = 5, Session = 6, Mention = 7, Schedule = 8, Observation = 9 }

[Flags]
public enum DossierFlags : ushort
{
    None = 0,
    Escalated = 1,
    Transferred = 2,
    Contained = 4,
    Public = 8,
    Bot = 16,
    Knowledge = 32,
    HasScore = 64,
    HasPositiveFrom = 128,
    HasLowEffort = 256,
    /// <summary>Of a resolution of a complaint: <c>accepted</c> is false.</summary>
    Refused = 512,
    HasEmotionalConnection = 1024,
    /// <summary>The service was up.</summary>
    Up = 2048,
    HasSentiment = 4096,
    /// <summary>The sentiment is that of the built-in analyser.</summary>
    MachineScored = 8192,
    /// <summary>There is a text without a label, and the built-in analyser knows no word of it.</summary>
    NotJudged = 16384,
}

/// <summary>An event as a dossier keeps it: names as numbers, entities as places in the dossier's table (−1: none).</summary>
public struct DossierEvent
{
    public EventType Type;
    public Channel Channel;
    public Priority Priority;
    public Party Party;
    public ContactDirection Direction;
    public ContactOutcome Outcome;
    public SurveyKind Survey;
    public Answer Resolved;
    public DossierFlags Flags;
    public long Time;
    public int Source;
    public byte[] Id;
    /// <summary>Empty: none.</summary>
    public byte[] Supersedes;
    public long SupersedesTime;
    /// <summary>The entity of the main key.</summary>
    public int Main;
    public int Case;
    public int Contact;
    public int Into;
    public int Customer;
    public int Agent;
    public int Team;
    public int Queue;
    public int Topic;
    /// <summary>Why a customer left, of an exit survey.</summary>
    public int Reason;
    public int[]? Tags;
    /// <summary>Contacts: wait, talk, hold, wrap in microseconds. Surveys: score, scale, thresholds in 1e-6. Evaluations: score and emotional connection in 1e-6, number of errors. Schedules and observations: from, to in microseconds, the scheduled state.</summary>
    public long Number0, Number1, Number2, Number3, Number4, Number5;

    /// <summary>−1 to 1, in 1e-6.</summary>
    public long Sentiment;

    public readonly long From => Number0;

    public readonly long To => Number1;

    public readonly AgentState State => (AgentState)Number2;

    public readonly long Wait => Number0;

    /// <summary>Work on a contact: talk + hold + wrap.</summary>
    public readonly long Work => Number1 + Number2 + Number3;

    public readonly long Start => Time - Wait - Work;

    public readonly long Score => Number0;

    public readonly long ScaleMin => Number1;

    public readonly long ScaleMax => Number2;

    public readonly long PositiveFrom => Number3;

    public readonly long LowEffortFrom => Number4;

    public readonly long LowEffortTo => Number5;

    public readonly long EmotionalConnection => Number1;

    public readonly long Errors => Number2;

    public readonly bool Is(DossierFlags flag) => (Flags & flag) != 0;

    /// <summary>A public message of a human agent.</summary>
    public readonly bool IsHumanAnswer => Type == EventType.MessageSent && Is(DossierFlags.Public) && !Is(DossierFlags.Bot);

    public readonly Facts.Credit Credit => new(Agent, Team);
}
