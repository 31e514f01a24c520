using System.Runtime.InteropServices;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Horizon;

/// <summary>A mark of a customer's life that is kept without the event that gave it, and how often. Less than never: an event that stays gives it, and one that goes took it back.</summary>
public readonly record struct FrozenLife(int Customer, LifeMark Mark, int Count);

/// <summary>What outlives the horizon without its events, or a part of it, under the numbers of one name table.</summary>
public sealed class Carry
{
    /// <summary>About how many bytes of memory it takes.</summary>
    public long Weight { get; private set; }

    public long Latest { get; set; } = CareEvent.None;

    /// <summary>Events that were counted and are gone, in all and by source.</summary>
    public long Events { get; set; }

    public Dictionary<int, SourceCount> Sources { get; } = [];

    public List<(Dimensions Dimension, int Tag, int Value)> Values { get; } = [];

    public List<int> Agents { get; } = [];

    public List<int> Teams { get; } = [];

    public List<(bool IsTeam, int Name, long At)> LastEvents { get; } = [];

    /// <summary>What is not finished; of each only the events before the horizon.</summary>
    public List<Dossier> Dossiers { get; } = [];

    public List<FrozenLife> Lives { get; } = [];

    public CellDeltas Cells { get; } = new();

    public void Add(Dossier dossier)
    {
        Dossiers.Add(dossier);
        Weight += 256 + (dossier.Events.Count * 256L);
    }

    public void Add(in FrozenLife life)
    {
        Lives.Add(life);
        Weight += 192;
    }

    /// <summary>Of what is the same in both generations nothing is left, and nothing is kept.</summary>
    public void Add(CellKey key, CellBlock block)
    {
        if (!block.IsZero)
        {
            Cells[key].Merge(block);
            Weight += 512 + (block.Values.Count * 512L);
        }
    }

    public void Add(Credit leaf, int day, DueFacts due)
    {
        if (!due.IsEmpty)
        {
            Cells.DueOf(leaf, day).Merge(due);
            Weight += 256 + (due.Count * 192L);
        }
    }

    /// <summary>The same under other numbers.</summary>
    public Carry Renumbered(Func<int, int> number) => Renumbered(number, number);

    /// <summary>The same under other numbers of agents, teams, sources, subscriptions and the tenant's own events, and under others of customers and labels.</summary>
    public Carry Renumbered(Func<int, int> number, Func<int, int> label)
    {
        var other = new Carry { Latest = Latest, Events = Events };
        foreach (var (source, count) in Sources)
        {
            other.Sources[number(source)] = count;
        }
        other.Values.AddRange(Values.ConvertAll(value => (value.Dimension, label(value.Tag), value.Dimension == Dimensions.Event ? number(value.Value) : label(value.Value))));
        other.Agents.AddRange(Agents.ConvertAll(name => number(name)));
        other.Teams.AddRange(Teams.ConvertAll(name => number(name)));
        other.LastEvents.AddRange(LastEvents.ConvertAll(last => last with { Name = number(last.Name) }));
        Dossiers.ForEach(dossier => other.Add(Renumbered(dossier, number, label)));
        Lives.ForEach(life => other.Add(life with { Customer = label(life.Customer), Mark = Renumbered(life.Mark, number, label) }));
        foreach (var (key, block) in Cells.Cells)
        {
            other.Add(CellNumbers.Of(key, number), CellNumbers.Of(key.Kind, block, number, label));
        }
        var due = new CellDeltas();
        CellNumbers.AddDue(Cells, due, number, label, 1);
        foreach (var ((leaf, day), facts) in due.Due)
        {
            other.Add(leaf, day, facts);
        }
        return other;
    }

    public static LifeMark Renumbered(in LifeMark mark, Func<int, int> number) => Renumbered(mark, number, number);

    private static LifeMark Renumbered(in LifeMark mark, Func<int, int> number, Func<int, int> label) =>
        mark with { Source = number(mark.Source), Subscription = number(mark.Subscription), Reason = label(mark.Reason) };

    public static Dossier Renumbered(Dossier dossier, Func<int, int> number) => Renumbered(dossier, number, number);

    private static Dossier Renumbered(Dossier dossier, Func<int, int> number, Func<int, int> label)
    {
        var other = new Dossier();
        other.Entities.AddRange(dossier.Entities);
        foreach (ref readonly var kept in CollectionsMarshal.AsSpan(dossier.Events))
        {
            var moved = kept;
            moved.Source = number(kept.Source);
            moved.Customer = label(kept.Customer);
            moved.Agent = number(kept.Agent);
            moved.Team = number(kept.Team);
            moved.Queue = label(kept.Queue);
            moved.Topic = label(kept.Topic);
            moved.Reason = label(kept.Reason);
            moved.Tags = CellNumbers.Tags(kept.Tags, label);
            other.Events.Add(moved);
        }
        return other;
    }
}

/// <summary>Cells and due facts under other numbers of names.</summary>
internal static class CellNumbers
{
    public static CellBlock Of(RowKind kind, CellBlock block, Func<int, int> number) => Of(kind, block, number, number);

    public static CellBlock Of(RowKind kind, CellBlock block, Func<int, int> number, Func<int, int> label)
    {
        var moved = new CellBlock(CellKey.KeepsBins(kind));
        foreach (var (value, set) in block.Values)
        {
            moved[Of(kind, value, number, label)].Merge(set);
        }
        return moved;
    }

    /// <summary>Adds due facts under other numbers, <paramref name="sign"/> times.</summary>
    public static void AddDue(CellDeltas from, CellDeltas into, Func<int, int> number, int sign) => AddDue(from, into, number, number, sign);

    public static void AddDue(CellDeltas from, CellDeltas into, Func<int, int> number, Func<int, int> label, int sign)
    {
        var scratch = new RowWriter();
        foreach (var ((leaf, day), facts) in from.Due)
        {
            facts.Tell(Of(leaf, number), (head, amounts, count) =>
            {
                var slices = head.Slices with
                {
                    Queue = label(head.Slices.Queue),
                    Topic = label(head.Slices.Topic),
                    Segment = label(head.Slices.Segment),
                    Region = label(head.Slices.Region),
                    Tags = Tags(head.Slices.Tags, label),
                };
                into.DueOf(head.Credit, day).Add(head with { Slices = slices }, amounts, count * sign, scratch);
            });
        }
    }

    public static CellKey Of(CellKey key, Func<int, int> number) => key with { Leaf = Of(key.Leaf, number) };

    /// <summary>Pairs in the order of the tags' numbers, as timelines have them.</summary>
    public static int[]? Tags(int[]? tags, Func<int, int> number)
    {
        if (tags is null)
        {
            return null;
        }
        var pairs = new List<(int Tag, int Value)>(tags.Length / 2);
        for (var i = 0; i < tags.Length; i += 2)
        {
            pairs.Add((number(tags[i]), number(tags[i + 1])));
        }
        pairs.Sort();
        return [.. pairs.SelectMany(static pair => (int[])[pair.Tag, pair.Value])];
    }

    private static Credit Of(Credit leaf, Func<int, int> number) => new(number(leaf.Agent), number(leaf.Team));

    private static long Of(RowKind kind, long value, Func<int, int> number, Func<int, int> label)
    {
        switch (kind)
        {
            case RowKind.CellQueue or RowKind.CellTopic or RowKind.CellSegment or RowKind.CellRegion or RowKind.MonthQueue or RowKind.MonthTopic or RowKind.MonthSegment or RowKind.MonthRegion:
                return OrOther((int)value, label);
            case RowKind.CellTag or RowKind.MonthTag:
                var (tag, name) = DimensionValues.SplitTag(value);
                return DimensionValues.TagValue(label(tag), OrOther(name, label));
            case >= RowKind.EventAll:
                var (own, of) = CellKey.SplitEvent(value);
                return CellKey.EventValue(OrOther(own, number), of);
            default:
                return value;
        }
    }

    private static int OrOther(int name, Func<int, int> number) => name == DimensionValues.Other ? name : number(name);
}
