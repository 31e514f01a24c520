using CareKpi.Kpis.Spells;

namespace CareKpi.Kpis.Timelines;

/// <summary>Rows of a table that is scanned: the lines of some thousand or hundred customers, each with the customer's place, its length in units and its bytes. Customers without a line are not in it.</summary>
public sealed class LineBlocks
{
    /// <summary>A line is steps of 16 bytes.</summary>
    public static readonly LineBlocks Spells = new("spell", 4_096, SpellStep.Size);

    /// <summary>A row is of one span of time besides.</summary>
    public static readonly LineBlocks Health = new("health", 256, 1);

    private const byte Format = 1;

    private readonly string table;

    private LineBlocks(string table, int customers, int unit) => (this.table, Customers, Unit) = (table, customers, unit);

    /// <summary>Of one block.</summary>
    public int Customers { get; }

    /// <summary>Bytes.</summary>
    internal int Unit { get; }

    public int Of(int customer) => customer / Customers;

    /// <summary>A block with some lines replaced (null: gone), by customer in order. null: nothing is left.</summary>
    public byte[]? With(int block, byte[]? stored, IReadOnlyList<(int Customer, byte[]? Line)> changed)
    {
        var row = new RowWriter();
        var reader = new LineReader(this, block, stored ?? [Format]);
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

    internal RowReader Open(ReadOnlySpan<byte> row)
    {
        var reader = new RowReader(row);
        return reader.Byte() == Format ? reader : throw new InvalidDataException($"a block of the {table} table has a format that this version does not know");
    }

    private void Write(RowWriter row, int customer, ReadOnlySpan<byte> line, ref int before)
    {
        row.Int(customer - before);
        row.Int(line.Length / Unit);
        row.Raw(line);
        before = customer;
    }
}

/// <summary>Goes through the lines of a block without copying them.</summary>
public ref struct LineReader(LineBlocks blocks, int block, ReadOnlySpan<byte> row)
{
    private readonly int unit = blocks.Unit;
    private RowReader reader = blocks.Open(row);

    public int Customer { get; private set; } = block * blocks.Customers;

    public ReadOnlySpan<byte> Line { get; private set; }

    public bool Next()
    {
        if (reader.AtEnd)
        {
            return false;
        }
        Customer += reader.Int();
        Line = reader.Raw(reader.Int() * unit);
        return true;
    }
}
