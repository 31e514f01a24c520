namespace CareKpi.Kpis.Events.Schemas;

// Here, so that its names come before the enums of the same name.
using static CareKpi.Kpis.Events.Schemas.Fields;

internal static class OtherSchemas
{
    private static readonly Fault NoKey = Fault.Missing("data", "must name the main key of the event that is taken back, such as {\"case\":\"…\"}");
    private static readonly Fault TwoKeys = Fault.Invalid("data", "must name the main key of the event that is taken back, and no other key");

    public static IEnumerable<Schema> All =>
    [
        Schema.For("care.availability.observed").Key(Observation).Required(Service, FromTime, ToTime, Up).Obeys(IntervalRules.FromBeforeTo),
        Schema.For("care.cost.recorded").Key(Category).Required(Amount).Optional(Team, FromDay, ToDay).Obeys(IntervalRules.CostDays),
        Schema.For("care.custom.recorded").Key(Measure).Required(Value).Optional(Customer, Agent, Team, Channel),
        Schema.For("care.event.withdrawn")
            .Optional(Case, Contact, Session, Survey, Complaint, Evaluation, Mention, Agent, Schedule, Observation,
                Subscription, Customer, Category, Measure, Team)
            .WithSupersedes().Obeys(OneMainKey),
    ];

    private static Fault? OneMainKey(ref CareEvent e, EventBatch batch)
    {
        var keys = e.Category == CostCategory.None ? 0 : 1;
        for (var field = TextField.Case; field < TextField.Count; field++)
        {
            if (e.Has(field))
            {
                keys++;
                e.Key = field;
            }
        }

        return keys switch
        {
            0 => NoKey,
            1 => null,
            _ => TwoKeys,
        };
    }
}
