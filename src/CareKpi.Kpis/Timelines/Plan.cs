using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>A scheduled interval of an agent. Of overlapping ones the last event by (time, source, id) holds.</summary>
public readonly record struct Plan(long From, long To, AgentState State, long Time, int Source, byte[] Id)
{
    public bool Equals(Plan other) =>
        From == other.From && To == other.To && State == other.State && Time == other.Time && Source == other.Source && Id.AsSpan().SequenceEqual(other.Id);

    public override int GetHashCode() => HashCode.Combine(From, To, Time, Source);
}
