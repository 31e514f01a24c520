using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What one complaint says: that it was raised, and how long until a resolution that the customer did not refuse, for whom the complaint counts.</summary>
internal sealed class ComplaintFacts
{
    private readonly AmountList amounts = new();

    public void Add(DossierEvent raised, Attribution at, long? resolvedAt, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(QualityMeasures.ComplaintsRaised);
        sink.Add(new FactHead(at.Credit, at.Customer, raised.Time, at.Slices), amounts.Span);
        if (resolvedAt is { } end)
        {
            amounts.Clear();
            amounts.Add(QualityMeasures.ComplaintResolutionTime, Durations.Between(raised.Time, end));
            sink.Add(new FactHead(at.Credit, at.Customer, end, at.Slices), amounts.Span);
        }
        if (at.Customer != 0)
        {
            sink.Health(at.Customer, new HealthMark(HealthKind.Complaints, raised.Time, 1));
            if (resolvedAt is { } resolved)
            {
                sink.Health(at.Customer, new HealthMark(HealthKind.Complaints, resolved, -1));
            }
        }
        if (at.Credit.IsNobody && at.Customer == 0)
        {
            sink.Find(Finding.ComplaintWithoutScope, Witness.Of(raised));
        }
    }
}
