namespace CareKpi.Kpis.Events.Schemas;

internal static class IntervalRules
{
    private static readonly Fault Backwards = Fault.Invalid("data.to", "must be after from");
    private static readonly Fault TooLong = Fault.Invalid("data.to", "must be at most 366 days after from; send longer intervals in parts");
    private static readonly Fault NoFrom = Fault.Missing("data.from", "is required where to is given: a cost has both days or neither");
    private static readonly Fault NoTo = Fault.Missing("data.to", "is required where from is given: a cost has both days or neither");
    private static readonly Fault DaysBackwards = Fault.Invalid("data.to", "must not be before from; both days are included");
    private static readonly Fault TooManyDays = Fault.Invalid("data.to", "must be less than 3660 days after from");

    public static Fault? FromBeforeTo(ref CareEvent e, EventBatch batch)
    {
        var length = e[NumberField.To] - e[NumberField.From];
        if (length <= 0)
        {
            return Backwards;
        }

        return length > EventLimits.MaxIntervalMicros ? TooLong : null;
    }

    public static Fault? CostDays(ref CareEvent e, EventBatch batch)
    {
        var from = e.Has(NumberField.From);
        var to = e.Has(NumberField.To);
        if (!from || !to)
        {
            return from == to ? null : from ? NoTo : NoFrom;
        }

        // Both days count.
        var days = e[NumberField.To] - e[NumberField.From] + 1;
        if (days < 1)
        {
            return DaysBackwards;
        }

        return days > EventLimits.MaxCostDays ? TooManyDays : null;
    }
}
