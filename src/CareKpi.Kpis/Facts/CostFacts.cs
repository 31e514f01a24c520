using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>A recorded cost: on its local day, or in equal shares on the days that it is given for. A share counts from its day's beginning, so that days still to come are due.</summary>
internal sealed class CostFacts(ZoneCalendar calendar)
{
    private readonly Amount[] share = new Amount[1];

    public void Add(CostCategory category, in LedgerEvent cost, FactSink sink)
    {
        var measure = category == CostCategory.Retention ? CostMeasures.Retention : CostMeasures.Service;
        if (cost.Team == 0)
        {
            sink.Find(Finding.CostWithoutTeam, Witness.Of(cost));
        }
        if (cost.FromDay == CareEvent.None)
        {
            Put(measure, cost, cost.Time, cost.Amount, sink);
            return;
        }
        var days = cost.ToDay - cost.FromDay + 1;
        var told = 0L;
        for (var day = 1L; day <= days; day++)
        {
            // What all days up to this one have, rounded once: the shares add up to the amount, and any days of it are exact to a unit.
            var upTo = Rounded((Int128)cost.Amount * day, days);
            Put(measure, cost, calendar.StartOf((int)(cost.FromDay + day - 1)), upTo - told, sink);
            told = upTo;
        }
    }

    private void Put(Measure measure, in LedgerEvent cost, long at, long amount, FactSink sink)
    {
        if (amount != 0)
        {
            share[0] = new Amount(measure, amount);
            sink.Add(new FactHead(new Credit(0, cost.Team), 0, at, default), share);
        }
    }

    /// <summary>Half away from zero.</summary>
    private static long Rounded(Int128 numerator, long denominator) => (long)((numerator * 2 + (Int128.IsNegative(numerator) ? -denominator : denominator)) / (2 * (Int128)denominator));
}
