using System.IO.Compression;
using System.Text;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>Closed months as rows beside the generations: one that says which month and which KPIs, kept in memory, and one a scope. A row of a scope says which entry closed the month, so that one from before a
/// reopening is worth nothing.</summary>
public sealed class ClosedMonths(EntityHash hash)
{
    private const byte Format = 1;
    private const int NoGeneration = 0;
    private const RowKind HeadKind = (RowKind)63;
    private const RowKind ScopeKind = (RowKind)64;
    private const int HashBits = 40;

    private readonly SortedDictionary<int, Head> heads = [];
    private readonly Dictionary<StateKey, byte[]?> unsaved = [];
    private readonly Dictionary<StateKey, byte[]?> saving = [];

    private sealed record Head(long Seq, ClosedMonth Month, IReadOnlyList<string> Kpis);

    public static StateRange Heads { get; } = new(new StateKey(HeadKind, 0, int.MinValue).ToBytes(NoGeneration), new StateKey(ScopeKind, 0, int.MinValue).ToBytes(NoGeneration));

    /// <summary>First days, the oldest first. Who was told them keeps them: a change makes new ones.</summary>
    public IReadOnlyList<DateOnly> Months { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ClosedMonth> All => [.. heads.Values.Reverse().Select(static head => head.Month)];

    public bool Has(DateOnly month) => heads.ContainsKey(IndexOf(month));

    /// <summary>The entry that closed a month; null: it is not closed.</summary>
    public long? ClosedBy(DateOnly month) => heads.TryGetValue(IndexOf(month), out var head) ? head.Seq : null;

    /// <summary>Rows of the scopes of a month.</summary>
    public static StateRange ScopesOf(DateOnly month) => new(new StateKey(ScopeKind, (ulong)IndexOf(month) << HashBits, int.MinValue).ToBytes(NoGeneration), new StateKey(ScopeKind, (ulong)(IndexOf(month) + 1) << HashBits, int.MinValue).ToBytes(NoGeneration));

    public void Restore(IReadOnlyList<StateRow> rows)
    {
        foreach (var row in rows)
        {
            var reader = new RowReader(row.Value);
            var head = DecodeHead(ref reader);
            heads[IndexOf(head.Month.Month)] = head;
        }
        Months = MonthsOfHeads();
    }

    /// <summary>Applies the entry that closes a month.</summary>
    public void Close(long seq, ReadOnlyMemory<byte> content)
    {
        var closing = Decode(content.Span);
        var head = new Head(seq, closing.Month, closing.Kpis);
        heads[IndexOf(closing.Month.Month)] = head;
        Months = MonthsOfHeads();
        unsaved[HeadKey(closing.Month.Month)] = EncodeHead(head);
        var kpis = closing.Kpis.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index, StringComparer.Ordinal);
        foreach (var together in closing.Scopes.GroupBy(scope => ScopeKey(closing.Month.Month, scope.Scope)))
        {
            var row = new RowWriter();
            row.Byte(Format);
            row.Signed(seq);
            EncodeScopes(row, [.. together], kpis);
            unsaved[together.Key] = row.ToArray();
        }
    }

    /// <summary>Applies the entry that opens it again. <paramref name="stored"/>: the keys of its scopes' rows in the store.</summary>
    public void Reopen(DateOnly month, IEnumerable<byte[]> stored)
    {
        if (!heads.Remove(IndexOf(month)))
        {
            return;
        }
        Months = MonthsOfHeads();
        unsaved[HeadKey(month)] = null;
        foreach (var key in unsaved.Keys.Concat(saving.Keys).Concat(stored.Select(static key => StateKey.FromBytes(key))).Where(key => key.Kind == ScopeKind && (int)(key.A >> HashBits) == IndexOf(month)).ToList())
        {
            unsaved[key] = null;
        }
    }

    private DateOnly[] MonthsOfHeads() => [.. heads.Values.Select(static head => head.Month.Month)];

    /// <summary>The row that has a scope's figures; null: the month is not closed. <paramref name="row"/>: as far as it is not in the store.</summary>
    public StateKey? KeyOf(DateOnly month, ScopeRef scope, out byte[]? row)
    {
        row = null;
        if (!Has(month))
        {
            return null;
        }
        var key = ScopeKey(month, scope);
        if (!unsaved.TryGetValue(key, out row))
        {
            saving.TryGetValue(key, out row);
        }
        return key;
    }

    /// <summary>From the row of a scope; null row: it had nothing.</summary>
    public ClosedFigures? FiguresOf(DateOnly month, ScopeRef scope, byte[]? row)
    {
        if (!heads.TryGetValue(IndexOf(month), out var head))
        {
            return null;
        }
        IReadOnlyList<ClosedValue> values = [];
        if (row is not null)
        {
            var reader = new RowReader(row);
            CheckFormat(reader.Byte());
            if (reader.Signed() == head.Seq)
            {
                values = DecodeScopes(ref reader, head.Kpis).Find(found => found.Scope == scope)?.Values ?? [];
            }
        }
        return new ClosedFigures(head.Month, head.Kpis, values);
    }

    public void AddWrites(List<StateWrite> writes)
    {
        foreach (var (key, row) in unsaved)
        {
            writes.Add(new StateWrite(key.ToBytes(NoGeneration), row));
            saving[key] = row;
        }
        unsaved.Clear();
    }

    public void Written() => saving.Clear();

    public static byte[] KeyBytes(StateKey key) => key.ToBytes(NoGeneration);

    /// <summary>What the log holds of a closing.</summary>
    public static byte[] Encode(MonthClosing closing)
    {
        var row = new RowWriter();
        row.Raw(EncodeHead(new Head(0, closing.Month, closing.Kpis)));
        EncodeScopes(row, closing.Scopes, closing.Kpis.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index, StringComparer.Ordinal));
        using var packed = new MemoryStream();
        packed.Write(BitConverter.GetBytes(row.Length));
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(row.Written);
        }
        return packed.ToArray();
    }

    private static MonthClosing Decode(ReadOnlySpan<byte> content)
    {
        var plain = new byte[BitConverter.ToInt32(content)];
        if (!BrotliDecoder.TryDecompress(content[4..], plain, out var length) || length != plain.Length)
        {
            throw new InvalidDataException("the figures of a closed month cannot be unpacked");
        }
        var reader = new RowReader(plain);
        var head = DecodeHead(ref reader);
        return new MonthClosing(head.Month, head.Kpis, DecodeScopes(ref reader, head.Kpis));
    }

    private static int IndexOf(DateOnly month) => (month.Year * 12) + month.Month - 1;

    private static StateKey HeadKey(DateOnly month) => new(HeadKind, (ulong)IndexOf(month), 0);

    /// <summary>Scopes whose hashes are the same stand in one row.</summary>
    private StateKey ScopeKey(DateOnly month, ScopeRef scope) =>
        new(ScopeKind, (ulong)IndexOf(month) << HashBits | hash.Of((byte)(200 + (byte)scope.Level), Encoding.UTF8.GetBytes(scope.Key)) >> (64 - HashBits), 0);

    private static byte[] EncodeHead(Head head)
    {
        var row = new RowWriter();
        row.Byte(Format);
        row.Signed(head.Seq);
        row.Int(IndexOf(head.Month.Month));
        row.Signed(head.Month.ClosedAt);
        row.Bytes(Encoding.UTF8.GetBytes(head.Month.ClosedBy));
        row.Int(head.Kpis.Count);
        foreach (var kpi in head.Kpis)
        {
            row.Bytes(Encoding.UTF8.GetBytes(kpi));
        }
        return row.ToArray();
    }

    private static Head DecodeHead(ref RowReader row)
    {
        CheckFormat(row.Byte());
        var seq = row.Signed();
        var index = row.Int();
        var month = new ClosedMonth(new DateOnly(index / 12, (index % 12) + 1, 1), row.Signed(), Encoding.UTF8.GetString(row.Bytes()));
        var kpis = new string[row.Int()];
        for (var i = 0; i < kpis.Length; i++)
        {
            kpis[i] = Encoding.UTF8.GetString(row.Bytes());
        }
        return new Head(seq, month, kpis);
    }

    private static void EncodeScopes(RowWriter row, IReadOnlyList<ClosedScope> scopes, Dictionary<string, int> kpis)
    {
        row.Int(scopes.Count);
        foreach (var scope in scopes)
        {
            row.Byte((byte)scope.Scope.Level);
            row.Bytes(Encoding.UTF8.GetBytes(scope.Scope.Key));
            row.Int(scope.Values.Count);
            foreach (var value in scope.Values)
            {
                row.Int(kpis[value.Kpi]);
                row.Int(value.Version);
                row.Signed(value.Count);
                row.Byte((byte)((value.Value is null ? 0 : 1) | (value.Numerator is null ? 0 : 2) | (value.Denominator is null ? 0 : 4) | (value.Small ? 8 : 0)));
                Number(row, value.Value);
                Number(row, value.Numerator);
                Number(row, value.Denominator);
            }
        }
    }

    private static List<ClosedScope> DecodeScopes(ref RowReader row, IReadOnlyList<string> kpis)
    {
        var scopes = new List<ClosedScope>();
        for (var left = row.Int(); left > 0; left--)
        {
            var scope = new ScopeRef((Level)row.Byte(), Encoding.UTF8.GetString(row.Bytes()));
            var values = new ClosedValue[row.Int()];
            for (var i = 0; i < values.Length; i++)
            {
                var (kpi, version, count, has) = (kpis[row.Int()], row.Int(), row.Signed(), row.Byte());
                values[i] = new ClosedValue(kpi, version, Number(ref row, has & 1), count, Number(ref row, has & 2), Number(ref row, has & 4)) { Small = (has & 8) != 0 };
            }
            scopes.Add(new ClosedScope(scope, values));
        }
        return scopes;
    }

    private static void Number(RowWriter row, double? value)
    {
        if (value is { } number)
        {
            row.Fixed(BitConverter.DoubleToUInt64Bits(number));
        }
    }

    private static double? Number(ref RowReader row, int has) => has == 0 ? null : BitConverter.UInt64BitsToDouble(row.Fixed());

    private static void CheckFormat(byte format)
    {
        if (format != Format)
        {
            throw new InvalidDataException("a closed month was written by a later version of CareKpi; start that version");
        }
    }
}
