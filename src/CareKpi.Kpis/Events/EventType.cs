namespace CareKpi.Kpis.Events;

/// <summary>The event types of the contract. The numbers are stored: never renumber, only add.
/// Up to <see cref="CaseMerged"/> the number is also the rank by which events of one instant are taken; all others share the next rank.</summary>
public enum EventType : byte
{
    /// <summary>A type outside <c>care.</c>: logged and ignored.</summary>
    Foreign = 0,
    CaseOpened = 1,
    MessageReceived = 2,
    BotEnded = 3,
    MessageSent = 4,
    CaseAssigned = 5,
    CaseEscalated = 6,
    CaseTransferred = 7,
    ContactEnded = 8,
    CaseReopened = 9,
    CaseResolved = 10,
    CaseClosed = 11,
    CaseMerged = 12,
    ContactQueued = 20,
    SelfServiceEnded = 21,
    SurveySent = 22,
    SurveyAnswered = 23,
    SurveyExcluded = 24,
    SurveyIncluded = 25,
    ComplaintRaised = 26,
    ComplaintResolved = 27,
    QualityEvaluated = 28,
    MentionObserved = 29,
    AgentStatus = 30,
    AgentScheduled = 31,
    AvailabilityObserved = 32,
    SubscriptionStarted = 33,
    SubscriptionChanged = 34,
    SubscriptionRenewed = 35,
    SubscriptionEnded = 36,
    RevenueRecorded = 37,
    CostRecorded = 38,
    TouchpointObserved = 39,
    CustomRecorded = 40,
    AgentDescribed = 41,
    TeamDescribed = 42,
    CustomerDescribed = 43,
    EventWithdrawn = 44,
}

public static class EventTypes
{
    /// <summary>Rank of a type among events of one instant.</summary>
    public static int TieRank(this EventType type) => type is >= EventType.CaseOpened and <= EventType.CaseMerged ? (int)type : 13;
}
