namespace CareKpi.Kpis.Events.Schemas;

// Here, so that its names come before the enums of the same name.
using static CareKpi.Kpis.Events.Schemas.Fields;

internal static class SurveySchemas
{
    public static IEnumerable<Schema> All =>
    [
        Schema.For("care.survey.sent").Key(Survey).Required(Kind).Optional(Customer, Case, Contact, Agent, Team, Channel),
        Schema.For("care.survey.answered").Key(Survey).Required(Kind)
            .Optional(Score, Scale, PositiveFrom, LowEffortFrom, LowEffortTo, Reason, Comment, Sentiment, Customer, Case, Contact, Agent, Team, Channel)
            .Obeys(SurveyScale.Check),
        Schema.For("care.survey.excluded").Key(Survey).Required(Reason, Lead).Reserved(),
        Schema.For("care.survey.included").Key(Survey).Required(Reason, Lead).Reserved(),
    ];
}
