using CareKpi.Engine.Projection;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>The cells of a scope at one instant: what is kept, and of what is due the part that counts by then.</summary>
internal sealed class CellReader
{
    private readonly ScopeCache? cache;
    private readonly CellDeltas counted = new();
    private readonly ScopeMembers? members;
    private readonly Dictionary<(RowKind Kind, int Day), CellBlock> own = [];
    private readonly NameTable names;
    private readonly int today;

    /// <summary>Of a scope with cells.</summary>
    public CellReader(ScopeCache cache, TenantView view)
    {
        this.cache = cache;
        members = cache.Members;
        names = view.Names;
        today = view.Calendar.DayOf(view.Now);
        var cells = new FactCells(view.Calendar, view.Dimensions);
        foreach (var ((leaf, day), facts) in cache.Due)
        {
            if (day <= today)
            {
                facts.Tell(leaf, (head, amounts, count) => Count(cells, head, amounts, count, view.Now));
            }
        }
        foreach (var (key, block) in counted.Cells)
        {
            if (key.Kind < RowKind.MonthAll || key.Kind >= RowKind.HourAll)
            {
                AddOwn(key, block);
            }
        }
    }

    /// <summary>Of a customer: facts told by its timelines.</summary>
    public CellReader(CellDeltas told, TenantView view)
    {
        (names, today) = (view.Names, view.Calendar.DayOf(view.Now));
        foreach (var (key, block) in told.Cells)
        {
            own[(key.Kind, key.Day)] = block;
        }
    }

    /// <summary>A stretch of paid time is going on, of somebody who belongs to the scope today.</summary>
    public bool HasRunningStatus { get; private set; }

    /// <summary>Values of a dimension that have anything from a day to another.</summary>
    public HashSet<long> Values(RowKind kind, int from, int to)
    {
        var found = new HashSet<long>();
        for (var day = from; day <= Math.Min(to, today); day++)
        {
            foreach (var block in Blocks(kind, day))
            {
                foreach (var (value, set) in block.Values)
                {
                    if (!set.IsZero)
                    {
                        found.Add(value);
                    }
                }
            }
            foreach (var block in Blocks(CellKey.OfEvents(kind), day))
            {
                found.UnionWith(block.Values.Where(static of => !of.Value.IsZero).Select(static of => (long)CellKey.SplitEvent(of.Key).Value));
            }
        }
        return found;
    }

    /// <summary>Whether a day has an amount of one of some measures.</summary>
    public bool Has(RowKind kind, int day, IReadOnlyList<long> values, IReadOnlyList<Measure> measures)
    {
        foreach (var block in Blocks(kind, day))
        {
            foreach (var value in values)
            {
                if (block.Values.TryGetValue(value, out var set) && measures.Any(measure => set.Sum(measure) != 0 || set.Samples(measure).Count != 0))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>A stock of some values at the end of a day.</summary>
    public long StockOf(Measure measure, RowKind kind, IReadOnlyList<long> values, int day) => StockAt(measure, kind, values, day);

    public PeriodMeasures Days(RowKind kind, IReadOnlyList<long> values, int from, int to, SpellPeriod? spells, HealthFigures? health)
    {
        var merged = new MeasureSet(CellKey.KeepsBins(kind));
        for (var day = from; day <= Math.Min(to, today); day++)
        {
            Merge(merged, kind, day, values);
        }
        return new PeriodMeasures(merged, measure => StockAt(measure, kind, values, Math.Min(to, today)), spells, name => Events(name, kind, values, from, to)) { Health = health };
    }

    /// <summary>Hours of a day, by their numbers; values of <c>HourChannel</c> are those of the channel.</summary>
    public PeriodMeasures Hour(RowKind kind, IReadOnlyList<long> values, int day, int hour, SpellPeriod? spells, HealthFigures? health)
    {
        var merged = new MeasureSet();
        long[] hours = kind == RowKind.HourAll ? [hour] : [.. values.Select(value => ((long)hour << 8) | value)];
        Merge(merged, kind, day, hours);
        var dayKind = kind == RowKind.HourAll ? RowKind.CellAll : RowKind.CellChannel;
        return new PeriodMeasures(merged, measure => StockAt(measure, dayKind, values, day - 1) + StockOfHours(measure, kind, values, day, hour), spells, name => Events(name, kind, hours, day, day)) { Health = health };
    }

    /// <summary>Events of one name of the tenant's own.</summary>
    private MeasureSet Events(string name, RowKind kind, IReadOnlyList<long> values, int from, int to)
    {
        var merged = new MeasureSet();
        if (names.Find(name) is > 0 and var number)
        {
            long[] own = [.. values.Select(value => CellKey.EventValue(number, value))];
            for (var day = from; day <= Math.Min(to, today); day++)
            {
                Merge(merged, CellKey.OfEvents(kind), day, own);
            }
        }
        return merged;
    }

    private long StockOfHours(Measure measure, RowKind kind, IReadOnlyList<long> values, int day, int throughHour)
    {
        var sum = 0L;
        for (var hour = 0; hour <= throughHour; hour++)
        {
            var merged = new MeasureSet();
            Merge(merged, kind, day, kind == RowKind.HourAll ? [hour] : [.. values.Select(value => ((long)hour << 8) | value)]);
            sum += merged.Sum(measure);
        }
        return sum;
    }

    private long StockAt(Measure measure, RowKind kind, IReadOnlyList<long> values, int day)
    {
        var sum = cache?.Stock(measure, kind, values, day) ?? 0;
        foreach (var (key, block) in counted.Cells)
        {
            // What is due and counts by now stands on days that are not folded: each day's change, from then on.
            if (key.Kind == kind && key.Day <= day && members!.HasGroup(members.GroupOf(key.Leaf), day))
            {
                foreach (var value in values)
                {
                    sum += block.Values.TryGetValue(value, out var set) ? set.Sum(measure) : 0;
                }
            }
        }
        return sum;
    }

    private void Count(FactCells cells, in FactHead head, Amount[] amounts, int count, long now)
    {
        HasRunningStatus |= head.IsRamp && amounts[0].Measure == WorkMeasures.Paid && head.RampFrom <= now && head.Instant > now && count > 0 && members!.Has(head.Credit, today);
        cells.Add(counted, head, amounts, count, now);
    }

    private void AddOwn(CellKey key, CellBlock block)
    {
        if (!members!.Has(key.Leaf, key.Day))
        {
            return;
        }
        if (!own.TryGetValue((key.Kind, key.Day), out var merged))
        {
            own.Add((key.Kind, key.Day), merged = new CellBlock(CellKey.KeepsBins(key.Kind)));
        }
        merged.Merge(block);
    }

    private void Merge(MeasureSet into, RowKind kind, int day, IReadOnlyList<long> values)
    {
        foreach (var block in Blocks(kind, day))
        {
            foreach (var value in values)
            {
                if (block.Values.TryGetValue(value, out var set))
                {
                    into.Merge(set);
                }
            }
        }
    }

    private IEnumerable<CellBlock> Blocks(RowKind kind, int day)
    {
        if (cache?.Flow(kind, day) is { } flow)
        {
            yield return flow;
        }
        if (own.TryGetValue((kind, day), out var block))
        {
            yield return block;
        }
    }
}

/// <summary>Merged measures of a period; stocks as they are at its end; what the spell table and the health table say of it, where they are asked.</summary>
internal sealed class PeriodMeasures(MeasureSet flows, Func<Measure, long> stock, SpellPeriod? spells, Func<string, MeasureSet> events) : IMeasures
{
    private readonly Dictionary<string, MeasureSet> ofEvents = new(StringComparer.Ordinal);

    public long Sum(Measure measure) => measure.Kind switch
    {
        MeasureKind.Stock => spells is null ? stock(measure) : spells.Stock(measure, stock),
        MeasureKind.Spell => spells!.Sum(measure, stock),
        MeasureKind.Health => measure == HealthMeasures.Customers ? Health!.Customers : Health!.Sum((HealthPart)(measure.Id - HealthMeasures.Satisfaction.Id)),
        _ => Flows(measure).Sum(measure),
    };

    public HealthFigures? Health { get; init; }

    public IReadOnlyList<(string Name, long Count)>? Parts(Measure measure) => spells?.Parts(measure);

    public Samples Samples(Measure measure) => Flows(measure).Samples(measure);

    public Samples Samples(Measure measure, Measure and) => flows.Samples(measure, and);

    private MeasureSet Flows(Measure measure)
    {
        if (measure.Event is not { } name)
        {
            return flows;
        }
        if (!ofEvents.TryGetValue(name, out var own))
        {
            ofEvents.Add(name, own = events(name));
        }
        return own;
    }
}
