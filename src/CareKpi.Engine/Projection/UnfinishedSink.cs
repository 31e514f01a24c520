using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Hears whether a dossier says anything at or after an instant, or of a case or a complaint that stands then.</summary>
internal sealed class UnfinishedSink(long instant) : FactSink
{
    private int complaints;
    private bool says;

    public bool IsUnfinished => says || complaints > 0;

    public void Begin() => (says, complaints) = (false, 0);

    public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts) => says |= head.Instant >= instant;

    public override void Stood(long from, long until) => says |= until >= instant;

    public override void Mark(int customer, in CustomerMark mark) => says |= mark.Instant >= instant;

    public override void Life(int customer, in LifeMark mark) => says |= mark.Instant >= instant;

    public override void Health(int customer, in HealthMark mark)
    {
        says |= mark.Instant >= instant;
        complaints += mark.Kind == HealthKind.Complaints ? mark.Value : 0;
    }

    public override void Handled(int agent, long from, long to) => says |= to >= instant;

    public override void Planned(int agent, in Plan plan) => says |= plan.To >= instant;
}
