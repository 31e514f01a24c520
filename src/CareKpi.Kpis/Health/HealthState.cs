namespace CareKpi.Kpis.Health;

/// <summary>The parts of a customer's health, in the order in which they are told.</summary>
public enum HealthPart { Satisfaction, Effort, Sentiment, OpenCases, Complaints, Recency }

/// <summary>A customer's parts at an instant, each 0–100 in 1e-6; −1: nothing is known.</summary>
public readonly record struct HealthParts(int Satisfaction, int Effort, int Sentiment, int OpenCases, int Complaints, int Recency)
{
    /// <summary>How many parts there are.</summary>
    public const int Count = 6;

    /// <summary>Which parts are known, a bit each.</summary>
    public int Known => 0b011000 | Bit(Satisfaction, HealthPart.Satisfaction) | Bit(Effort, HealthPart.Effort) | Bit(Sentiment, HealthPart.Sentiment) | Bit(Recency, HealthPart.Recency);

    public int this[HealthPart part] => part switch
    {
        HealthPart.Satisfaction => Satisfaction,
        HealthPart.Effort => Effort,
        HealthPart.Sentiment => Sentiment,
        HealthPart.OpenCases => OpenCases,
        HealthPart.Complaints => Complaints,
        _ => Recency,
    };

    private static int Bit(int value, HealthPart part) => value < 0 ? 0 : 1 << (int)part;
}

/// <summary>What is known of a customer after the steps that were taken, in the order of their instants.</summary>
public struct HealthState()
{
    private const long Day = 86_400_000_000;

    /// <summary>A contact so long ago, the bound included, is recent. Runs of contacts are as close.</summary>
    public const long Recent = 7 * Day;

    private const long Lately = 30 * Day;
    private const long LongAgo = 90 * Day;
    private const long Never = long.MinValue;

    private int satisfaction = -1;
    private int effort = -1;
    private int sentiment = -1;
    private long openCases;
    private long complaints;

    /// <summary>The last contact of the last run: it may come later than the instant that is asked about.</summary>
    private long lastContact = Never;

    /// <summary>Anything was ever told: from then on the customer has health.</summary>
    public bool IsKnown { get; private set; }

    public void Take(in HealthStep step)
    {
        IsKnown = true;
        switch (step.Kind)
        {
            case HealthKind.Contacts:
                lastContact = step.Instant + step.Value;
                break;
            case HealthKind.Satisfaction:
                satisfaction = (int)step.Value;
                break;
            case HealthKind.Effort:
                effort = (int)step.Value;
                break;
            case HealthKind.Sentiment:
                sentiment = (int)step.Value;
                break;
            case HealthKind.Cases:
                openCases += step.Value;
                break;
            case HealthKind.Complaints:
                complaints += step.Value;
                break;
            default:
                throw new InvalidDataException($"a step of health of kind {(int)step.Kind} is not known to this version");
        }
    }

    /// <summary>At an instant, before which all steps were taken and none after.</summary>
    public readonly HealthParts At(long instant) => new(
        satisfaction,
        effort,
        sentiment,
        (4 - (int)Math.Clamp(openCases, 0, 4)) * 25 * HealthMark.Unit,
        (2 - (int)Math.Clamp(complaints, 0, 2)) * 50 * HealthMark.Unit,
        Recency(instant));

    /// <summary>The last instant at which the parts are still those of <paramref name="instant"/> if no step comes.</summary>
    public readonly long HoldsUntil(long instant) =>
        lastContact == Never ? long.MaxValue
        : instant - lastContact <= Recent ? lastContact + Recent
        : instant - lastContact <= Lately ? lastContact + Lately
        : instant - lastContact <= LongAgo ? lastContact + LongAgo
        : long.MaxValue;

    private readonly int Recency(long instant) =>
        lastContact == Never ? -1
        : instant - lastContact <= Recent ? HealthMark.Most
        : instant - lastContact <= Lately ? 75 * HealthMark.Unit
        : instant - lastContact <= LongAgo ? 50 * HealthMark.Unit
        : 25 * HealthMark.Unit;
}
