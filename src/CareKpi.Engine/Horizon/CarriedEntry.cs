using System.IO.Compression;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Horizon;

/// <summary>A carry as entries of the log: names written out in front, each under a number of the entry's own, so that a name is changed in one place.</summary>
public static class CarriedEntry
{
    /// <summary>Since 2 marks of lives may stand there less than never.</summary>
    private const byte Format = 2;

    /// <summary>A carry under the numbers of a name table.</summary>
    public static Carry Decode(ReadOnlySpan<byte> payload, NameTable names)
    {
        var row = new RowReader(Unpacked(payload));
        var format = row.Byte();
        if (format is 0 or > Format)
        {
            throw new InvalidDataException("a carried entry was written by a later version of CareKpi; start that version");
        }
        var numbers = new List<int> { 0 };
        for (var count = row.Int(); count > 0; count--)
        {
            numbers.Add(names.Intern(row.Bytes()));
        }
        return Decode(ref row, format).Renumbered(number => numbers[number]);
    }

    /// <summary>The entry with another key for a customer and for what is labelled with it; null: it does not have that name. Agents, teams, sources, subscriptions and the tenant's own events that have it keep it.</summary>
    public static byte[]? Renamed(ReadOnlySpan<byte> payload, string from, string to)
    {
        var names = new NameTable();
        var carry = Decode(payload, names);
        var name = names.Find(from);
        if (name == 0)
        {
            return null;
        }
        var other = names.Intern(to);
        return Encode(carry.Renumbered(static kept => kept, label => label == name ? other : label), names);
    }

    /// <summary>A carry, or a part of one, as an entry.</summary>
    public static byte[] Encode(Carry carry, NameTable names)
    {
        var numbers = new Dictionary<int, int> { [0] = 0 };
        var used = new List<int>();
        var local = carry.Renumbered(name =>
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                used.Add(name);
                numbers.Add(name, number = used.Count);
            }
            return number;
        });
        var row = new RowWriter();
        row.Byte(Format);
        row.Int(used.Count);
        foreach (var name in used)
        {
            row.Bytes(names[name]);
        }
        EncodeStanding(row, local);
        EncodeTimelines(row, local);
        EncodeCells(row, local.Cells);
        return Packed(row);
    }

    private static void EncodeStanding(RowWriter row, Carry carry)
    {
        row.Signed(carry.Latest);
        row.Signed(carry.Events);
        row.Int(carry.Sources.Count);
        foreach (var (source, count) in carry.Sources)
        {
            row.Int(source);
            row.Signed(count.Events);
            row.Signed(count.LastEventAt);
            row.Signed(count.LastArrivalAt);
        }
        row.Int(carry.Values.Count);
        foreach (var (dimension, tag, value) in carry.Values)
        {
            row.Byte((byte)dimension);
            row.Int(tag);
            row.Int(value);
        }
        foreach (var names in (ReadOnlySpan<List<int>>)[carry.Agents, carry.Teams])
        {
            row.Int(names.Count);
            names.ForEach(row.Int);
        }
        row.Int(carry.LastEvents.Count);
        foreach (var (isTeam, name, at) in carry.LastEvents)
        {
            row.Byte(isTeam ? (byte)1 : (byte)0);
            row.Int(name);
            row.Signed(at);
        }
    }

    private static void EncodeTimelines(RowWriter row, Carry carry)
    {
        var scratch = new RowWriter();
        row.Int(carry.Dossiers.Count);
        foreach (var dossier in carry.Dossiers)
        {
            scratch.Clear();
            dossier.Encode(scratch);
            row.Bytes(scratch.Written);
        }
        row.Int(carry.Lives.Count);
        foreach (var (customer, mark, count) in carry.Lives)
        {
            row.Int(customer);
            row.Signed(count);
            row.Byte((byte)mark.Kind);
            row.Signed(mark.Instant);
            row.Int(mark.Source);
            row.Bytes(mark.Id);
            row.Int(mark.Subscription);
            row.Signed(mark.Amount);
            row.Signed(mark.Margin);
            row.Int(mark.Reason);
        }
    }

    private static void EncodeCells(RowWriter row, CellDeltas cells)
    {
        var (block, scratch) = (new RowWriter(), new RowWriter());
        row.Int(cells.Cells.Count);
        foreach (var (key, of) in cells.Cells)
        {
            row.Byte((byte)key.Kind);
            row.Int(key.Leaf.Agent);
            row.Int(key.Leaf.Team);
            row.Signed(key.Day);
            row.Bytes(of.Encode(block, scratch));
        }
        row.Int(cells.Due.Count);
        foreach (var ((leaf, day), facts) in cells.Due)
        {
            row.Int(leaf.Agent);
            row.Int(leaf.Team);
            row.Signed(day);
            row.Bytes(facts.Encode());
        }
    }

    private static Carry Decode(ref RowReader row, byte format)
    {
        var carry = new Carry { Latest = row.Signed(), Events = row.Signed() };
        for (var count = row.Int(); count > 0; count--)
        {
            carry.Sources.Add(row.Int(), new SourceCount(row.Signed(), row.Signed(), row.Signed()));
        }
        for (var count = row.Int(); count > 0; count--)
        {
            carry.Values.Add(((Dimensions)row.Byte(), row.Int(), row.Int()));
        }
        foreach (var names in (ReadOnlySpan<List<int>>)[carry.Agents, carry.Teams])
        {
            for (var count = row.Int(); count > 0; count--)
            {
                names.Add(row.Int());
            }
        }
        for (var count = row.Int(); count > 0; count--)
        {
            carry.LastEvents.Add((row.Byte() == 1, row.Int(), row.Signed()));
        }
        for (var count = row.Int(); count > 0; count--)
        {
            carry.Dossiers.Add(Dossier.Decode(row.Bytes()));
        }
        for (var count = row.Int(); count > 0; count--)
        {
            var (customer, times) = (row.Int(), format == 1 ? row.Int() : (int)row.Signed());
            var mark = new LifeMark((LifeKind)row.Byte(), row.Signed()) { Source = row.Int(), Id = row.Bytes().ToArray(), Subscription = row.Int(), Amount = row.Signed(), Margin = row.Signed(), Reason = row.Int() };
            carry.Lives.Add(new FrozenLife(customer, mark, times));
        }
        for (var count = row.Int(); count > 0; count--)
        {
            carry.Cells[new CellKey((RowKind)row.Byte(), new Credit(row.Int(), row.Int()), (int)row.Signed())].MergeFrom(row.Bytes());
        }
        for (var count = row.Int(); count > 0; count--)
        {
            carry.Cells.DueOf(new Credit(row.Int(), row.Int()), (int)row.Signed()).MergeFrom(row.Bytes());
        }
        return carry;
    }

    private static byte[] Packed(RowWriter row)
    {
        using var packed = new MemoryStream();
        packed.Write(BitConverter.GetBytes(row.Length));
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(row.Written);
        }
        return LogEntry.OfBytes(LogEntryKind.Carried, packed.ToArray());
    }

    private static byte[] Unpacked(ReadOnlySpan<byte> payload)
    {
        var plain = new byte[BitConverter.ToInt32(payload[2..])];
        if (!BrotliDecoder.TryDecompress(payload[6..], plain, out var length) || length != plain.Length)
        {
            throw new InvalidDataException("a carried entry cannot be unpacked");
        }
        return plain;
    }
}
