namespace CareKpi.Kpis.Health;

/// <summary>What a customer's health is told from. Stored: never renumber.</summary>
public enum HealthKind : byte
{
    /// <summary>Further contacts, each at most seven days after the one before: from the step's instant on, for as many microseconds as its value says. Only steps have it; contacts are marks of the span.</summary>
    Contacts = 1,
    /// <summary>An answer to a CSAT or NPS survey, 0–100 in 1e-6.</summary>
    Satisfaction = 2,
    /// <summary>An answer to a CES survey, 100 is least effort.</summary>
    Effort = 3,
    /// <summary>Of a message or a comment, 0–100.</summary>
    Sentiment = 4,
    /// <summary>A case opens (1) or ends (−1); of a step the net change.</summary>
    Cases = 5,
    /// <summary>A complaint is raised (1) or resolved (−1).</summary>
    Complaints = 6,
}

/// <summary>A summary that a dossier gives to a customer's span.</summary>
public readonly record struct HealthMark(HealthKind Kind, long Instant, int Value)
{
    /// <summary>0–100 is kept in these parts.</summary>
    public const int Unit = 1_000_000;

    public const int Most = 100 * Unit;

    /// <summary>By instant, then kind, then value.</summary>
    public static int Compare(HealthMark left, HealthMark right) =>
        left.Instant != right.Instant ? left.Instant.CompareTo(right.Instant) : left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : left.Value.CompareTo(right.Value);
}
