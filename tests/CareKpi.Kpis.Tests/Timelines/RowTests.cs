using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public sealed class RowTests
{
    public static TheoryData<long> Edges => [0, 1, -1, 63, 64, -64, -65, 127, 128, 16_383, 16_384, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, long.MinValue + 1];

    [Theory]
    [MemberData(nameof(Edges))]
    public void Numbers_come_back(long value)
    {
        var row = new RowWriter();
        row.Signed(value);
        row.Unsigned((ulong)value);
        row.Fixed((ulong)value);
        row.Byte((byte)value);
        var reader = new RowReader(row.Written);
        Assert.Equal((value, (ulong)value, (ulong)value, (byte)value), (reader.Signed(), reader.Unsigned(), reader.Fixed(), reader.Byte()));
        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void Whatever_is_written_in_whatever_order_comes_back()
    {
        var random = new Random(17);
        var row = new RowWriter();
        for (var round = 0; round < 300; round++)
        {
            row.Clear();
            var values = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (Kind: random.Next(4), Value: random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(63), Bytes: new byte[random.Next(200)])).ToList();
            foreach (var (kind, value, bytes) in values)
            {
                random.NextBytes(bytes);
                Write(row, kind, value, bytes);
            }
            var reader = new RowReader(row.ToArray());
            foreach (var (kind, value, bytes) in values)
            {
                Read(ref reader, kind, value, bytes);
            }
            Assert.True(reader.AtEnd);
        }
    }

    [Fact]
    public void A_row_that_is_cut_is_told_wherever_it_is_cut()
    {
        var row = new RowWriter();
        row.Signed(long.MinValue);
        row.Bytes("some bytes"u8);
        row.Fixed(1);
        for (var length = 0; length < row.Length; length++)
        {
            var cut = row.ToArray()[..length];
            Assert.Throws<InvalidDataException>(() => ReadAll(cut));
        }
        Assert.Throws<InvalidDataException>(() => new RowReader([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]).Unsigned());

        static void ReadAll(byte[] row)
        {
            var reader = new RowReader(row);
            reader.Signed();
            reader.Bytes();
            reader.Fixed();
        }
    }

    private static void Write(RowWriter row, int kind, long value, byte[] bytes)
    {
        switch (kind)
        {
            case 0:
                row.Signed(value);
                break;
            case 1:
                row.Unsigned((ulong)value);
                break;
            case 2:
                row.Int((int)value & int.MaxValue);
                break;
            default:
                row.Bytes(bytes);
                break;
        }
    }

    private static void Read(ref RowReader row, int kind, long value, byte[] bytes)
    {
        switch (kind)
        {
            case 0:
                Assert.Equal(value, row.Signed());
                break;
            case 1:
                Assert.Equal((ulong)value, row.Unsigned());
                break;
            case 2:
                Assert.Equal((int)value & int.MaxValue, row.Int());
                break;
            default:
                Assert.Equal(bytes, row.Bytes().ToArray());
                break;
        }
    }
}
