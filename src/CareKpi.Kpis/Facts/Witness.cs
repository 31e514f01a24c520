using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>What a finding shows as an example: an event by its source and id, or a customer (<see cref="Type"/> <see cref="EventType.Foreign"/>, no id). <see cref="Name"/>: the source's or the customer's
/// number, so that an erased customer is not told of any more.</summary>
public readonly record struct Witness(EventType Type, long Time, int Name, byte[] Id)
{
    public static Witness Of(in DossierEvent seen) => new(seen.Type, seen.Time, seen.Source, seen.Id);

    public static Witness Of(in LedgerEvent held) => new(held.Type, held.Time, held.Source, held.Id);

    public bool Equals(Witness other) => Type == other.Type && Time == other.Time && Name == other.Name && Id.AsSpan().SequenceEqual(other.Id);

    public override int GetHashCode() => HashCode.Combine(Time, Name, Id.Length);
}
