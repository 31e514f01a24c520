using CareKpi.Engine.Horizon;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>What a generation lacks that was built without what lies before a horizon: of all that adds up, what the other one has and it has not.</summary>
public sealed partial class TenantProjection
{
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

    /// <summary>
    /// Takes over from <paramref name="all"/>, which has everything, what this generation lacks; gives it as it goes to the log. Both were just written by a checkpoint at the same entry, and the rows of
    /// <paramref name="all"/> stay as they are until this returns. <paramref name="counted"/>: what that one had counted then.
    /// </summary>
    public async ValueTask<(Carry Standing, Carry Lasting)> TakeOverAsync(TenantProjection all, Carry counted, long horizon, CancellationToken cancellationToken)
    {
        var standing = counted.Renumbered(Number);
        standing.Events -= Head.Events;
        foreach (var (source, count) in Head.Sources)
        {
            if (standing.Sources.TryGetValue(source, out var of))
            {
                standing.Sources[source] = of with { Events = of.Events - count.Events };
            }
        }
        await foreach (var dossier in all.UnfinishedAsync(horizon, cancellationToken))
        {
            standing.Dossiers.Add(Carry.Renumbered(dossier, Number));
        }
        await SeedAsync(standing, cancellationToken);
        var lasting = new Carry();
        await foreach (var (customer, life) in all.LivesAsync(cancellationToken))
        {
            await LackedAsync(Number(customer), life, all, lasting.Lives, cancellationToken);
        }
        await SeedAsync(lasting, cancellationToken);
        var cells = new Carry { Cells = await LackedAsync(all, counted.Latest, cancellationToken) };
        await SeedAsync(cells, cancellationToken);
        var frozen = new Carry { Cells = cells.Cells };
        frozen.Lives.AddRange(lasting.Lives);
        return (standing, frozen);

        int Number(int name) => name == 0 ? 0 : Names.Intern(all.Names[name]);
    }

    /// <summary>Dossiers that reach over the horizon or are not finished; of each what lies before it.</summary>
    private async IAsyncEnumerable<Dossier> UnfinishedAsync(long horizon, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
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

    private async IAsyncEnumerable<(int Customer, CustomerLife Life)> LivesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(RowKind.CustomerLife, RowKind.CustomerLife, cancellationToken))
        {
            yield return ((int)StateKey.FromBytes(row.Key).A, CustomerLife.Decode(row.Value));
        }
    }

    private async ValueTask LackedAsync(int customer, CustomerLife life, TenantProjection all, List<FrozenLife> into, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<LifeMark, int>();
        foreach (var mark in life.Steps.Concat(life.Revenues).Concat(life.Answers).Concat(life.Exits))
        {
            var moved = Carry.Renumbered(mark, name => name == 0 ? 0 : Names.Intern(all.Names[name]));
            counts[moved] = counts.GetValueOrDefault(moved) + 1;
        }
        if ((await ReadRowsAsync([LifeWork.KeyOf(customer)], cancellationToken))[0] is { } row)
        {
            var here = CustomerLife.Decode(row);
            foreach (var mark in here.Steps.Concat(here.Revenues).Concat(here.Answers).Concat(here.Exits))
            {
                counts[mark] = counts.GetValueOrDefault(mark) - 1;
            }
        }
        foreach (var (mark, count) in counts)
        {
            if (count > 0)
            {
                into.Add(new FrozenLife(customer, mark, count));
            }
        }
    }

    /// <summary>Cells and due facts of <paramref name="all"/> less those here, whose own are in the store and in what is not yet written.</summary>
    private async ValueTask<CellDeltas> LackedAsync(TenantProjection all, long latest, CancellationToken cancellationToken)
    {
        var hoursFrom = HoursFrom(latest);
        var theirs = await all.DueAsync(latest, isSaved: true, cancellationToken);
        var ours = await DueAsync(latest, isSaved: false, cancellationToken);
        var lacked = new CellDeltas();
        CellNumbers.AddDue(theirs.Later, lacked, Number, 1);
        CellNumbers.AddDue(ours.Later, lacked, static name => name, -1);
        await foreach (var (key, block) in all.CellsAsync(hoursFrom, theirs.Over, null, cancellationToken))
        {
            CellNumbers.Add(key, block, lacked, Number, 1);
        }
        await foreach (var (key, block) in CellsAsync(hoursFrom, ours.Over, Together(overlay), cancellationToken))
        {
            lacked[key].Merge(block, -1);
            if (lacked[key].IsZero)
            {
                lacked.Remove(key, out _);
            }
        }
        foreach (var (key, _) in lacked.Cells.Where(static cell => cell.Value.IsZero).ToList())
        {
            lacked.Remove(key, out _);
        }
        foreach (var (key, _) in lacked.Due.Where(static facts => facts.Value.IsEmpty).ToList())
        {
            lacked.Due.Remove(key);
        }
        return lacked;

        int Number(int name) => name == 0 ? 0 : Names.Intern(all.Names[name]);
    }

    private CellDeltas Together(Overlay added)
    {
        var together = new CellDeltas();
        together.Merge(CellsOfFacts(added, added.Facts.Leaves));
        together.Merge(added.Deltas);
        return together;
    }

    /// <summary>Every cell once: as stored, with what is over of the due facts and what is not written yet. Hours that are too old are gone.</summary>
    private async IAsyncEnumerable<(CellKey Key, CellBlock Block)> CellsAsync(int hoursFrom, CellDeltas over, CellDeltas? unsaved, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var added = new CellDeltas();
        added.Merge(over);
        if (unsaved is not null)
        {
            foreach (var (key, block) in unsaved.Cells)
            {
                added[key].Merge(block);
            }
        }
        foreach (var (first, last) in ((RowKind, RowKind)[])[(RowKind.CellAll, RowKind.HourChannel), (RowKind.EventAll, RowKind.EventHourChannel)])
        {
            await foreach (var row in RowsAsync(first, last, cancellationToken))
            {
                var key = CellKey.FromState(StateKey.FromBytes(row.Key));
                var block = new CellBlock(CellKey.KeepsBins(key.Kind));
                block.MergeFrom(row.Value);
                if (added.Remove(key, out var more))
                {
                    block.Merge(more);
                }
                if (IsKept(key))
                {
                    yield return (key, block);
                }
            }
        }
        foreach (var (key, block) in added.Cells)
        {
            if (IsKept(key))
            {
                yield return (key, block);
            }
        }

        bool IsKept(CellKey key) => !CellKey.IsHour(key.Kind) || key.Day >= hoursFrom;
    }

    /// <summary>Due facts that are over at an instant, as cells, and those that are later.</summary>
    private async ValueTask<(CellDeltas Over, CellDeltas Later)> DueAsync(long latest, bool isSaved, CancellationToken cancellationToken)
    {
        var (over, later) = (new CellDeltas(), new CellDeltas());
        await foreach (var row in RowsAsync(RowKind.Due, RowKind.Due, cancellationToken))
        {
            var key = StateKey.FromBytes(row.Key);
            var facts = new DueFacts();
            facts.MergeFrom(row.Value);
            Tell(new Credit(key.B, StateKey.Low(key.A)), StateKey.High(key.A), facts);
        }
        if (!isSaved)
        {
            foreach (var ((leaf, day), facts) in overlay.Deltas.Due)
            {
                Tell(leaf, day, facts);
            }
        }
        return (over, later);

        void Tell(Credit leaf, int day, DueFacts facts) => facts.Tell(leaf, (head, amounts, count) =>
        {
            if (head.Instant > latest)
            {
                later.DueOf(leaf, day).Add(head, amounts, count, writer);
                return;
            }
            factCells.HoursFrom = HoursFrom(latest);
            factCells.Add(over, head, amounts, count);
        });
    }
}
