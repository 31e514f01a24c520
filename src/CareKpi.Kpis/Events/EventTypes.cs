using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events;

public static class EventTypes
{
    private static readonly WordTable<EventType> Words = new(
        (EventType.CaseOpened, "care.case.opened"),
        (EventType.MessageReceived, "care.message.received"),
        (EventType.BotEnded, "care.bot.ended"),
        (EventType.MessageSent, "care.message.sent"),
        (EventType.CaseAssigned, "care.case.assigned"),
        (EventType.CaseEscalated, "care.case.escalated"),
        (EventType.CaseTransferred, "care.case.transferred"),
        (EventType.ContactEnded, "care.contact.ended"),
        (EventType.CaseReopened, "care.case.reopened"),
        (EventType.CaseResolved, "care.case.resolved"),
        (EventType.CaseClosed, "care.case.closed"),
        (EventType.CaseMerged, "care.case.merged"),
        (EventType.ContactQueued, "care.contact.queued"),
        (EventType.SelfServiceEnded, "care.selfservice.ended"),
        (EventType.SurveySent, "care.survey.sent"),
        (EventType.SurveyAnswered, "care.survey.answered"),
        (EventType.SurveyExcluded, "care.survey.excluded"),
        (EventType.SurveyIncluded, "care.survey.included"),
        (EventType.ComplaintRaised, "care.complaint.raised"),
        (EventType.ComplaintResolved, "care.complaint.resolved"),
        (EventType.QualityEvaluated, "care.quality.evaluated"),
        (EventType.MentionObserved, "care.mention.observed"),
        (EventType.AgentStatus, "care.agent.status"),
        (EventType.AgentScheduled, "care.agent.scheduled"),
        (EventType.AvailabilityObserved, "care.availability.observed"),
        (EventType.SubscriptionStarted, "care.subscription.started"),
        (EventType.SubscriptionChanged, "care.subscription.changed"),
        (EventType.SubscriptionRenewed, "care.subscription.renewed"),
        (EventType.SubscriptionEnded, "care.subscription.ended"),
        (EventType.RevenueRecorded, "care.revenue.recorded"),
        (EventType.CostRecorded, "care.cost.recorded"),
        (EventType.TouchpointObserved, "care.touchpoint.observed"),
        (EventType.CustomRecorded, "care.custom.recorded"),
        (EventType.AgentDescribed, "care.agent.described"),
        (EventType.TeamDescribed, "care.team.described"),
        (EventType.CustomerDescribed, "care.customer.described"),
        (EventType.EventWithdrawn, "care.event.withdrawn"));

    /// <summary>Rank of a type among events of one instant.</summary>
    public static int TieRank(this EventType type) => type is >= EventType.CaseOpened and <= EventType.CaseMerged ? (int)type : 13;

    /// <summary>The contract's name: <c>care.contact.ended</c>. Empty for <see cref="EventType.Foreign"/>, whose name stands in the event only.</summary>
    public static string Name(EventType type) => Words.Name(type);

    /// <inheritdoc cref="Name"/>
    public static ReadOnlySpan<byte> Utf8(EventType type) => Words.Utf8(type);

    /// <summary>Reads a type of the contract; false for any other, under <c>care.</c> or not.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out EventType type) => Words.TryParse(name, out type);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out EventType)"/>
    public static bool TryParse(ReadOnlySpan<char> name, out EventType type) => Words.TryParse(name, out type);
}
