using System.Buffers.Binary;
using System.Numerics;

namespace CareKpi.Kpis.Timelines;

/// <summary>SipHash-1-3 with a key of the tenant: 64 bits that nobody outside can aim at.
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).</summary>
public readonly struct EntityHash(ulong key0, ulong key1)
{
    public ulong Of(byte kind, ReadOnlySpan<byte> text) => Of(kind, text, default, 0);

    /// <summary>Of a kind, two texts and a number; the lengths take part, so that no two different inputs are written alike.</summary>
    public ulong Of(byte kind, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, long number)
    {
        var state = new State(key0, key1);
        state.Add(kind | (ulong)(uint)first.Length << 8 | (ulong)(uint)second.Length << 36);
        state.Add((ulong)number);
        state.Add(first);
        state.Add(second);
        return state.Finish();
    }

    private struct State(ulong key0, ulong key1)
    {
        private ulong v0 = key0 ^ 0x736f6d6570736575UL;
        private ulong v1 = key1 ^ 0x646f72616e646f6dUL;
        private ulong v2 = key0 ^ 0x6c7967656e657261UL;
        private ulong v3 = key1 ^ 0x7465646279746573UL;

        public void Add(ReadOnlySpan<byte> text)
        {
            while (text.Length >= 8)
            {
                Add(BinaryPrimitives.ReadUInt64LittleEndian(text));
                text = text[8..];
            }
            if (!text.IsEmpty)
            {
                Span<byte> rest = stackalloc byte[8];
                rest.Clear();
                text.CopyTo(rest);
                Add(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            }
        }

        public void Add(ulong word)
        {
            v3 ^= word;
            Round();
            v0 ^= word;
        }

        public ulong Finish()
        {
            v2 ^= 0xff;
            Round();
            Round();
            Round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void Round()
        {
            v0 += v1;
            v2 += v3;
            v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
            v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
            v0 = BitOperations.RotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
            v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
            v2 = BitOperations.RotateLeft(v2, 32);
        }
    }
}
