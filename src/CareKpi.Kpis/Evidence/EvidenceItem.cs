using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Evidence;

/// <summary>What stands behind a value. In this order where several stand at one instant.</summary>
public enum EvidenceKind : byte
{
    Case = 1,
    Contact = 2,
    Survey = 3,
    Complaint = 4,
    Evaluation = 5,
    Session = 6,
    Mention = 7,
    /// <summary>A recorded cost, an observation of a service.</summary>
    Record = 8,
    /// <summary>What an agent's day went to; it stands at the beginning of the day.</summary>
    AgentDay = 9,
}

public enum EvidencePart : byte { Numerator = 1, Denominator = 2, Both = 3 }

/// <summary>Whose facts make a value: one KPI of one scope over a period.</summary>
public sealed record EvidenceRequest(ScopeRef Scope, PeriodChoice Period, string Kpi)
{
    public Filter? Where { get; init; }

    public int First { get; init; } = 50;

    /// <summary>The cursor of the page before.</summary>
    public string? After { get; init; }
}

/// <summary>One thing whose facts count. <see cref="Numerator"/> and <see cref="Denominator"/>: what it adds to those of the KPI, in integers of measures; all items of all pages together are the KPI's.</summary>
public sealed record EvidenceItem(EvidenceKind Kind, string Key, long At, DateOnly Day, long Numerator, long Denominator)
{
    public EvidencePart Part { get; init; }

    /// <summary>In the KPI's unit; null where one thing by itself has none.</summary>
    public double? Amount { get; init; }

    public string? Customer { get; init; }

    public string? Agent { get; init; }

    public string? Team { get; init; }

    public string? Channel { get; init; }

    public string? Topic { get; init; }

    /// <summary>Of a survey's answer or an evaluation as given; of a mention or message the sentiment.</summary>
    public double? Score { get; init; }

    /// <summary>What was written, read from the log: null where nothing was, or it was erased.</summary>
    public string? Comment { get; init; }

    /// <summary>The case that it belongs to or names.</summary>
    public string? Case { get; init; }

    public string? Contact { get; init; }
}

/// <summary>Newest first. <see cref="Cursor"/> goes on from here; null: there is nothing more. A page may be shorter than asked for, even empty, and have a cursor: so much was looked through that it was time to answer.</summary>
/// <param name="NumeratorScale">Integers of the items' numerators to one of the KPI's.</param>
/// <param name="DenominatorScale">The same of denominators; null: the KPI has none.</param>
public sealed record EvidencePage(ScopeInfo Scope, Period Period, long AsOf, long Now, IReadOnlyList<EvidenceItem> Items, string? Cursor, double NumeratorScale, double? DenominatorScale);
