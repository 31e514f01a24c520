using System.Buffers.Binary;

namespace CareKpi.Kpis.Spells;

/// <summary>What a step of the spell table is. Stored: never renumber.</summary>
public enum SpellStepKind : byte
{
    /// <summary>A spell begins; the value is the MRR after it.</summary>
    Begun = 1,
    /// <summary>The MRR changes within a spell; the value is the one after it.</summary>
    Changed = 2,
    /// <summary>The spell ends; the value is the name of the reason, 0: none was given.</summary>
    Ended = 3,
    FirstRevenue = 4,
    FirstAnswer = 5,
    /// <summary>A description says since when it is a customer; the value is that instant.</summary>
    StartedAt = 6,
    /// <summary>A description; the value is a name.</summary>
    Segment = 7,
    Region = 8,
}

/// <summary>A step of a customer in the spell table: 16 bytes.</summary>
public readonly record struct SpellStep(long Instant, SpellStepKind Kind, long Value)
{
    public const int Size = 16;

    /// <summary>Instants of the years 1900–2199 leave eight bits for the kind.</summary>
    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, (Instant << 8) | (byte)Kind);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], Value);
    }

    public static SpellStep Read(ReadOnlySpan<byte> from)
    {
        var packed = BinaryPrimitives.ReadInt64LittleEndian(from);
        return new SpellStep(packed >> 8, (SpellStepKind)(byte)packed, BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
    }

    public static byte[] Line(List<SpellStep> steps)
    {
        var line = new byte[steps.Count * Size];
        for (var i = 0; i < steps.Count; i++)
        {
            steps[i].Write(line.AsSpan(i * Size));
        }
        return line;
    }

    /// <summary>The first instant from which on two lines that are not the same say something else.</summary>
    public static long DiffersFrom(ReadOnlySpan<byte> line, ReadOnlySpan<byte> other)
    {
        var same = line.CommonPrefixLength(other) / Size * Size;
        return Math.Min(SaysFrom(line[same..]), SaysFrom(other[same..]));
    }

    /// <summary>The first instant of which steps say something: since when it is a customer holds before it was said. No steps: <see cref="long.MaxValue"/>.</summary>
    public static long SaysFrom(ReadOnlySpan<byte> steps)
    {
        var from = long.MaxValue;
        for (; !steps.IsEmpty; steps = steps[Size..])
        {
            var step = Read(steps);
            from = Math.Min(from, step.Kind == SpellStepKind.StartedAt ? Math.Min(step.Instant, step.Value) : step.Instant);
        }
        return from;
    }
}
