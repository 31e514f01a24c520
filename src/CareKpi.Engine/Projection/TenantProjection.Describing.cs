using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Segments and regions of the customers' facts. Timelines tell their facts without them; they are put on when an entry's facts are complete, from what is described after it. Where a description changes what was
/// told before the entry, that is told anew from the rows as they still are: −facts(before) in the old slices, +facts(before) in the new ones. So a dossier never has to know a profile.</summary>
public sealed partial class TenantProjection
{
    private const int PageOfDossiers = 500;

    private readonly Dictionary<int, CustomerTraits?> stagedTraits = [];

    private async ValueTask DescribeFactsAsync(ProfileWork profiles, CancellationToken cancellationToken)
    {
        StageTraits(profiles);
        if (Directory.Traits.Count == 0 && stagedTraits.Count == 0)
        {
            return;
        }
        var moves = new StockMoves();
        sink.Facts.Describe(stagedTraits.Count == 0
            ? customer => Directory.Traits.GetValueOrDefault(customer)
            : customer => stagedTraits.TryGetValue(customer, out var traits) ? traits : Directory.Traits.GetValueOrDefault(customer), moves);
        // Nothing stands of a customer that nobody has named before.
        var changed = stagedTraits.Keys.Where(Directory.Customers.Contains).ToHashSet();
        if (changed.Count > 0)
        {
            // Rows that wait to be written hold until the end of this turn, whatever a checkpoint does meanwhile.
            var unsaved = rows.Unsaved(RowKind.CustomerSpan).Where(row => changed.Contains((int)row.Key.A)).ToDictionary();
            var restating = new Restating(sink.Facts, moves);
            foreach (var customer in changed)
            {
                restating.Turn(customer, Directory.Traits.GetValueOrDefault(customer), stagedTraits[customer]);
                await RestateAsync(customer, restating, unsaved, cancellationToken);
            }
        }
        moves.TellTo(sink.Facts);
    }

    /// <summary>What customers will be when the entry is applied, where it differs.</summary>
    private void StageTraits(ProfileWork profiles)
    {
        stagedTraits.Clear();
        foreach (var customer in profiles.Customers)
        {
            var traits = CustomerTraits.Of(profiles.OfCustomer(customer).After);
            var had = Directory.Traits.GetValueOrDefault(customer);
            if (traits is null ? had is not null : !traits.IsSame(had))
            {
                stagedTraits.Add(customer, traits);
            }
        }
    }

    private void InstallTraits()
    {
        foreach (var (customer, traits) in stagedTraits)
        {
            Directory.Put(customer, traits);
        }
    }

    /// <summary>Tells everything of a customer once more. Memory is bounded, however much that is: dossiers page by page, facts that are too many as sums of cells.</summary>
    private async ValueTask RestateAsync(int customer, Restating restating, Dictionary<StateKey, byte[]?> unsaved, CancellationToken cancellationToken)
    {
        var spans = await SpansAsync(customer, unsaved, cancellationToken);
        var dossiers = spans.Values.SelectMany(static span => span.Dossiers.Select(static held => held.Dossier)).Distinct();
        foreach (var page in dossiers.Chunk(PageOfDossiers))
        {
            foreach (var row in await ReadRowsAsync([.. page.Select(DossierWork.KeyOf)], cancellationToken))
            {
                dossierFacts.Tell(Dossier.Decode(row!), restating);
            }
            sink.Facts.Spill(factCells, writer);
        }
        var (repeats, conversions) = (new RepeatFacts(Settings), new ConversionFacts());
        foreach (var number in spans.Keys)
        {
            repeats.Tell(customer, number, at => spans.GetValueOrDefault(at), long.MinValue, long.MaxValue, restating);
            conversions.Tell(customer, number, at => spans.GetValueOrDefault(at), long.MinValue, long.MaxValue, restating);
        }
        if ((await ReadRowsAsync([LifeWork.KeyOf(customer)], cancellationToken))[0] is { } life)
        {
            LifeWork.Tell(customer, CustomerLife.Decode(life), restating);
        }
        sink.Facts.Spill(factCells, writer);
    }

    private async ValueTask<SortedDictionary<int, CustomerSpan>> SpansAsync(int customer, Dictionary<StateKey, byte[]?> unsaved, CancellationToken cancellationToken)
    {
        var spans = new SortedDictionary<int, CustomerSpan>();
        var next = CustomerWork.KeyOf(customer, int.MinValue).ToBytes(Generation);
        var end = CustomerWork.KeyOf(customer + 1, int.MinValue).ToBytes(Generation);
        while (true)
        {
            var page = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(next, end, Page)]), cancellationToken)).Ranges[0];
            foreach (var row in page)
            {
                spans[StateKey.FromBytes(row.Key).B] = CustomerSpan.Decode(row.Value);
            }
            if (page.Count < Page)
            {
                break;
            }
            next = [.. page[^1].Key, 0];
        }
        foreach (var (key, row) in unsaved)
        {
            if (key.A != (ulong)customer)
            {
                continue;
            }
            spans.Remove(key.B);
            if (row is not null)
            {
                spans.Add(key.B, CustomerSpan.Decode(row));
            }
        }
        return spans;
    }

    /// <summary>Takes back what a customer's timelines say in the slices that held, and tells it in those that hold.</summary>
    private sealed class Restating(EntryFacts facts, StockMoves moves) : FactSink
    {
        private int customer;
        private CustomerTraits? before;
        private CustomerTraits? after;

        public void Turn(int to, CustomerTraits? had, CustomerTraits? has) => (customer, before, after) = (to, had, has);

        public override void Add(in FactHead head, ReadOnlySpan<Amount> amounts)
        {
            if (amounts.IsEmpty || head.Customer != customer)
            {
                return;
            }
            var (was, now) = (before?.On(head) ?? head, after?.On(head) ?? head);
            if (was != now)
            {
                facts.Restate(was, amounts, -1);
                facts.Restate(now, amounts, 1);
            }
            moves.Add(head, amounts, -1, before);
            moves.Add(head, amounts, 1, after);
        }
    }
}
