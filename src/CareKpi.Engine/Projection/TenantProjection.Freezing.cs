using System.Runtime.CompilerServices;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>What a generation lacks that was built without what lies before a horizon: of all that adds up, what the other one has and it has not. It is told in parts of about <c>most</c> bytes, so that no more of it
/// than one is in memory, however much lies before the horizon. Both generations stand at the same entry, each with a checkpoint of it, and the rows of the other one stay as they are until all is told.</summary>
public sealed partial class TenantProjection
{
    /// <summary>Customers that are compared at once.</summary>
    private const int PageOfLives = 256;

    /// <summary>Counters of the generation that has everything, of the entry that its checkpoint contains.</summary>
    public Carry Counted()
    {
        var counted = new Carry { Latest = Head.Latest, Events = Head.Events };
        foreach (var (source, count) in Head.Sources)
        {
            counted.Sources.Add(source, count);
        }
        counted.Values.AddRange(dimensions.All);
        counted.Agents.AddRange(Directory.Agents);
        counted.Teams.AddRange(Directory.Teams);
        counted.LastEvents.AddRange(Directory.LastEvents.Select(static last => (last.Key.IsTeam, last.Key.Name, last.Value)));
        return counted;
    }

    /// <summary>What stands over a move: what <paramref name="all"/> had counted at the entry, and the dossiers that are not finished.</summary>
    public async IAsyncEnumerable<Carry> StandingAsync(TenantProjection all, Carry counted, long horizon, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int Number(int name) => NumberOf(name, all);
        var part = counted.Renumbered(Number);
        part.Events -= Head.Events;
        foreach (var (source, count) in Head.Sources)
        {
            if (part.Sources.TryGetValue(source, out var of))
            {
                part.Sources[source] = of with { Events = of.Events - count.Events };
            }
        }
        await foreach (var dossier in all.UnfinishedAsync(horizon, cancellationToken))
        {
            part.Add(Carry.Renumbered(dossier, Number));
            if (part.Weight > most)
            {
                yield return part;
                part = new Carry();
            }
        }
        yield return part;
    }

    /// <summary>Marks of customers' lives that <paramref name="all"/> has and this one has not, and those that only this one has. To be asked for when a checkpoint has what stands.</summary>
    public async IAsyncEnumerable<Carry> LackedLivesAsync(TenantProjection all, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var part = new Carry();
        await foreach (var (customer, theirs, ours) in BothLivesAsync(all, cancellationToken))
        {
            Add(customer, theirs, ours, name => NumberOf(name, all), part);
            if (part.Weight > most)
            {
                yield return part;
                part = new Carry();
            }
        }
        if (part.Lives.Count > 0)
        {
            yield return part;
        }
    }

    /// <summary>Of each customer that has a life here or there both rows; the number is of here.</summary>
    private async IAsyncEnumerable<(int Customer, byte[]? Theirs, byte[]? Ours)> BothLivesAsync(TenantProjection all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in all.PagesAsync(RowKind.CustomerLife, RowKind.CustomerLife, PageOfLives, cancellationToken))
        {
            var customers = page.Select(row => NumberOf((int)StateKey.FromBytes(row.Key).A, all)).ToList();
            var ours = await StoredAsync(customers.Select(LifeWork.KeyOf), cancellationToken);
            for (var i = 0; i < page.Count; i++)
            {
                yield return (customers[i], page[i].Value, ours[i]);
            }
        }
        await foreach (var page in PagesAsync(RowKind.CustomerLife, RowKind.CustomerLife, PageOfLives, cancellationToken))
        {
            var customers = page.Select(static row => (int)StateKey.FromBytes(row.Key).A).ToList();
            var theirs = await all.StoredAsync(customers.Select(customer => LifeWork.KeyOf(all.KnownOf(customer, this))), cancellationToken);
            for (var i = 0; i < page.Count; i++)
            {
                if (theirs[i] is null)
                {
                    yield return (customers[i], null, page[i].Value);
                }
            }
        }
    }

    private static void Add(int customer, byte[]? theirs, byte[]? ours, Func<int, int> number, Carry into)
    {
        var counts = new Dictionary<LifeMark, int>();
        Count(theirs, number, 1);
        Count(ours, static name => name, -1);
        foreach (var (mark, count) in counts)
        {
            if (count != 0)
            {
                into.Add(new FrozenLife(customer, mark, count));
            }
        }

        void Count(byte[]? row, Func<int, int> number, int sign)
        {
            foreach (var (mark, count) in row is null ? [] : CustomerLife.Decode(row).Marks)
            {
                var moved = Carry.Renumbered(mark, number);
                counts[moved] = counts.GetValueOrDefault(moved) + (count * sign);
            }
        }
    }

    /// <summary>The number here of a name of another generation.</summary>
    private int NumberOf(int name, TenantProjection other) => name == 0 ? 0 : Names.Intern(other.Names[name]);

    /// <summary>The same of one that may not be known here: a number that nothing has.</summary>
    private int KnownOf(int name, TenantProjection other) => name == 0 ? 0 : Names.Find(other.Names[name]) is not 0 and var known ? known : -1;

    /// <summary>Rows as they are in the store.</summary>
    private async ValueTask<IReadOnlyList<byte[]?>> StoredAsync(IEnumerable<StateKey> keys, CancellationToken cancellationToken) =>
        (await store.ReadAsync(tenant, new StateQuery([.. keys.Select(key => key.ToBytes(Generation))], []), cancellationToken)).Values;

    /// <summary>Dossiers that reach over the horizon or are not finished; of each what lies before it.</summary>
    private async IAsyncEnumerable<Dossier> UnfinishedAsync(long horizon, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var facts = new DossierFacts(Settings, Calendar, hash);
        var heard = new UnfinishedSink(horizon);
        await foreach (var row in RowsAsync(RowKind.Dossier, RowKind.Dossier, cancellationToken))
        {
            if (DossierWork.RedirectOf(row.Value) is not null)
            {
                continue;
            }
            var dossier = Dossier.Decode(row.Value);
            if (dossier.Events.Count == 0 || dossier.Events[0].Time >= horizon)
            {
                continue;
            }
            if (dossier.Events[^1].Time < horizon)
            {
                heard.Begin();
                facts.Tell(dossier, heard);
                if (!heard.IsUnfinished)
                {
                    continue;
                }
            }
            dossier.Events.RemoveAll(kept => kept.Time >= horizon);
            yield return dossier;
        }
    }

    /// <summary>For the digest: with a horizon no timeline says all that a life is made of.</summary>
    private async ValueTask AddFrozenLivesAsync(HashList into, CancellationToken cancellationToken)
    {
        if (Floor.Horizon == CareEvent.None)
        {
            return;
        }
        await foreach (var row in RowsAsync(RowKind.CustomerLife, RowKind.CustomerLife, cancellationToken))
        {
            foreach (var (mark, count) in CustomerLife.Decode(row.Value).Marks)
            {
                writer.Clear();
                writer.Byte((byte)RowKind.CustomerLife);
                writer.Bytes(Names[(int)StateKey.FromBytes(row.Key).A]);
                writer.Byte((byte)mark.Kind);
                writer.Signed(mark.Instant);
                writer.Bytes(Names[mark.Source]);
                writer.Bytes(mark.Id);
                writer.Bytes(Names[mark.Subscription]);
                writer.Signed(mark.Amount);
                writer.Signed(mark.Margin);
                writer.Bytes(Names[mark.Reason]);
                writer.Signed(count);
                into.Add(writer);
            }
        }
    }
}
