using System.Runtime.CompilerServices;
using CareKpi.Engine.Horizon;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

public sealed partial class TenantProjection
{
    /// <summary>Cells that are compared at once.</summary>
    private const int PageOfCells = 256;

    /// <summary>
    /// Cells and due facts of <paramref name="all"/> less those here. Names have other numbers here than there, so that rows stand in another order: first each of theirs is compared with ours of the same name, then what
    /// only this one has is taken off. To be asked for when a checkpoint has what else is lacked; what is told may be seeded, and written, before the next part is asked for, since each cell is looked at once.
    /// </summary>
    public async IAsyncEnumerable<Carry> LackedCellsAsync(TenantProjection all, long latest, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hoursFrom = HoursFrom(latest);
        // What is due, and what is over and not yet a cell, is of a day or two and of what is planned, and not of all that lies before.
        var theirs = await all.DueAsync(latest, cancellationToken);
        var ours = await DueAsync(latest, cancellationToken);
        var due = new CellDeltas();
        CellNumbers.AddDue(theirs.Later, due, name => NumberOf(name, all), 1);
        CellNumbers.AddDue(ours.Later, due, static name => name, -1);
        var part = new Carry();
        foreach (var ((leaf, day), facts) in due.Due)
        {
            part.Add(leaf, day, facts);
            if (part.Weight > most)
            {
                yield return part;
                part = new Carry();
            }
        }
        await foreach (var page in all.CellPagesAsync(hoursFrom, theirs.Over, cancellationToken))
        {
            foreach (var (key, block) in await LackedAsync(all, page, ours.Over, cancellationToken))
            {
                part.Add(key, block);
                if (part.Weight > most)
                {
                    yield return part;
                    part = new Carry();
                }
            }
        }
        await foreach (var page in CellPagesAsync(hoursFrom, ours.Over, cancellationToken))
        {
            foreach (var (key, block) in await UnknownAsync(all, page, theirs.Over, cancellationToken))
            {
                var taken = new CellBlock(CellKey.KeepsBins(key.Kind));
                taken.Merge(block, -1);
                part.Add(key, taken);
                if (part.Weight > most)
                {
                    yield return part;
                    part = new Carry();
                }
            }
        }
        if (part.Cells.Cells.Count + part.Cells.Due.Count > 0)
        {
            yield return part;
        }
    }

    /// <summary>Cells of the other generation less ours.</summary>
    private async ValueTask<List<(CellKey Key, CellBlock Block)>> LackedAsync(TenantProjection all, List<(CellKey Key, CellBlock Block)> theirs, CellDeltas over, CancellationToken cancellationToken)
    {
        int Number(int name) => NumberOf(name, all);
        var lacked = theirs.ConvertAll(cell => (Key: CellNumbers.Of(cell.Key, Number), Block: CellNumbers.Of(cell.Key.Kind, cell.Block, Number)));
        var ours = await StoredAsync(lacked.Select(static cell => cell.Key.ToState()), cancellationToken);
        for (var i = 0; i < lacked.Count; i++)
        {
            var (key, block) = lacked[i];
            var own = new CellBlock(CellKey.KeepsBins(key.Kind));
            own.MergeFrom(ours[i] ?? [0]);
            own.Merge(over.Cells.GetValueOrDefault(key));
            block.Merge(own, -1);
        }
        return lacked;
    }

    /// <summary>Our cells that the other generation does not have.</summary>
    private async ValueTask<List<(CellKey Key, CellBlock Block)>> UnknownAsync(TenantProjection all, List<(CellKey Key, CellBlock Block)> ours, CellDeltas over, CancellationToken cancellationToken)
    {
        var known = ours.ConvertAll(cell => CellNumbers.Of(cell.Key, name => all.KnownOf(name, this)));
        var theirs = await all.StoredAsync(known.Select(static key => key.ToState()), cancellationToken);
        return [.. ours.Where((_, i) => theirs[i] is null && !over.Cells.ContainsKey(known[i]))];
    }

    /// <summary>Every cell once, as the store has it with what is over of the due facts. Hours that are too old are gone.</summary>
    private async IAsyncEnumerable<List<(CellKey Key, CellBlock Block)>> CellPagesAsync(int hoursFrom, CellDeltas over, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = new HashSet<CellKey>();
        foreach (var (first, last) in ((RowKind, RowKind)[])[(RowKind.CellAll, RowKind.HourChannel), (RowKind.EventAll, RowKind.EventHourChannel)])
        {
            await foreach (var rows in PagesAsync(first, last, PageOfCells, cancellationToken))
            {
                var page = new List<(CellKey, CellBlock)>(rows.Count);
                foreach (var row in rows)
                {
                    var key = CellKey.FromState(StateKey.FromBytes(row.Key));
                    var block = new CellBlock(CellKey.KeepsBins(key.Kind));
                    block.MergeFrom(row.Value);
                    if (over.Cells.TryGetValue(key, out var more))
                    {
                        told.Add(key);
                        block.Merge(more);
                    }
                    if (IsKept(key))
                    {
                        page.Add((key, block));
                    }
                }
                yield return page;
            }
        }
        foreach (var page in over.Cells.Where(cell => !told.Contains(cell.Key) && IsKept(cell.Key)).Chunk(PageOfCells))
        {
            yield return [.. page.Select(static cell => (cell.Key, cell.Value))];
        }

        bool IsKept(CellKey key) => !CellKey.IsHour(key.Kind) || key.Day >= hoursFrom;
    }

    /// <summary>Due facts that are over at an instant, as cells, and those that are later.</summary>
    private async ValueTask<(CellDeltas Over, CellDeltas Later)> DueAsync(long latest, CancellationToken cancellationToken)
    {
        var (over, later) = (new CellDeltas(), new CellDeltas());
        await foreach (var row in RowsAsync(RowKind.Due, RowKind.Due, cancellationToken))
        {
            var key = StateKey.FromBytes(row.Key);
            var facts = new DueFacts();
            facts.MergeFrom(row.Value);
            facts.Tell(new Credit(key.B, StateKey.Low(key.A)), (head, amounts, count) =>
            {
                if (head.Instant > latest)
                {
                    later.DueOf(head.Credit, StateKey.High(key.A)).Add(head, amounts, count, writer);
                    return;
                }
                factCells.HoursFrom = HoursFrom(latest);
                factCells.Add(over, head, amounts, count);
            });
        }
        return (over, later);
    }
}
