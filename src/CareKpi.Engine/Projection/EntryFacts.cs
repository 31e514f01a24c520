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
    private readonly Dictionary<(int Day, Credit Leaf, int Customer), FactHead> spilledHeads = [];
    private readonly HashSet<(int Day, bool IsStock)> spilledDays = [];
    private CellDeltas? spilled;
    private int spilledCount;

    /// <summary>Facts later than this are due.</summary>
    public long Latest { get; init; }

    /// <summary>The first day that keeps hours.</summary>
    public int HoursFrom { get; init; }

    public int Count => facts.Count + spilledCount;

    public IEnumerable<Credit> Leaves => Heads.Select(static head => head.Credit);

    /// <summary>Where the facts stand that are told or taken back; of those that became cells one of each day, leaf and customer.</summary>
    internal IEnumerable<FactHead> Heads
    {
        get
        {
            foreach (var head in spilledHeads.Values)
            {
                yield return head;
            }
            foreach (var told in facts)
            {
                yield return told.Head;
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

    /// <summary>The facts are complete: what was taken back only to be told again is let go.</summary>
    internal void Seal()
    {
        facts.RemoveAll(static told => told.Count == 0);
        takenBack.Clear();
    }

    /// <summary>Puts segment and region on the facts, which are sealed; what moves of their stock goes to <paramref name="moves"/>.</summary>
    internal void Describe(Func<int, CustomerTraits?> traitsOf, StockMoves moves)
    {
        var (customer, traits) = (0, default(CustomerTraits));
        foreach (var told in facts)
        {
            // The tenant's own events are kept by channel only.
            if (told.Head.Customer == 0 || told.Head.Event != 0)
            {
                continue;
            }
            // A timeline tells all its facts of one customer in a row.
            if (told.Head.Customer != customer)
            {
                (customer, traits) = (told.Head.Customer, traitsOf(told.Head.Customer));
            }
            if (traits is not null)
            {
                moves.Add(told.Head, told.Amounts, told.Count, traits);
                told.Head = traits.On(told.Head);
            }
        }
    }

    /// <summary>Adds a fact that changes its place in segments and regions only.</summary>
    internal void Restate(in FactHead head, ReadOnlySpan<Amount> amounts, int count) => facts.Add(new Told(head, amounts.ToArray()) { Count = count, IsRestated = true });

    /// <summary>Makes cells of facts that are too many to be kept one by one: nobody brings cells up to date by so many.</summary>
    internal void Spill(FactCells cells, RowWriter scratch)
    {
        if (facts.Count <= RecentFacts.MaxFacts)
        {
            return;
        }
        Seal();
        foreach (var told in facts)
        {
            if (!told.IsRestated)
            {
                spilledDays.Add((cells.DayOf(told.Head), told.Amounts[0].Measure.Kind == MeasureKind.Stock));
            }
            spilledHeads.TryAdd((cells.DayOf(told.Head), told.Head.Credit, told.Head.Customer), told.Head);
        }
        AddFactsTo(spilled ??= new CellDeltas(), cells, scratch, null);
        spilledCount += facts.Count;
        facts.Clear();
    }

    /// <summary>The days on which something is told or taken back that is more than its place in segments and regions, and whether it is a stock: that changes all days from then on.</summary>
    internal void TellDays(FactCells cells, Action<int, bool> take)
    {
        foreach (var (day, isStock) in spilledDays)
        {
            take(day, isStock);
        }
        foreach (var told in facts)
        {
            if (!told.IsRestated)
            {
                take(cells.HourOf(told.Head.IsRamp ? told.Head.RampFrom : told.Head.Instant).Day, told.Amounts[0].Measure.Kind == MeasureKind.Stock);
            }
        }
    }

    /// <summary>Each fact that is kept by itself, how often it was told (or, negative, taken back), and whether it only changes its place in segments and regions.</summary>
    internal IEnumerable<(FactHead Head, Amount[] Amounts, int Count, bool IsRestated)> All => facts.Select(static told => (told.Head, told.Amounts, told.Count, told.IsRestated));

    /// <summary>Adds the facts of some leaves to cells and due facts.</summary>
    public void AddTo(CellDeltas deltas, FactCells cells, RowWriter scratch, HashSet<Credit> leaves)
    {
        if (spilled is not null)
        {
            throw new InvalidOperationException("the facts of some leaves cannot be told: there were too many");
        }
        AddFactsTo(deltas, cells, scratch, leaves);
    }

    /// <summary>Adds all facts to what a checkpoint will write.</summary>
    internal void AddTo(Overlay overlay, FactCells cells, RowWriter scratch)
    {
        if (spilled is not null)
        {
            overlay.Deltas.Merge(spilled);
        }
        foreach (var told in facts)
        {
            if (told.Head.Instant > Latest)
            {
                overlay.Deltas.DueOf(told.Head.Credit, cells.DayOf(told.Head)).Add(told.Head, told.Amounts, told.Count, scratch);
            }
            else
            {
                overlay.Facts.Add(told.Head, told.Amounts, told.Count, told.IsRestated);
            }
        }
    }

    private void AddFactsTo(CellDeltas deltas, FactCells cells, RowWriter scratch, HashSet<Credit>? leaves)
    {
        cells.HoursFrom = HoursFrom;
        foreach (var told in facts)
        {
            if (leaves?.Contains(told.Head.Credit) == false)
            {
                continue;
            }
            if (told.Head.Instant > Latest)
            {
                deltas.DueOf(told.Head.Credit, cells.DayOf(told.Head)).Add(told.Head, told.Amounts, told.Count, scratch);
            }
            else if (told.IsRestated)
            {
                cells.AddOfCustomer(deltas, told.Head, told.Amounts, told.Count);
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

        public FactHead Head { get; set; } = head;

        public Amount[] Amounts { get; } = amounts;

        public int Count { get; set; }

        /// <summary>Only its slices of segment and region change.</summary>
        public bool IsRestated { get; init; }
    }
}
