namespace CareKpi.Kpis.Measures;

/// <summary>Ids 152–154.</summary>
public static class SelfServiceMeasures
{
    /// <summary>Self-service sessions of a customer who made no contact within 48 hours.</summary>
    public static readonly Measure Deflected = Measure.Sum(152, "self_service.deflected");
    /// <summary>Cases that the customer opened and no contact names, at their opening: contacts beside the inbound ones.</summary>
    public static readonly Measure CasesWithoutContact = Measure.Sum(153, "cases.opened_by_customer_without_contact");
}
