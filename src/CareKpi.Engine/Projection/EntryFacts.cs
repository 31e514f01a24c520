using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The facts by which one log entry changes cells: net, so that what a timeline takes back only to tell it again is in none. Complete before anything is changed by it, and kept a while for those who have read
/// the cells before it.</summary>
public sealed class EntryFacts
{
    private readonly List<Told> facts = [];
    private readonly HashSet<Told> takenBack = new(Told.SameContent);

    /// <summary>Facts later than this are due.</summary>
    public long Latest { get; init; }

    /// <summary>The first day that keeps hours.</summary>
    public int HoursFrom { get; init; }

    public int Count => facts.Count;

    public IEnumerable<Credit> Leaves
    {
        get
        {
            foreach (var told in facts)
            {
                if (told.Count != 0)
                {
                    yield return told.Head.Credit;
                }
            }
        }
    }

    /// <exception cref="InvalidOperationException">A sample that no sketch can take: told here, where nothing is changed yet.</exception>
    public void Add(in FactHead head, ReadOnlySpan<Amount> amounts, int sign)
    {
        foreach (ref readonly var amount in amounts)
        {
            if (amount.Measure.Kind == MeasureKind.Sketch && amount.Value < 0)
            {
                throw new InvalidOperationException($"a sample of {amount.Measure.Name} is negative: {amount.Value}");
            }
        }
        var told = new Told(head, amounts.ToArray()) { Count = sign };
        if (takenBack.TryGetValue(told, out var before))
        {
            before.Count += sign;
            if (before.Count == 0)
            {
                takenBack.Remove(before);
            }
            return;
        }
        facts.Add(told);
        if (sign < 0)
        {
            takenBack.Add(told);
        }
    }

    /// <summary>Each fact, and how often it was told (or, negative, taken back).</summary>
    internal IEnumerable<(FactHead Head, Amount[] Amounts, int Count)> All => facts.Select(static told => (told.Head, told.Amounts, told.Count));

    /// <summary>Adds the facts of all leaves, or of some, to cells and due facts.</summary>
    public void AddTo(CellDeltas deltas, FactCells cells, RowWriter scratch, HashSet<Credit>? leaves = null)
    {
        cells.HoursFrom = HoursFrom;
        foreach (var told in facts)
        {
            if (told.Count == 0 || leaves?.Contains(told.Head.Credit) == false)
            {
                continue;
            }
            if (told.Head.Instant > Latest)
            {
                deltas.DueOf(told.Head.Credit, cells.DayOf(told.Head)).Add(told.Head, told.Amounts, told.Count, scratch);
            }
            else
            {
                cells.Add(deltas, told.Head, told.Amounts, told.Count);
            }
        }
    }

    /// <summary>A fact, and how often it was told (or, negative, taken back).</summary>
    private sealed class Told(in FactHead head, Amount[] amounts)
    {
        public static readonly IEqualityComparer<Told> SameContent = EqualityComparer<Told>.Create(
            static (left, right) => left!.Head == right!.Head && left.Amounts.AsSpan().SequenceEqual(right.Amounts),
            static told => HashCode.Combine(told.Head.Instant, told.Head.Credit, told.Amounts.Length));

        public readonly FactHead Head = head;

        public Amount[] Amounts { get; } = amounts;

        public int Count { get; set; }
    }
}
