using CareKpi.Engine.Horizon;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>How what outlives the horizon comes into a generation that never sees its events.</summary>
public sealed partial class TenantProjection
{
    /// <summary>About how much of what was seeded no checkpoint has.</summary>
    private long seededBytes;

    /// <summary>Adds a carry, or a part of one, that stands in the log as entry <paramref name="seq"/>, under the numbers of <see cref="Names"/>; earlier entries before later ones, so that <see cref="ProjectionHead.Seeded"/> says
    /// how far it is. What else is applied may come before or after: the same comes out.</summary>
    public async ValueTask SeedAsync(Carry carry, long seq, CancellationToken cancellationToken)
    {
        SeedStanding(carry);
        if (carry.Dossiers.Count + carry.Lives.Count > 0)
        {
            await SeedTimelinesAsync(carry, seq, cancellationToken);
        }
        SeedCells(carry.Cells);
        seededBytes += carry.Weight;
        Head.Seeded = seq;
    }

    /// <summary>No later event was seen than this.</summary>
    public void SeeLatest(long latest) => Head.Latest = Math.Max(Head.Latest, latest);

    private void SeedStanding(Carry carry)
    {
        SeeLatest(carry.Latest);
        Head.Events += carry.Events;
        foreach (var (source, count) in carry.Sources)
        {
            var had = Head.Sources.GetValueOrDefault(source) ?? new SourceCount(0, long.MinValue, long.MinValue);
            Head.Sources[source] = new SourceCount(had.Events + count.Events, Math.Max(had.LastEventAt, count.LastEventAt), Math.Max(had.LastArrivalAt, count.LastArrivalAt));
        }
        foreach (var (dimension, tag, value) in carry.Values)
        {
            dimensions.Admit(dimension, tag, value);
        }
        ReadTagDimensions();
        carry.Agents.ForEach(name => See(Directory.Agents, name, ScopeRow.Agent, (ulong)name));
        carry.Teams.ForEach(name => See(Directory.Teams, name, ScopeRow.Team, (ulong)name));
        foreach (var (isTeam, name, at) in carry.LastEvents)
        {
            if (!Directory.LastEvents.TryGetValue((isTeam, name), out var last) || last < at)
            {
                Directory.LastEvents[(isTeam, name)] = at;
                Directory.ChangedTimes.Add((isTeam, name));
            }
        }
        Directory.Changed();
    }

    private async ValueTask SeedTimelinesAsync(Carry carry, long seq, CancellationToken cancellationToken)
    {
        var profiles = new ProfileWork(rows, order);
        var agents = new AgentWork(rows, Calendar, sink, order);
        var ledger = new LedgerWork(rows, Calendar, sink, order);
        sink.Begin(new EntryFacts { Latest = Head.Latest, HoursFrom = HoursFrom(Head.Latest) });
        var dossiers = new DossierWork(rows, dossierFacts, sink, order, hash);
        await DossierWork.LoadAsync(rows, [.. carry.Dossiers.SelectMany(dossier => dossier.Entities.Select(entity => DossierWork.KeyOf(hash.Of((byte)entity.Kind, entity.Key))))], cancellationToken);
        var index = 0;
        foreach (var dossier in carry.Dossiers)
        {
            foreach (var kept in dossier.Events)
            {
                dossiers.Add(seq, index++, kept, new NamedEntities(dossier.Entities[kept.Main], KeyOf(dossier, kept.Case), KeyOf(dossier, kept.Contact), KeyOf(dossier, kept.Into)));
                SeeCustomer(kept.Customer);
            }
        }
        foreach (var (customer, mark, count) in carry.Lives)
        {
            sink.Sign = Math.Sign(count);
            for (var left = Math.Abs(count); left > 0; left--)
            {
                sink.Life(customer, mark);
            }
            SeeCustomer(customer);
        }
        sink.Sign = 1;
        await SettleAsync([], dossiers, agents, ledger, profiles, Head.Latest, cancellationToken);
    }

    private static byte[]? KeyOf(Dossier dossier, int place) => place < 0 ? null : dossier.Entities[place].Key;

    private void SeeCustomer(int customer)
    {
        if (customer != 0)
        {
            See(Directory.Customers, customer, ScopeRow.Customer, (ulong)customer);
        }
    }

    private void SeedCells(CellDeltas cells)
    {
        foreach (var (key, block) in cells.Cells)
        {
            overlay.Deltas[key].Merge(block);
            SeeLeaf(key.Leaf);
        }
        foreach (var ((leaf, day), facts) in cells.Due)
        {
            SeeLeaf(leaf);
            facts.Tell(leaf, (head, amounts, count) =>
            {
                // What was due when it was frozen may be over by now.
                if (head.Instant > Head.Latest)
                {
                    overlay.Deltas.DueOf(leaf, day).Add(head, amounts, count, writer);
                }
                else
                {
                    factCells.HoursFrom = HoursFrom(Head.Latest);
                    factCells.Add(overlay.Deltas, head, amounts, count);
                }
            });
        }
    }

    private void SeeLeaf(Credit leaf) => See(Directory.Leaves, leaf, ScopeRow.Leaf, StateKey.Pair(leaf.Team, leaf.Agent));
}
