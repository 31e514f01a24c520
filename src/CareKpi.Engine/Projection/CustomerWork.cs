using System.Runtime.InteropServices;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The customers' spans that one entry's summaries change, and what their issues and contacts say of each other. Reused from entry to entry.</summary>
internal sealed class CustomerWork
{
    /// <summary>Spans of one customer that are kept for the next; one who stands on everything has thousands.</summary>
    private const int SmallEnough = 64;

    private readonly RowStore rows;
    private readonly EntrySink sink;
    private readonly RepeatFacts repeats;
    private readonly ConversionFacts conversions = new();
    private readonly Func<int, CustomerSpan?> loaded;
    private readonly RowWriter writer = new();
    private readonly HealthLine line = new();
    private readonly Change change = new();
    private readonly RowWriter linesBefore = new();
    private readonly List<int> lineEnds = [];
    private readonly List<(ulong Dossier, int Count)> held = [];
    private readonly List<(HealthMark Mark, int Count)> heldHealth = [];
    private readonly List<int> told = [];
    private readonly List<StateKey> keys = [];
    private readonly List<(int Customer, CustomerMark Mark, int Count)> marks = [];
    private readonly List<(int Customer, int Span, ulong Dossier, int Count)> dossiers = [];
    private readonly List<(int Customer, HealthMark Mark, int Count)> health = [];
    private readonly CustomerOrder byMark = new();
    private readonly CustomerOrder byDossier = new();
    private readonly CustomerOrder byHealth = new();
    private Dictionary<int, CustomerSpan?> spans = [];
    private int customer;

    public CustomerWork(RowStore rows, SettingsTimeline settings, EntrySink sink)
    {
        this.rows = rows;
        this.sink = sink;
        repeats = new RepeatFacts(settings);
        loaded = Loaded;
    }

    private int Reach => Math.Max(repeats.Reach, ConversionFacts.Reach);

    public static StateKey KeyOf(int customer, int span) => new(RowKind.CustomerSpan, (ulong)customer, span);

    /// <summary>Applies the net marks and fact counts that the sink holds. <paramref name="put"/> takes the lines of the health table that changed, by customer and span; null: gone.</summary>
    public async ValueTask ApplyAsync(Action<StateKey, byte[]?> write, Action<(int Customer, int Span), byte[]?> put, CancellationToken cancellationToken)
    {
        Gather();
        keys.Clear();
        while (Next())
        {
            NameRows();
        }
        await rows.LoadAsync(keys, cancellationToken);
        Restart();
        while (Next())
        {
            Apply(write, put);
        }
    }

    /// <summary>What changes of one customer.</summary>
    private sealed class Change
    {
        public Numbers Spans { get; } = new();

        public List<(CustomerMark Mark, int Count)> Marks { get; } = [];

        public List<(int Span, ulong Dossier, int Count)> Dossiers { get; } = [];

        public List<(HealthMark Mark, int Count)> Health { get; } = [];

        public void Clear()
        {
            Spans.Clear();
            Marks.Clear();
            Dossiers.Clear();
            Health.Clear();
        }
    }

    private void Gather()
    {
        marks.Clear();
        dossiers.Clear();
        health.Clear();
        foreach (var ((of, mark), count) in sink.Marks)
        {
            marks.Add((of, mark, count));
        }
        foreach (var ((of, span, dossier), count) in sink.CustomerFacts)
        {
            dossiers.Add((of, span, dossier, count));
        }
        foreach (var ((of, mark), count) in sink.HealthMarks)
        {
            health.Add((of, mark, count));
        }
        byMark.Sort(marks, static of => of.Customer);
        byDossier.Sort(dossiers, static of => of.Customer);
        byHealth.Sort(health, static of => of.Customer);
    }

    private void Restart()
    {
        byMark.Restart();
        byDossier.Restart();
        byHealth.Restart();
    }

    /// <summary>Brings what changes of the next customer; false: that was all.</summary>
    private bool Next()
    {
        customer = Math.Min(byMark.Customer, Math.Min(byDossier.Customer, byHealth.Customer));
        if (customer == CustomerOrder.End)
        {
            return false;
        }
        change.Clear();
        for (; byMark.Customer == customer; byMark.Advance())
        {
            var (_, mark, count) = marks[byMark.Index];
            change.Marks.Add((mark, count));
            change.Spans.Add(CustomerSpan.Of(mark.Instant));
        }
        for (; byDossier.Customer == customer; byDossier.Advance())
        {
            var (_, span, dossier, count) = dossiers[byDossier.Index];
            change.Dossiers.Add((span, dossier, count));
            change.Spans.Add(span);
        }
        for (; byHealth.Customer == customer; byHealth.Advance())
        {
            var (_, mark, count) = health[byHealth.Index];
            change.Health.Add((mark, count));
            change.Spans.Add(CustomerSpan.Of(mark.Instant));
        }
        return true;
    }

    private void NameRows()
    {
        // What a mark changes lies at most a window before it; to judge that, the window after it is read.
        var reach = change.Marks.Count == 0 ? 0 : Reach;
        var next = int.MinValue;
        foreach (var span in change.Spans)
        {
            for (var at = Math.Max(span - reach, next); at <= span + reach; at++)
            {
                keys.Add(KeyOf(customer, at));
            }
            next = span + reach + 1;
        }
    }

    private void Apply(Action<StateKey, byte[]?> write, Action<(int Customer, int Span), byte[]?> put)
    {
        if (spans.Count > SmallEnough)
        {
            spans = [];
        }
        spans.Clear();
        KeepLines();
        Tell(-1);
        foreach (var (mark, count) in change.Marks)
        {
            for (var i = Math.Abs(count); i > 0; i--)
            {
                Made(CustomerSpan.Of(mark.Instant)).Add(mark, Math.Sign(count));
            }
        }
        change.Dossiers.Sort();
        for (var i = 0; i < change.Dossiers.Count;)
        {
            var span = change.Dossiers[i].Span;
            held.Clear();
            for (; i < change.Dossiers.Count && change.Dossiers[i].Span == span; i++)
            {
                held.Add((change.Dossiers[i].Dossier, change.Dossiers[i].Count));
            }
            Made(span).AddDossiers(held);
        }
        ApplyHealth();
        Tell(1);
        var begin = 0;
        for (var i = 0; i < change.Spans.Count; i++)
        {
            var number = change.Spans[i];
            var span = Made(number);
            line.Make(span);
            if (!line.Written.SequenceEqual(linesBefore.Written[begin..lineEnds[i]]))
            {
                put((customer, number), line.Written.IsEmpty ? null : line.Written.ToArray());
            }
            begin = lineEnds[i];
            writer.Clear();
            span.Encode(writer);
            write(KeyOf(customer, number), span.IsEmpty ? null : writer.ToArray());
        }
    }

    /// <summary>Keeps the lines of the changed spans, in order, as they are before the change.</summary>
    private void KeepLines()
    {
        linesBefore.Clear();
        lineEnds.Clear();
        foreach (var number in change.Spans)
        {
            line.Make(Loaded(number));
            linesBefore.Raw(line.Written);
            lineEnds.Add(linesBefore.Length);
        }
    }

    private void ApplyHealth()
    {
        change.Health.Sort(static (left, right) => HealthMark.Compare(left.Mark, right.Mark));
        for (var i = 0; i < change.Health.Count;)
        {
            var span = CustomerSpan.Of(change.Health[i].Mark.Instant);
            heldHealth.Clear();
            for (; i < change.Health.Count && CustomerSpan.Of(change.Health[i].Mark.Instant) == span; i++)
            {
                heldHealth.Add(change.Health[i]);
            }
            Made(span).AddHealth(heldHealth);
        }
    }

    private void Tell(int sign)
    {
        sink.Sign = sign;
        if (ReachOf(change, isOfConversion: false) is (var from, var to))
        {
            foreach (var at in SpansOf(repeats.Reach))
            {
                repeats.Tell(customer, at, loaded, from - repeats.LongestWindow, to, sink);
            }
        }
        if (ReachOf(change, isOfConversion: true) is (var first, var last))
        {
            foreach (var at in SpansOf(ConversionFacts.Reach))
            {
                conversions.Tell(customer, at, loaded, first - ConversionFacts.Window, last, sink);
            }
        }
        sink.Sign = 1;
    }

    /// <summary>The first and the last instant of the changed marks that issues, or conversions, are judged by; null: none of them changed.</summary>
    private static (long From, long To)? ReachOf(Change change, bool isOfConversion)
    {
        var from = long.MaxValue;
        var to = long.MinValue;
        foreach (var (mark, _) in change.Marks)
        {
            if ((mark.Kind is MarkKind.Handled or MarkKind.Purchase) == isOfConversion)
            {
                from = Math.Min(from, mark.Instant);
                to = Math.Max(to, mark.Instant);
            }
        }
        return from == long.MaxValue ? null : (from, to);
    }

    /// <summary>The changed spans and those before them that reach into them, each once.</summary>
    private List<int> SpansOf(int reach)
    {
        told.Clear();
        var next = int.MinValue;
        foreach (var number in change.Spans)
        {
            for (var at = Math.Max(number - reach, next); at <= number; at++)
            {
                told.Add(at);
            }
            next = number + 1;
        }
        return told;
    }

    private CustomerSpan? Loaded(int number)
    {
        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(spans, number, out var isKnown);
        if (!isKnown)
        {
            span = rows[KeyOf(customer, number)] is { } row ? CustomerSpan.Decode(row) : null;
        }
        return span;
    }

    private CustomerSpan Made(int number) => Loaded(number) ?? (spans[number] = new CustomerSpan());

    /// <summary>The places of a list in the order of customers.</summary>
    private sealed class CustomerOrder
    {
        public const int End = int.MaxValue;

        private readonly List<long> places = [];
        private int at;

        /// <summary>Whose the next place is; <see cref="End"/>: there is none.</summary>
        public int Customer => at < places.Count ? (int)(places[at] >> 32) : End;

        public int Index => (int)places[at];

        public void Sort<T>(List<T> list, Func<T, int> customerOf)
        {
            places.Clear();
            for (var i = 0; i < list.Count; i++)
            {
                places.Add(((long)customerOf(list[i]) << 32) | (uint)i);
            }
            places.Sort();
            at = 0;
        }

        public void Restart() => at = 0;

        public void Advance() => at++;
    }
}
