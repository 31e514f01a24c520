using System.Runtime.InteropServices;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The customers' spans that one entry's summaries change, and what their issues and contacts say of each other. Reused from entry to entry.</summary>
internal sealed class CustomerWork
{
    /// <summary>Spans of one customer that are kept for the next, and marks of one; who stands on everything has thousands of each.</summary>
    private const int SmallEnough = 64;
    private const int FewMarks = 4_096;

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
    private readonly Stack<CustomerSpan> spare = [];
    private Dictionary<int, CustomerSpan?> spans = [];
    private int customer;

    public CustomerWork(RowStore rows, SettingsTimeline settings, EntrySink sink)
    {
        this.rows = rows;
        this.sink = sink;
        repeats = new RepeatFacts(settings);
        loaded = Loaded;
    }

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
        // What is judged anew lies at most a window before a changed mark; to judge it, the window after it is read.
        var (issues, contacts) = (JudgedIssues(), JudgedContacts());
        var next = int.MinValue;
        foreach (var span in change.Spans)
        {
            var (first, last) = (span, span);
            if (issues is (var from, var to))
            {
                first = Math.Max(span - repeats.Reach, Math.Min(span, CustomerSpan.Of(from)));
                last = Math.Min(span + repeats.Reach, Math.Max(span, CustomerSpan.Of(to + repeats.LongestWindow)));
            }
            if (contacts is (var begin, _))
            {
                first = Math.Min(first, Math.Max(span - ConversionFacts.Reach, CustomerSpan.Of(begin)));
                last = Math.Max(last, span + ConversionFacts.Reach);
            }
            for (var at = Math.Max(first, next); at <= last; at++)
            {
                keys.Add(KeyOf(customer, at));
            }
            next = Math.Max(next, last + 1);
        }
    }

    private void Apply(Action<StateKey, byte[]?> write, Action<(int Customer, int Span), byte[]?> put)
    {
        LetGo();
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
        if (JudgedIssues() is (var from, var to))
        {
            foreach (var at in SpansOf(repeats.Reach, from))
            {
                repeats.Tell(customer, at, loaded, from, to, sink);
            }
        }
        if (JudgedContacts() is (var first, var last))
        {
            foreach (var at in SpansOf(ConversionFacts.Reach, first))
            {
                conversions.Tell(customer, at, loaded, first, last, sink);
            }
        }
        sink.Sign = 1;
    }

    /// <summary>Between which instants issues and sessions are judged anew: a changed one itself, and those that a changed contact may follow; null: none.</summary>
    private (long From, long To)? JudgedIssues() => Judged(MarkKind.IssueResolved, MarkKind.SelfService, MarkKind.FurtherContact, repeats.LongestWindow);

    /// <summary>Between which instants it is judged anew whether a purchase followed a handled contact; null: nowhere.</summary>
    private (long From, long To)? JudgedContacts() => Judged(MarkKind.Handled, MarkKind.Handled, MarkKind.Purchase, ConversionFacts.Window);

    private (long From, long To)? Judged(MarkKind judged, MarkKind orJudged, MarkKind following, long window)
    {
        var (from, to) = (long.MaxValue, long.MinValue);
        foreach (ref readonly var changed in CollectionsMarshal.AsSpan(change.Marks))
        {
            var (kind, instant) = (changed.Mark.Kind, changed.Mark.Instant);
            if (kind == judged || kind == orJudged || kind == following)
            {
                from = Math.Min(from, kind == following ? instant - window : instant);
                to = Math.Max(to, instant);
            }
        }
        return from == long.MaxValue ? null : (from, to);
    }

    /// <summary>The changed spans and those before them that reach into them, each once, but for what ends before an instant.</summary>
    private List<int> SpansOf(int reach, long from)
    {
        told.Clear();
        var next = CustomerSpan.Of(from);
        foreach (var number in change.Spans)
        {
            for (var at = Math.Max(number - reach, next); at <= number; at++)
            {
                told.Add(at);
            }
            next = Math.Max(next, number + 1);
        }
        return told;
    }

    private CustomerSpan? Loaded(int number)
    {
        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(spans, number, out var isKnown);
        if (!isKnown)
        {
            if (rows[KeyOf(customer, number)] is { } row)
            {
                (span = Empty()).Read(row);
            }
        }
        return span;
    }

    private CustomerSpan Made(int number) => Loaded(number) ?? (spans[number] = Empty());

    private CustomerSpan Empty() => spare.TryPop(out var span) ? span : new CustomerSpan();

    /// <summary>The spans of the customer before are there for the next one's.</summary>
    private void LetGo()
    {
        foreach (var span in spans.Values)
        {
            if (span is not null && span.Marks.Capacity <= FewMarks && spare.Count < SmallEnough)
            {
                span.Clear();
                spare.Push(span);
            }
        }
        if (spans.Count > SmallEnough)
        {
            spans = [];
        }
        spans.Clear();
    }

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
