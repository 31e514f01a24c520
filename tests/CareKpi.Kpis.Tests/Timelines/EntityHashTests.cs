using System.Numerics;
using System.Text;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public sealed class EntityHashTests
{
    [Fact]
    public void The_straightforward_SipHash_is_that_of_the_paper()
    {
        // Appendix A: SipHash-2-4, key 00…0f, input 00…0e; the last word ends with the length.
        var key = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var input = Enumerable.Range(0, 15).Select(i => (byte)i).Append((byte)15).ToArray();
        Assert.Equal(0xa129ca6149be45e5, SipHash(2, 4, Words(key)[0], Words(key)[1], Words(input)));
    }

    [Fact]
    public void It_is_SipHash_1_3_of_kind_and_lengths_the_number_and_both_texts()
    {
        var random = new Random(5);
        for (var round = 0; round < 1_000; round++)
        {
            var (key0, key1) = ((ulong)random.NextInt64(), (ulong)random.NextInt64());
            var (first, second) = (new byte[random.Next(40)], new byte[random.Next(40)]);
            random.NextBytes(first);
            random.NextBytes(second);
            var (kind, number) = ((byte)random.Next(256), random.NextInt64(long.MinValue, long.MaxValue));
            var header = (kind + ((ulong)first.Length * 256)) + ((ulong)second.Length << 36);
            Assert.Equal(SipHash(1, 3, key0, key1, [header, (ulong)number, .. Words(first), .. Words(second)]), new EntityHash(key0, key1).Of(kind, first, second, number));
        }
    }

    [Fact]
    public void What_differs_in_kind_text_or_number_or_where_a_text_ends_has_another_hash()
    {
        var hash = new EntityHash(1, 2);
        var all = new List<ulong> { hash.Of(1, "ab"u8), hash.Of(2, "ab"u8), hash.Of(1, "ab\0"u8), hash.Of(1, "a"u8, "b"u8, 0), hash.Of(1, "ab"u8, ""u8, 1), hash.Of(1, ""u8, "ab"u8, 0), new EntityHash(1, 3).Of(1, "ab"u8) };
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(hash.Of(1, "ab"u8), hash.Of(1, Encoding.UTF8.GetBytes("ab"), default, 0));
    }

    private static ulong[] Words(byte[] bytes) =>
        [.. bytes.Chunk(8).Select(chunk => chunk.Select((value, i) => (ulong)value << (8 * i)).Aggregate(0UL, (word, part) => word | part))];

    private static ulong SipHash(int each, int last, ulong key0, ulong key1, IEnumerable<ulong> words)
    {
        ulong[] v = [key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d, key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573];
        foreach (var word in words)
        {
            v[3] ^= word;
            Rounds(v, each);
            v[0] ^= word;
        }
        v[2] ^= 0xff;
        Rounds(v, last);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void Rounds(ulong[] v, int count)
    {
        for (; count > 0; count--)
        {
            Mix(v, 0, 1, 13);
            v[0] = BitOperations.RotateLeft(v[0], 32);
            Mix(v, 2, 3, 16);
            Mix(v, 0, 3, 21);
            Mix(v, 2, 1, 17);
            v[2] = BitOperations.RotateLeft(v[2], 32);
        }
    }

    private static void Mix(ulong[] v, int to, int other, int turn)
    {
        v[to] += v[other];
        v[other] = BitOperations.RotateLeft(v[other], turn) ^ v[to];
    }
}
