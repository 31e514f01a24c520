namespace CareKpi.Kpis.Events.Schemas;

// Here, so that its names come before the enums of the same name.
using static CareKpi.Kpis.Events.Schemas.Fields;

internal static class CaseSchemas
{
    private static readonly Fault IntoItself = new(RejectionCodes.SelfReference, "data.into", "a case cannot be merged into itself; name the case that stays");

    public static IEnumerable<Schema> All =>
    [
        Schema.For("care.case.opened").Key(Case).Required(Customer, Channel, OpenedBy).Optional(Priority, Topic, Queue, Agent, Team, Tags),
        Schema.For("care.message.received").Key(Case).Required(Customer).Optional(Message, Channel, Text, Sentiment),
        Schema.For("care.message.sent").Key(Case).Optional(Agent, Team, Public, Bot, Knowledge),
        Schema.For("care.case.assigned").Key(Case).Optional(Agent, Team, Giver),
        Schema.For("care.case.escalated").Key(Case).Optional(Agent, Team, Giver),
        Schema.For("care.case.transferred").Key(Case).Optional(Agent, Team, Giver),
        Schema.For("care.case.resolved").Key(Case).Optional(Agent, Team, Knowledge),
        Schema.For("care.case.reopened").Key(Case).Optional(Agent, Team, By),
        Schema.For("care.case.closed").Key(Case).Optional(Agent, Team, By),
        Schema.For("care.case.merged").Key(Case).Required(Into).Obeys(NotIntoItself),
    ];

    private static Fault? NotIntoItself(ref CareEvent e, EventBatch batch) =>
        batch[e[TextField.Case]].SequenceEqual(batch[e[TextField.Into]]) ? IntoItself : null;
}
