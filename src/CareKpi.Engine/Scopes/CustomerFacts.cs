using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>A customer has no cells: what its timelines say in a period is told anew for each read.</summary>
internal sealed class CustomerFacts(ICellSource source, TenantView view)
{
    /// <summary>Cells of the customer from an instant (included) to another (excluded), at most to now.</summary>
    public async Task<CellDeltas> ReadAsync(long from, long to)
    {
        var sink = new CustomerSink(view, from, Math.Min(to, view.Now + 1));
        var repeats = new RepeatFacts(view.JudgedBy);
        var first = CustomerSpan.Of(from);
        var last = CustomerSpan.Of(sink.To);
        var keys = Enumerable.Range(first, last - first + 1 + repeats.Reach).Select(span => CustomerWork.KeyOf(view.ScopeName, span)).ToList();
        var spans = new Dictionary<int, CustomerSpan>();
        var rows = await source.RowsAsync(keys);
        for (var i = 0; i < keys.Count; i++)
        {
            if (rows[i] is { } row)
            {
                spans.Add(keys[i].B, CustomerSpan.Decode(row));
            }
        }
        var dossiers = spans.Where(span => span.Key <= last).SelectMany(span => span.Value.Dossiers.Keys).ToHashSet();
        var facts = new DossierFacts(view.JudgedBy, view.Hash);
        foreach (var row in await DossiersAsync(dossiers))
        {
            facts.Tell(Dossier.Decode(row), sink);
        }
        for (var span = first; span <= last; span++)
        {
            repeats.Tell(view.ScopeName, span, number => spans.GetValueOrDefault(number), from, sink.To - 1, sink);
        }
        return sink.Told;
    }

    /// <summary>Rows of dossiers, redirects followed, each once.</summary>
    private async Task<IEnumerable<byte[]>> DossiersAsync(HashSet<ulong> ids)
    {
        var found = new Dictionary<ulong, byte[]>();
        while (ids.Count > 0)
        {
            var asked = ids.ToList();
            var rows = await source.RowsAsync(asked.ConvertAll(DossierWork.KeyOf));
            ids = [];
            for (var i = 0; i < asked.Count; i++)
            {
                if (rows[i] is not { } row)
                {
                    continue;
                }
                if (DossierWork.RedirectOf(row) is { } to)
                {
                    ids.Add(to);
                }
                else
                {
                    found[asked[i]] = row;
                }
            }
            ids.ExceptWith(found.Keys);
        }
        return found.Values;
    }

    private sealed class CustomerSink(TenantView view, long from, long to) : FactSink
    {
        private readonly FactCells cells = new(view.Calendar, view.Dimensions);

        public long To => to;

        public CellDeltas Told { get; } = new();

        public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts)
        {
            if (head.Customer == view.ScopeName && head.Instant >= from && head.Instant < to && amounts.Length > 0)
            {
                cells.Add(Told, head with { Credit = default }, amounts, Sign);
            }
        }
    }
}
