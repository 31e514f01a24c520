using CareKpi.Kpis.Evidence;

namespace CareKpi.Engine.Evidence;

/// <summary>Where an item stands: newest first, then by what it is. Two with one place are one item.</summary>
internal readonly record struct EvidencePlace(long At, EvidenceKind Kind, string Key, string Agent, string Team)
{
    /// <summary>After everything at an instant or later.</summary>
    public static EvidencePlace Before(long instant) => new(instant, (EvidenceKind)byte.MaxValue, "", "", "");

    /// <summary>No item stands at its instant and after it.</summary>
    public bool IsBound => Kind == (EvidenceKind)byte.MaxValue;

    public static IComparer<EvidencePlace> Order { get; } = Comparer<EvidencePlace>.Create(static (left, right) =>
        left.At != right.At ? right.At.CompareTo(left.At)
        : left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind)
        : string.CompareOrdinal(left.Key, right.Key) is not 0 and var byKey ? byKey
        : string.CompareOrdinal(left.Agent, right.Agent) is not 0 and var byAgent ? byAgent
        : string.CompareOrdinal(left.Team, right.Team));
}
