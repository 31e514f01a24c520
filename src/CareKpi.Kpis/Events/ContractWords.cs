using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events;

/// <summary>How the contract spells the enums of events.</summary>
public static class ContractWords
{
    public static readonly WordTable<Channel> Channels = new(
        (Channel.Voice, "voice"), (Channel.Chat, "chat"), (Channel.Email, "email"), (Channel.Messaging, "messaging"), (Channel.Social, "social"),
        (Channel.Web, "web"), (Channel.Bot, "bot"), (Channel.Video, "video"), (Channel.InPerson, "in_person"), (Channel.Other, "other"));

    public static readonly WordTable<Priority> Priorities = new(
        (Priority.Low, "low"), (Priority.Normal, "normal"), (Priority.High, "high"), (Priority.Urgent, "urgent"));

    /// <summary>Who reopened or closed a case: <c>by</c>.</summary>
    public static readonly WordTable<Party> Parties = new((Party.Customer, "customer"), (Party.Agent, "agent"), (Party.System, "system"));

    /// <summary>Who opened a case: <c>openedBy</c>. The system opens none.</summary>
    public static readonly WordTable<Party> Openers = new((Party.Customer, "customer"), (Party.Agent, "agent"));

    public static readonly WordTable<ContactDirection> Directions = new((ContactDirection.Inbound, "inbound"), (ContactDirection.Outbound, "outbound"));

    public static readonly WordTable<ContactOutcome> Outcomes = new(
        (ContactOutcome.Answered, "answered"), (ContactOutcome.Abandoned, "abandoned"), (ContactOutcome.Callback, "callback"));

    public static readonly WordTable<SurveyKind> SurveyKinds = new(
        (SurveyKind.Csat, "csat"), (SurveyKind.Nps, "nps"), (SurveyKind.Ces, "ces"), (SurveyKind.Pec, "pec"), (SurveyKind.Exit, "exit"),
        (SurveyKind.Custom, "custom"));

    public static readonly WordTable<AgentState> AgentStates = new(
        (AgentState.Available, "available"), (AgentState.Assisting, "assisting"), (AgentState.Wrap, "wrap"), (AgentState.Training, "training"),
        (AgentState.Break, "break"), (AgentState.Offline, "offline"));

    public static readonly WordTable<CostCategory> CostCategories = new(
        (CostCategory.Labour, "labour"), (CostCategory.Technology, "technology"), (CostCategory.Facilities, "facilities"),
        (CostCategory.Training, "training"), (CostCategory.Retention, "retention"), (CostCategory.Other, "other"));
}
