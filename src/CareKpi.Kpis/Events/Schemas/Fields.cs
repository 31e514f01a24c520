namespace CareKpi.Kpis.Events.Schemas;

/// <summary>The fields of the contract's table. One name may be several fields: <c>from</c> is a giver, an instant or a day, by type.</summary>
internal static class Fields
{
    // Keys
    public static readonly Field Case = Field.Key("case", TextField.Case);
    public static readonly Field Contact = Field.Key("contact", TextField.Contact);
    public static readonly Field Survey = Field.Key("survey", TextField.Survey);
    public static readonly Field Complaint = Field.Key("complaint", TextField.Complaint);
    public static readonly Field Evaluation = Field.Key("evaluation", TextField.Evaluation);
    public static readonly Field Session = Field.Key("session", TextField.Session);
    public static readonly Field Mention = Field.Key("mention", TextField.Mention);
    public static readonly Field Schedule = Field.Key("schedule", TextField.Schedule);
    public static readonly Field Observation = Field.Key("observation", TextField.Observation);
    public static readonly Field Subscription = Field.Key("subscription", TextField.Subscription);
    public static readonly Field Message = Field.Key("message", TextField.Message);
    public static readonly Field Customer = Field.Key("customer", TextField.Customer);
    public static readonly Field Agent = Field.Key("agent", TextField.Agent);
    public static readonly Field Team = Field.Key("team", TextField.Team);
    public static readonly Field TeamOrNone = Field.NullableKey("team", TextField.Team);
    public static readonly Field ParentOrNone = Field.NullableKey("parent", TextField.Parent);
    public static readonly Field Into = Field.Key("into", TextField.Into);

    // Labels
    public static readonly Field Queue = Field.Key("queue", TextField.Queue);
    public static readonly Field Topic = Field.Key("topic", TextField.Topic);
    public static readonly Field Segment = Field.Key("segment", TextField.Segment);
    public static readonly Field Region = Field.Key("region", TextField.Region);
    public static readonly Field Service = Field.Key("service", TextField.Service);
    public static readonly Field Platform = Field.Key("platform", TextField.Platform);
    public static readonly Field Journey = Field.Key("journey", TextField.Journey);
    public static readonly Field Stage = Field.Key("stage", TextField.Stage);
    public static readonly Field Severity = Field.Key("severity", TextField.Severity);
    public static readonly Field Lead = Field.Key("by", TextField.By);
    public static readonly Field Measure = Field.Key("name", TextField.Name);

    // Texts
    public static readonly Field Name = Field.Line("name", TextField.Name);
    public static readonly Field Reason = Field.Line("reason", TextField.Reason);
    public static readonly Field Text = Field.Free("text", TextField.Text);
    public static readonly Field Comment = Field.Free("comment", TextField.Text);

    // Words
    public static readonly Field Channel = Field.Word("channel", WordField.Channel, ContractWords.Channels);
    public static readonly Field Priority = Field.Word("priority", WordField.Priority, ContractWords.Priorities);
    public static readonly Field OpenedBy = Field.Word("openedBy", WordField.Party, ContractWords.Openers);
    public static readonly Field By = Field.Word("by", WordField.Party, ContractWords.Parties);
    public static readonly Field Direction = Field.Word("direction", WordField.Direction, ContractWords.Directions);
    public static readonly Field Outcome = Field.Word("outcome", WordField.Outcome, ContractWords.Outcomes);
    public static readonly Field Kind = Field.Word("kind", WordField.Survey, ContractWords.SurveyKinds);
    public static readonly Field Status = Field.Word("status", WordField.State, ContractWords.AgentStates);
    public static readonly Field Category = Field.Word("category", WordField.Category, ContractWords.CostCategories);

    // Booleans
    public static readonly Field Resolved = Field.Boolean("resolved", FlagField.Resolved);
    public static readonly Field Accepted = Field.Boolean("accepted", FlagField.Accepted);
    public static readonly Field Escalated = Field.Boolean("escalated", FlagField.Escalated);
    public static readonly Field Transferred = Field.Boolean("transferred", FlagField.Transferred);
    public static readonly Field Contained = Field.Boolean("contained", FlagField.Contained);
    public static readonly Field Up = Field.Boolean("up", FlagField.Up);
    public static readonly Field Public = Field.Boolean("public", FlagField.Public);
    public static readonly Field Bot = Field.Boolean("bot", FlagField.Bot);

    // Numbers
    public static readonly Field Wait = Field.Number("wait", FieldKind.Duration, NumberField.Wait);
    public static readonly Field Talk = Field.Number("talk", FieldKind.Duration, NumberField.Talk);
    public static readonly Field Hold = Field.Number("hold", FieldKind.Duration, NumberField.Hold);
    public static readonly Field Wrap = Field.Number("wrap", FieldKind.Duration, NumberField.Wrap);
    public static readonly Field Score = Field.Number("score", FieldKind.Score, NumberField.Score);
    public static readonly Field Grade = Field.Number("score", FieldKind.Percent, NumberField.Score);
    public static readonly Field PositiveFrom = Field.Number("positiveFrom", FieldKind.Score, NumberField.PositiveFrom);
    public static readonly Field LowEffortFrom = Field.Number("lowEffortFrom", FieldKind.Score, NumberField.LowEffortFrom);
    public static readonly Field LowEffortTo = Field.Number("lowEffortTo", FieldKind.Score, NumberField.LowEffortTo);
    public static readonly Field EmotionalConnection = Field.Number("emotionalConnection", FieldKind.Percent, NumberField.EmotionalConnection);
    public static readonly Field Effort = Field.Number("effort", FieldKind.Effort, NumberField.Effort);
    public static readonly Field Errors = Field.Number("errors", FieldKind.Count, NumberField.Errors);
    public static readonly Field Value = Field.Number("value", FieldKind.Value, NumberField.Value);
    public static readonly Field Amount = Field.Number("amount", FieldKind.Money, NumberField.Amount);
    public static readonly Field Margin = Field.Number("margin", FieldKind.Money, NumberField.Margin);
    public static readonly Field Mrr = Field.Number("mrr", FieldKind.Charge, NumberField.Amount);
    public static readonly Field Sentiment = Field.Sentiment("sentiment");

    // Times
    public static readonly Field FromTime = Field.Instant("from", NumberField.From);
    public static readonly Field ToTime = Field.Instant("to", NumberField.To);
    public static readonly Field FromDay = Field.Day("from", NumberField.From);
    public static readonly Field ToDay = Field.Day("to", NumberField.To);
    public static readonly Field StartedAt = Field.DayOrInstant("startedAt", NumberField.StartedAt);

    // Objects and arrays
    public static readonly Field Giver = Field.Giver("from");
    public static readonly Field Tags = Field.Tags("tags");
    public static readonly Field Knowledge = Field.Articles("knowledge");
    public static readonly Field Articles = Field.Articles("articles");
    public static readonly Field Scale = Field.Scale("scale");
}
