using CareKpi.Engine.Projection;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>Customers have no cells: what their timelines say in a period is told anew for each read.</summary>
internal sealed class CustomerFacts(ICellSource source, TenantView view, ReadPlan plan)
{
    private readonly DossierFacts facts = new(view.JudgedBy, view.Calendar, view.Hash);
    private readonly RepeatFacts repeats = new(view.JudgedBy);

    /// <summary>Cells of the customer that the view is of, from an instant (included) to another (excluded), at most to now.</summary>
    public async Task<CellDeltas> ReadAsync(long from, long to)
    {
        if (from > view.Now)
        {
            return new CellDeltas();
        }
        var sink = new CustomerSink(view, plan, from, Math.Min(to, view.Now + 1));
        var spans = (await SpansAsync([view.ScopeName], sink))[0];
        var last = CustomerSpan.Of(sink.To);
        var dossiers = spans.Where(span => span.Key <= last).SelectMany(span => span.Value.Dossiers.Select(held => held.Dossier)).ToHashSet();
        sink.Only = view.ScopeName;
        await sink.Traits.LoadAsync(source, [view.ScopeName]);
        await TellDossiersAsync(dossiers, sink);
        TellRepeats(view.ScopeName, spans, sink);
        return sink.Told.GetValueOrDefault(view.ScopeName) ?? new CellDeltas();
    }

    /// <summary>Cells of every customer with a fact from a day to another, both included, at most to now.</summary>
    public async Task<Dictionary<int, CellDeltas>> ReadAllAsync(int fromDay, int throughDay)
    {
        if (view.Calendar.StartOf(fromDay) > view.Now)
        {
            return [];
        }
        var sink = new CustomerSink(view, plan, view.Calendar.StartOf(fromDay), Math.Min(view.Calendar.StartOf(throughDay + 1), view.Now + 1));
        var dossiers = await source.DossiersAsync(fromDay, throughDay, MaxDossiers) ?? throw TooMany($"more than {MaxDossiers} cases and contacts");
        await TellDossiersAsync(dossiers, sink);
        foreach (var page in sink.Told.Keys.ToList().Chunk(PageOfCustomers))
        {
            var spans = await SpansAsync(page, sink);
            for (var i = 0; i < page.Length; i++)
            {
                TellRepeats(page[i], spans[i], sink);
            }
        }
        return sink.Told;
    }

    /// <summary>Customers, and with them those with revenue on a day from one to another, both included, at most to now.</summary>
    public async Task<HashSet<int>> WithRevenueAsync(int fromDay, int throughDay, IEnumerable<int> customers)
    {
        var (from, to) = (view.Calendar.StartOf(fromDay), Math.Min(view.Calendar.StartOf(throughDay + 1), view.Now + 1));
        var found = from < to ? await source.CustomersWithRevenueAsync(from, to, MaxCustomers) : [];
        found?.UnionWith(customers);
        return found is { Count: <= MaxCustomers } ? found : throw TooMany($"more than {MaxCustomers} customers");
    }

    private const int MaxCustomers = 20_000;
    private const int MaxDossiers = 200_000;
    private const int PageOfRows = 2_000;
    private const int PageOfCustomers = 1_000;

    private static ReadProblemException TooMany(string what) => new("TOO_MANY_TO_RANK", $"the period has {what}; ask for a shorter one", "period");

    /// <summary>Of each customer those that facts of the period are told from, by number.</summary>
    private async Task<List<Dictionary<int, CustomerSpan>>> SpansAsync(int[] customers, CustomerSink sink)
    {
        var first = CustomerSpan.Of(sink.From);
        var count = CustomerSpan.Of(sink.To) - first + 1 + repeats.Reach;
        var keys = new List<StateKey>(customers.Length * count);
        foreach (var customer in customers)
        {
            for (var i = 0; i < count; i++)
            {
                keys.Add(CustomerWork.KeyOf(customer, first + i));
            }
        }
        var rows = await source.RowsAsync(keys);
        var spans = new List<Dictionary<int, CustomerSpan>>(customers.Length);
        for (var i = 0; i < keys.Count; i++)
        {
            if (i % count == 0)
            {
                spans.Add([]);
            }
            if (rows[i] is { } row)
            {
                spans[^1].Add(keys[i].B, CustomerSpan.Decode(row));
            }
        }
        return spans;
    }

    private void TellRepeats(int customer, Dictionary<int, CustomerSpan> spans, CustomerSink sink)
    {
        for (var span = CustomerSpan.Of(sink.From); span <= CustomerSpan.Of(sink.To); span++)
        {
            repeats.Tell(customer, span, number => spans.GetValueOrDefault(number), sink.From, sink.To - 1, sink);
        }
    }

    /// <summary>Redirects are followed, each dossier speaks once.</summary>
    private async Task TellDossiersAsync(HashSet<ulong> ids, CustomerSink sink)
    {
        var told = new HashSet<ulong>();
        while (ids.Count > 0)
        {
            var next = new HashSet<ulong>();
            foreach (var page in ids.Chunk(PageOfRows))
            {
                var rows = await source.RowsAsync([.. page.Select(DossierWork.KeyOf)]);
                var dossiers = new List<Dossier>(page.Length);
                for (var i = 0; i < page.Length; i++)
                {
                    if (rows[i] is not { } row || !told.Add(page[i]))
                    {
                        continue;
                    }
                    if (DossierWork.RedirectOf(row) is { } to)
                    {
                        next.Add(to);
                        continue;
                    }
                    dossiers.Add(Dossier.Decode(row));
                }
                await sink.Traits.LoadAsync(source, dossiers);
                foreach (var dossier in dossiers)
                {
                    facts.Tell(dossier, sink);
                    if (sink.Told.Count > MaxCustomers)
                    {
                        throw TooMany($"more than {MaxCustomers} customers");
                    }
                }
            }
            next.ExceptWith(told);
            ids = next;
        }
    }

    private sealed class CustomerSink(TenantView view, ReadPlan plan, long from, long to) : FactSink
    {
        private readonly FactCells cells = new(view.Calendar, view.Dimensions);

        /// <summary>0: all of them.</summary>
        public int Only { get; set; }

        public long From => from;

        public long To => to;

        public Dictionary<int, CellDeltas> Told { get; } = [];

        public TraitsRead Traits { get; } = new(plan);

        public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts)
        {
            if (head.Customer == 0 || (Only != 0 && head.Customer != Only) || head.Instant < from || head.Instant >= to || amounts.IsEmpty || amounts[0].Measure.Kind == MeasureKind.Stock)
            {
                return;
            }
            if (!Told.TryGetValue(head.Customer, out var deltas))
            {
                Told.Add(head.Customer, deltas = new CellDeltas());
            }
            cells.Add(deltas, Traits.On(head with { Credit = default }), amounts, Sign);
        }
    }
}
