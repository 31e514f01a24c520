namespace CareKpi.Kpis.Events.Schemas;

// Here, so that its names come before the enums of the same name.
using static CareKpi.Kpis.Events.Schemas.Fields;

internal static class AgentSchemas
{
    public static IEnumerable<Schema> All =>
    [
        Schema.For("care.quality.evaluated").Key(Evaluation).Required(Agent, Grade).Optional(Team, Case, Contact, Errors, EmotionalConnection),
        Schema.For("care.agent.status").Key(Agent).Required(Status).Optional(Team),
        Schema.For("care.agent.scheduled").Key(Schedule).Required(Agent, FromTime, ToTime, Status).Obeys(IntervalRules.FromBeforeTo),
        Schema.For("care.agent.described").Key(Agent).Optional(Name, TeamOrNone),
        Schema.For("care.team.described").Key(Team).Optional(Name, ParentOrNone),
    ];
}
