using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The customers' spans that one entry's summaries change, and what their issues and contacts say of each other.</summary>
internal sealed class CustomerWork(RowStore rows, SettingsTimeline settings, EntrySink sink)
{
    private readonly RepeatFacts repeats = new(settings);
    private readonly ConversionFacts conversions = new();
    private readonly RowWriter writer = new();
    private readonly List<(ulong Dossier, int Count)> held = [];
    private readonly List<(HealthMark Mark, int Count)> heldHealth = [];
    private readonly HealthLine line = new();

    private int Reach => Math.Max(repeats.Reach, ConversionFacts.Reach);

    public static StateKey KeyOf(int customer, int span) => new(RowKind.CustomerSpan, (ulong)customer, span);

    /// <summary>Applies the net marks and fact counts that the sink holds. <paramref name="put"/> takes the lines of the health table that changed, by customer and span; null: gone.</summary>
    public async ValueTask ApplyAsync(Action<StateKey, byte[]?> write, Action<(int Customer, int Span), byte[]?> put, CancellationToken cancellationToken)
    {
        var changes = Gather();
        var keys = new HashSet<StateKey>();
        foreach (var (customer, change) in changes)
        {
            foreach (var span in change.Spans)
            {
                // What a mark changes lies at most a window before it; to judge that, the window after it is read.
                for (var at = change.Marks.Count == 0 ? span : span - Reach; at <= (change.Marks.Count == 0 ? span : span + Reach); at++)
                {
                    keys.Add(KeyOf(customer, at));
                }
            }
        }
        await rows.LoadAsync(keys, cancellationToken);
        foreach (var (customer, change) in changes)
        {
            Apply(customer, change, write, put);
        }
    }

    private sealed class Change
    {
        public SortedSet<int> Spans { get; } = [];

        public List<(CustomerMark Mark, int Count)> Marks { get; } = [];

        public List<(int Span, ulong Dossier, int Count)> Dossiers { get; } = [];

        public List<(HealthMark Mark, int Count)> Health { get; } = [];
    }

    private Dictionary<int, Change> Gather()
    {
        var changes = new Dictionary<int, Change>();
        foreach (var ((customer, mark), count) in sink.Marks)
        {
            var change = Of(customer);
            change.Marks.Add((mark, count));
            change.Spans.Add(CustomerSpan.Of(mark.Instant));
        }
        foreach (var ((customer, span, dossier), count) in sink.CustomerFacts)
        {
            var change = Of(customer);
            change.Dossiers.Add((span, dossier, count));
            change.Spans.Add(span);
        }
        foreach (var ((customer, mark), count) in sink.HealthMarks)
        {
            var change = Of(customer);
            change.Health.Add((mark, count));
            change.Spans.Add(CustomerSpan.Of(mark.Instant));
        }
        return changes;

        Change Of(int customer) => changes.TryGetValue(customer, out var known) ? known : changes[customer] = new Change();
    }

    private void Apply(int customer, Change change, Action<StateKey, byte[]?> write, Action<(int Customer, int Span), byte[]?> put)
    {
        var spans = new Dictionary<int, CustomerSpan?>();
        var before = LinesOf(customer, change, spans);
        Tell(customer, change, spans, -1);
        foreach (var (mark, count) in change.Marks)
        {
            for (var i = Math.Abs(count); i > 0; i--)
            {
                Made(customer, CustomerSpan.Of(mark.Instant), spans).Add(mark, Math.Sign(count));
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
            Made(customer, span, spans).AddDossiers(held);
        }
        ApplyHealth(customer, change, spans);
        Tell(customer, change, spans, 1);
        var at = 0;
        foreach (var number in change.Spans)
        {
            var span = Made(customer, number, spans);
            line.Make(span);
            if (!line.Written.SequenceEqual(before[at++]))
            {
                put((customer, number), line.Written.IsEmpty ? null : line.Written.ToArray());
            }
            writer.Clear();
            span.Encode(writer);
            write(KeyOf(customer, number), span.IsEmpty ? null : writer.ToArray());
        }
    }

    /// <summary>Of the changed spans, in order.</summary>
    private List<byte[]> LinesOf(int customer, Change change, Dictionary<int, CustomerSpan?> spans)
    {
        var lines = new List<byte[]>(change.Spans.Count);
        foreach (var number in change.Spans)
        {
            line.Make(Loaded(customer, number, spans));
            lines.Add(line.Written.ToArray());
        }
        return lines;
    }

    private void ApplyHealth(int customer, Change change, Dictionary<int, CustomerSpan?> spans)
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
            Made(customer, span, spans).AddHealth(heldHealth);
        }
    }

    private void Tell(int customer, Change change, Dictionary<int, CustomerSpan?> spans, int sign)
    {
        sink.Sign = sign;
        if (ReachOf(change, isOfConversion: false) is (var from, var to))
        {
            foreach (var at in SpansOf(change, repeats.Reach))
            {
                repeats.Tell(customer, at, other => Loaded(customer, other, spans), from - repeats.LongestWindow, to, sink);
            }
        }
        if (ReachOf(change, isOfConversion: true) is (var first, var last))
        {
            foreach (var at in SpansOf(change, ConversionFacts.Reach))
            {
                conversions.Tell(customer, at, other => Loaded(customer, other, spans), first - ConversionFacts.Window, last, sink);
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
    private static IEnumerable<int> SpansOf(Change change, int reach)
    {
        var next = int.MinValue;
        foreach (var number in change.Spans)
        {
            for (var at = Math.Max(number - reach, next); at <= number; at++)
            {
                yield return at;
            }
            next = number + 1;
        }
    }

    private CustomerSpan? Loaded(int customer, int number, Dictionary<int, CustomerSpan?> spans)
    {
        if (!spans.TryGetValue(number, out var span))
        {
            span = rows[KeyOf(customer, number)] is { } row ? CustomerSpan.Decode(row) : null;
            spans.Add(number, span);
        }
        return span;
    }

    private CustomerSpan Made(int customer, int number, Dictionary<int, CustomerSpan?> spans) => Loaded(customer, number, spans) ?? (spans[number] = new CustomerSpan());
}
