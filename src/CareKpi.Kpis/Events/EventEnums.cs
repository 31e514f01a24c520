namespace CareKpi.Kpis.Events;

// The words of the contract as numbers. They are stored: never renumber, only add. 0 is always "not given".

public enum Channel : byte { None, Voice, Chat, Email, Messaging, Social, Web, Bot, Video, InPerson, Other }

public enum Priority : byte { None, Low, Normal, High, Urgent }

public enum Party : byte { None, Customer, Agent, System }

public enum ContactDirection : byte { None, Inbound, Outbound }

public enum ContactOutcome : byte { None, Answered, Abandoned, Callback }

public enum SurveyKind : byte { None, Csat, Nps, Ces, Pec, Exit, Custom }

public enum AgentState : byte { None, Available, Assisting, Wrap, Training, Break, Offline }

public enum CostCategory : byte { None, Labour, Technology, Facilities, Training, Retention, Other }

/// <summary>A boolean that may be absent.</summary>
public enum Answer : byte { Unknown, No, Yes }
