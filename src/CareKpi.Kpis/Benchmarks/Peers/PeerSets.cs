using System.Numerics;

namespace CareKpi.Kpis.Benchmarks.Peers;

/// <summary>Sets of members as bits by a member's place in its group; what a set is too short for is not in it.</summary>
public static class PeerSets
{
    public static byte[] Of(IEnumerable<int> places, int members)
    {
        var set = new byte[(members + 7) / 8];
        foreach (var place in places)
        {
            set[place / 8] |= (byte)(1 << (place % 8));
        }
        return set;
    }

    public static bool Has(byte[] set, int place) => place >= 0 && place / 8 < set.Length && (set[place / 8] & (1 << (place % 8))) != 0;

    /// <summary>How many are in one of the two and not in the other: who joined and who left.</summary>
    public static int Changes(byte[] one, byte[] other)
    {
        var changes = 0;
        for (var i = 0; i < Math.Max(one.Length, other.Length); i++)
        {
            changes += BitOperations.PopCount((uint)((i < one.Length ? one[i] : 0) ^ (i < other.Length ? other[i] : 0)));
        }
        return changes;
    }
}
