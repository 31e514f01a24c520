using CareKpi.Kpis.Events;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What one complaint says: that it was raised, and how long until a resolution that the customer did not refuse, for whom the complaint counts.</summary>
internal sealed class ComplaintFacts
{
    private readonly AmountList amounts = new();

    public void Add(DossierEvent raised, Attribution at, DossierEvent? resolved, FactSink sink)
    {
        amounts.Clear();
        amounts.Count(QualityMeasures.ComplaintsRaised);
        sink.Add(new FactHead(at.Credit, at.Customer, raised.Time, at.Slices), amounts.Span);
        if (resolved is { } end)
        {
            amounts.Clear();
            amounts.Add(QualityMeasures.ComplaintResolutionTime, Durations.Between(raised.Time, end.Time));
            sink.Add(new FactHead(at.Credit, at.Customer, end.Time, at.Slices), amounts.Span);
        }
        if (at.Credit.IsNobody && at.Customer == 0)
        {
            sink.Find(Finding.ComplaintWithoutScope, Witness.Of(raised));
        }
    }

    /// <summary>The first resolution, not before the raising, that was not refused. Events are in the total order.</summary>
    public static DossierEvent? Resolution(Dossier dossier, DossierReading reading, int complaint, long raised)
    {
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            var seen = dossier.Events[i];
            if (seen.Type == EventType.ComplaintResolved && seen.Main == complaint && seen.Time >= raised && reading.Counts[i] && !seen.Is(DossierFlags.Refused))
            {
                return seen;
            }
        }
        return null;
    }
}
