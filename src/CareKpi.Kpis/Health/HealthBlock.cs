using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Health;

/// <summary>The lines of 256 customers in one span: the customer's place, its line. Customers of whom nothing is told are not in it.</summary>
public static class HealthBlock
{
    public const int Customers = 256;

    private const byte Format = 1;

    public static int Of(int customer) => customer / Customers;

    /// <summary>A block with some lines replaced (null: gone), by customer in order. null: nothing is left.</summary>
    public static byte[]? With(int block, byte[]? stored, IReadOnlyList<(int Customer, byte[]? Line)> changed)
    {
        var row = new RowWriter();
        var reader = new HealthBlockReader(block, stored ?? [Format]);
        var before = block * Customers;
        var isStored = reader.Next();
        row.Byte(Format);
        foreach (var (customer, line) in changed)
        {
            for (; isStored && reader.Customer < customer; isStored = reader.Next())
            {
                Write(row, reader.Customer, reader.Line, ref before);
            }
            if (isStored && reader.Customer == customer)
            {
                isStored = reader.Next();
            }
            if (line is not null)
            {
                Write(row, customer, line, ref before);
            }
        }
        for (; isStored; isStored = reader.Next())
        {
            Write(row, reader.Customer, reader.Line, ref before);
        }
        return row.Length == 1 ? null : row.ToArray();
    }

    internal static RowReader Open(ReadOnlySpan<byte> row)
    {
        var reader = new RowReader(row);
        return reader.Byte() == Format ? reader : throw new InvalidDataException("a block of the health table has a format that this version does not know");
    }

    private static void Write(RowWriter row, int customer, ReadOnlySpan<byte> line, ref int before)
    {
        row.Int(customer - before);
        row.Bytes(line);
        before = customer;
    }
}

/// <summary>Goes through the lines of a block without copying them.</summary>
public ref struct HealthBlockReader(int block, ReadOnlySpan<byte> row)
{
    private RowReader reader = HealthBlock.Open(row);

    public int Customer { get; private set; } = block * HealthBlock.Customers;

    public ReadOnlySpan<byte> Line { get; private set; }

    public bool Next()
    {
        if (reader.AtEnd)
        {
            return false;
        }
        Customer += reader.Int();
        Line = reader.Bytes();
        return true;
    }
}
