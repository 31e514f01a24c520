namespace CareKpi.Kpis.Events.Schemas;

// Here, so that its names come before the enums of the same name.
using static CareKpi.Kpis.Events.Schemas.Fields;

internal static class CustomerSchemas
{
    public static IEnumerable<Schema> All =>
    [
        Schema.For("care.complaint.raised").Key(Complaint).Optional(Customer, Case, Contact, Agent, Team, Channel, Severity, Accepted),
        Schema.For("care.complaint.resolved").Key(Complaint).Optional(Customer, Case, Contact, Agent, Team, Channel, Severity, Accepted),
        Schema.For("care.mention.observed").Key(Mention).Required(Platform).Optional(Text, Sentiment, Customer, Topic),
        Schema.For("care.subscription.started").Key(Subscription).Required(Customer, Mrr),
        Schema.For("care.subscription.changed").Key(Subscription).Required(Customer, Mrr),
        Schema.For("care.subscription.renewed").Key(Subscription).Required(Customer, Mrr),
        Schema.For("care.subscription.ended").Key(Subscription).Required(Customer, Mrr).Optional(Reason),
        Schema.For("care.revenue.recorded").Key(Customer).Required(Amount).Optional(Margin),
        Schema.For("care.touchpoint.observed").Key(Customer).Required(Stage).Optional(Journey, Channel, Effort),
        Schema.For("care.customer.described").Key(Customer).Optional(Name, Segment, Region, StartedAt),
    ];
}
