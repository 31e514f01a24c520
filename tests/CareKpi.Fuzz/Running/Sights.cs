using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CareKpi.Fuzz.Running;

/// <summary>What was seen happen so far: outcomes that the target tells, and, where the product was instrumented by SharpFuzz (scripts/fuzz.sh), the edges of its code by how often they were taken. An input that shows something
/// new is worth changing further.</summary>
internal sealed unsafe class Sights
{
    private const int Edges = 1 << 16;

    private static readonly byte* Taken = Attach();

    private readonly HashSet<long> outcomes = [];
    private readonly byte[] edges = new byte[Edges];

    /// <summary>Whether the code was instrumented.</summary>
    public static bool HasEdges { get; private set; }

    public bool IsNew { get; private set; }

    public int Outcomes => outcomes.Count;

    public int EdgesSeen => edges.AsSpan().Length - edges.AsSpan().Count((byte)0);

    /// <summary>Before the product's code runs: instrumented code writes where it is told to.</summary>
    [ModuleInitializer]
    internal static void Prepare() => _ = Taken;

    public void Begin()
    {
        IsNew = false;
        if (HasEdges)
        {
            new Span<byte>(Taken, Edges).Clear();
        }
    }

    public void Outcome(string one, string? other = null, int third = 0) => IsNew |= outcomes.Add(((long)one.GetHashCode(StringComparison.Ordinal) << 32) ^ HashCode.Combine(other, third));

    public void End()
    {
        if (!HasEdges)
        {
            return;
        }
        var words = new ReadOnlySpan<ulong>(Taken, Edges / sizeof(ulong));
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] != 0)
            {
                Note(word * sizeof(ulong));
            }
        }
    }

    private void Note(int from)
    {
        for (var edge = from; edge < from + sizeof(ulong); edge++)
        {
            // One, two, three, up to 7, 15, 31, 127, more: as AFL counts.
            var bucket = Taken[edge] switch { 0 => 0, 1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128 };
            if ((edges[edge] & bucket) != bucket)
            {
                edges[edge] |= (byte)bucket;
                IsNew = true;
            }
        }
    }

    private static byte* Attach()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "SharpFuzz.Common.dll");
        if (!File.Exists(file))
        {
            return null;
        }
        var map = (byte*)NativeMemory.AllocZeroed(Edges);
        Assembly.LoadFrom(file).GetType("SharpFuzz.Common.Trace", throwOnError: true)!.GetField("SharedMem")!.SetValue(null, Pointer.Box(map, typeof(byte*)));
        HasEdges = true;
        return map;
    }
}
