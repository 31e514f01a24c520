using CareKpi.Engine.Projection;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>Merged cells of a scope by kind and day, with the version they are worth. Extended by what is missing, brought up to date by what was added since.</summary>
internal sealed class ScopeCache
{
    /// <summary>Cells kept before all is let go.</summary>
    public const int MaxCells = 20_000;

    private static readonly Measure[] Stocks = [.. MeasureCatalogue.All.Where(measure => measure.Kind == MeasureKind.Stock)];

    private readonly Dictionary<(RowKind Kind, int Day), CellBlock> flows = [];
    private readonly Dictionary<(RowKind Kind, Credit Group), SortedDictionary<int, Dictionary<long, long[]>>> stocks = [];
    private readonly Dictionary<(Credit Leaf, int Day), DueFacts> due = [];
    private readonly HashSet<(RowKind Kind, int Day)> loaded = [];

    public CellsVersion Version { get; private set; }

    public bool IsFull => flows.Count > MaxCells;

    public ScopeMembers? Members { get; private set; }

    public IEnumerable<((Credit Leaf, int Day) Key, DueFacts Facts)> Due => due.Select(pair => (pair.Key, pair.Value));

    public void Clear()
    {
        flows.Clear();
        stocks.Clear();
        due.Clear();
        loaded.Clear();
        Version = default;
        Members = null;
    }

    /// <summary>What of the ranges is not here, as ranges.</summary>
    public List<CellRange> Missing(IEnumerable<CellRange> wanted)
    {
        var missing = new List<CellRange>();
        foreach (var range in wanted)
        {
            var from = int.MinValue;
            for (var day = range.From; day <= range.To + 1; day++)
            {
                var isMissing = day <= range.To && !loaded.Contains((range.Kind, day));
                if (isMissing && from == int.MinValue)
                {
                    from = day;
                }
                else if (!isMissing && from != int.MinValue)
                {
                    missing.Add(new CellRange(range.Kind, from, day - 1));
                    from = int.MinValue;
                }
            }
        }
        return missing;
    }

    /// <summary>False: what is here is of another state and was let go; ask again for everything.</summary>
    public bool Take(ScopeCells read, IReadOnlyList<CellRange> ranges)
    {
        var isFresh = Members is null;
        if (!isFresh && (read.Cells.Changes is null || !Version.IsSameState(read.Version)))
        {
            Clear();
            return false;
        }
        Members = read.Members;
        if (!isFresh)
        {
            Add(read.Cells.Changes!, read.View);
        }
        foreach (var range in ranges)
        {
            for (var day = range.From; day <= range.To; day++)
            {
                loaded.Add((range.Kind, day));
            }
        }
        foreach (var (key, row) in read.Cells.Stored)
        {
            var block = new CellBlock(CellKey.KeepsBins(key.Kind));
            block.MergeFrom(row);
            Add(key, block);
        }
        foreach (var (key, block) in read.Cells.Unsaved)
        {
            Add(key, block);
        }
        if (isFresh)
        {
            foreach (var (leaf, day, facts) in read.Cells.Due)
            {
                AddDue(leaf, day, facts);
            }
        }
        Version = read.Version;
        return true;
    }

    public CellBlock? Flow(RowKind kind, int day) => flows.GetValueOrDefault((kind, day));

    /// <summary>The value of a stock at the end of a day.</summary>
    public long Stock(Measure measure, RowKind kind, IReadOnlyList<long> values, int day)
    {
        var sum = 0L;
        var month = Months.Of(day);
        foreach (var ((held, group), byTime) in stocks)
        {
            if ((held != kind && held != CellKey.MonthOf(kind)) || !Members!.HasGroup(group, day))
            {
                continue;
            }
            foreach (var (time, block) in byTime)
            {
                var counts = held == kind ? time <= day && Months.Of(time) == month : time < month;
                sum += counts ? Of(block, measure, values) : 0;
            }
        }
        return sum;
    }

    private static long Of(Dictionary<long, long[]> block, Measure measure, IReadOnlyList<long> values)
    {
        var sum = 0L;
        var at = Array.IndexOf(Stocks, measure);
        foreach (var value in values)
        {
            sum += block.TryGetValue(value, out var amounts) ? amounts[at] : 0;
        }
        return sum;
    }

    private void Add(IReadOnlyList<EntryFacts> changes, TenantView view)
    {
        var deltas = new CellDeltas();
        var cells = new FactCells(view.Calendar, view.Dimensions);
        foreach (var facts in changes)
        {
            facts.AddTo(deltas, cells, new RowWriter(), Members!.Leaves);
        }
        foreach (var (key, block) in deltas.Cells)
        {
            if (loaded.Contains((key.Kind, key.Day)))
            {
                Add(key, block);
            }
        }
        foreach (var ((leaf, day), facts) in deltas.Due)
        {
            AddDue(leaf, day, facts);
        }
    }

    private void AddDue(Credit leaf, int day, DueFacts facts)
    {
        if (!due.TryGetValue((leaf, day), out var known))
        {
            due.Add((leaf, day), known = new DueFacts());
        }
        known.Merge(facts);
        if (known.IsEmpty)
        {
            due.Remove((leaf, day));
        }
    }

    private void Add(CellKey key, CellBlock block)
    {
        var isMonth = key.Kind is >= RowKind.MonthAll and <= RowKind.MonthRegion;
        if (!isMonth && Members!.Has(key.Leaf, key.Day))
        {
            if (!flows.TryGetValue((key.Kind, key.Day), out var flow))
            {
                flows.Add((key.Kind, key.Day), flow = new CellBlock(CellKey.KeepsBins(key.Kind)));
            }
            flow.Merge(block);
        }
        if (key.Kind is not (RowKind.HourAll or RowKind.HourChannel))
        {
            AddStocks(key, block);
        }
    }

    private void AddStocks(CellKey key, CellBlock block)
    {
        foreach (var (value, set) in block.Values)
        {
            long[]? amounts = null;
            for (var i = 0; i < Stocks.Length; i++)
            {
                var amount = set.Sum(Stocks[i]);
                if (amount != 0)
                {
                    amounts ??= Amounts(key, value);
                    amounts[i] += amount;
                }
            }
        }
    }

    private long[] Amounts(CellKey key, long value)
    {
        var group = Members!.GroupOf(key.Leaf);
        if (!stocks.TryGetValue((key.Kind, group), out var byTime))
        {
            stocks.Add((key.Kind, group), byTime = []);
        }
        if (!byTime.TryGetValue(key.Day, out var byValue))
        {
            byTime.Add(key.Day, byValue = []);
        }
        if (!byValue.TryGetValue(value, out var amounts))
        {
            byValue.Add(value, amounts = new long[Stocks.Length]);
        }
        return amounts;
    }
}
