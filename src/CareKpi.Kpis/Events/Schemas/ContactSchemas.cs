namespace CareKpi.Kpis.Events.Schemas;

// Here, so that its names come before the enums of the same name.
using static CareKpi.Kpis.Events.Schemas.Fields;

internal static class ContactSchemas
{
    public static IEnumerable<Schema> All =>
    [
        Schema.For("care.contact.queued").Key(Contact).Required(Channel).Optional(Queue, Customer, Case),
        Schema.For("care.contact.ended").Key(Contact).Required(Channel, Direction, Outcome, Wait)
            .Optional(Talk, Hold, Wrap, Customer, Case, Agent, Team, Queue, Topic, Resolved, Escalated, Transferred, Knowledge, Tags),
        Schema.For("care.bot.ended").Key(Session).Required(Channel, Contained).Optional(Customer, Case, Topic),
        Schema.For("care.selfservice.ended").Key(Session).Optional(Customer, Articles, Topic),
    ];
}
