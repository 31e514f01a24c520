using System.Text;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

public sealed partial class TenantProjection
{
    private static readonly StateKey HeadKey = new(RowKind.Head, 0, 0);

    private const int CellsWrittenAtOnce = 500;

    private readonly HashSet<(Dimensions Dimension, int Tag, int Value)> savedDimensions = [];

    private int savedFolded = int.MinValue;
    private long savedLatest = CareEvent.None;

    /// <summary>The entry that the rows in the store contain.</summary>
    public long Saved { get; private set; }

    /// <summary>How often due facts became cells: who keeps both reads them anew when it changes.</summary>
    public long Folds { get; private set; }

    /// <summary>Brings what stays in memory from the store: names, scopes, profiles of agents and teams, segments and regions of customers. Gives the tenant's row as it is at that moment.</summary>
    public async ValueTask<byte[]?> LoadAsync(CancellationToken cancellationToken)
    {
        var ranges = new[] { RowKind.Name, RowKind.Scope, RowKind.Profile, RowKind.DimensionValue, RowKind.Finding, RowKind.LastEvent }.Select(RangeOf).ToList();
        var answer = await store.ReadAsync(tenant, new StateQuery([HeadKey.ToBytes(Generation), DayMarks.SpanKey.ToBytes(Generation), Intake.IntakeGrain.RecordKey.ToBytes(0)], ranges), cancellationToken);
        if (answer.Values[0] is { } head)
        {
            Head = ProjectionHead.Decode(head);
        }
        Marks?.Restore(answer.Values[1], Head.Applied);
        foreach (var row in answer.Ranges[0])
        {
            Names.Restore((int)StateKey.FromBytes(row.Key).A, row.Value);
        }
        foreach (var row in answer.Ranges[1])
        {
            RestoreScope(StateKey.FromBytes(row.Key));
        }
        foreach (var row in answer.Ranges[2])
        {
            RestoreProfile(StateKey.FromBytes(row.Key), row.Value);
        }
        foreach (var row in answer.Ranges[3])
        {
            var key = StateKey.FromBytes(row.Key);
            dimensions.Admit((Dimensions)key.B, StateKey.High(key.A), StateKey.Low(key.A));
        }
        savedDimensions.UnionWith(dimensions.All);
        foreach (var row in answer.Ranges[4])
        {
            findings[(Finding)StateKey.FromBytes(row.Key).B] = FindingTally.Decode(row.Value);
        }
        foreach (var row in answer.Ranges[5])
        {
            var key = StateKey.FromBytes(row.Key);
            Directory.LastEvents[(key.B == 1, (int)key.A)] = new RowReader(row.Value).Signed();
        }
        // Names that only the settings say are not in the store yet.
        savedNames = Names.Next;
        ReadTagDimensions();
        Saved = healthLoadedAt = Head.Applied;
        savedFolded = Head.FoldedThrough;
        savedLatest = Head.Latest;
        recent.Reset(Head.Applied);
        return answer.Values[2];
    }

    /// <summary>Writes everything applied so far, with <paramref name="beside"/>, in one transaction. Entries may be applied while it is written.
    /// False: another writer holds the tenant. If it throws, the projection is to be thrown away and loaded anew.</summary>
    public async ValueTask<bool> CheckpointAsync(long epoch, IReadOnlyList<StateWrite> beside, CancellationToken cancellationToken)
    {
        var foldFrom = Head.FoldedThrough;
        Head.FoldedThrough = Head.Latest == CareEvent.None ? foldFrom : Math.Max(foldFrom, Calendar.DayOf(Head.Latest) - 1);
        var folded = Head.FoldedThrough;
        var foldsDue = folded > foldFrom;
        var applied = Head.Applied;
        var latest = Head.Latest;
        var writes = new List<StateWrite>(beside) { new(HeadKey.ToBytes(Generation), Head.Encode()) };
        WriteNames(writes);
        Marks?.AddWrites(writes, Generation, applied, writer);
        var unsaved = rows.TakeUnsaved();
        saving = overlay;
        overlay = new Overlay();
        seededBytes = 0;
        (savingLines, lines) = (lines, []);
        (savingHealth, healthLines) = (healthLines, []);
        // What is taken changes no more.
        var (added, hoursFrom) = (saving, HoursFrom(latest));
        await Task.Factory.StartNew(() => WriteChangesAsync(writes, unsaved, added, foldFrom, folded, hoursFrom, cancellationToken), cancellationToken, TaskCreationOptions.DenyChildAttach, Beside).Unwrap();
        await WriteLinesAsync(writes, savingLines, cancellationToken);
        await WriteHealthAsync(writes, savingHealth, cancellationToken);
        if (!await store.WriteAsync(tenant, epoch, writes, cancellationToken))
        {
            return false;
        }
        rows.Written();
        Marks?.Written();
        saving = null;
        savingLines = null;
        savingHealth = null;
        Saved = applied;
        savedFolded = folded;
        savedLatest = latest;
        Folds += foldsDue ? 1 : 0;
        return true;
    }

    /// <summary>Whether the store still holds what this projection was loaded from or wrote.</summary>
    public async ValueTask<bool> IsSavedAsync(CancellationToken cancellationToken)
    {
        var row = (await store.ReadAsync(tenant, new StateQuery([HeadKey.ToBytes(Generation)], []), cancellationToken)).Values[0];
        return (row is null ? 0 : ProjectionHead.Decode(row).Applied) == Saved;
    }

    private StateRange RangeOf(RowKind kind) => new(new StateKey(kind, 0, int.MinValue).ToBytes(Generation), new StateKey(kind + 1, 0, int.MinValue).ToBytes(Generation));

    private void RestoreScope(StateKey key)
    {
        switch ((ScopeRow)key.B)
        {
            case ScopeRow.Team:
                Directory.Teams.Add((int)key.A);
                break;
            case ScopeRow.Agent:
                Directory.Agents.Add((int)key.A);
                break;
            case ScopeRow.Customer:
                Directory.Customers.Add((int)key.A);
                break;
            case ScopeRow.Leaf:
                Directory.Leaves.Add(new Credit(StateKey.Low(key.A), StateKey.High(key.A)));
                break;
            default:
                throw new InvalidDataException($"a scope row of kind {key.B} is not known to this version");
        }
    }

    private void RestoreProfile(StateKey key, byte[] row)
    {
        switch ((EventType)StateKey.High(key.A))
        {
            case EventType.AgentDescribed:
                Directory.AgentProfiles[StateKey.Low(key.A)] = Kpis.Timelines.Profile.Decode(row);
                break;
            case EventType.TeamDescribed:
                Directory.TeamProfiles[StateKey.Low(key.A)] = Kpis.Timelines.Profile.Decode(row);
                break;
            case EventType.CustomerDescribed:
                Directory.Put(StateKey.Low(key.A), CustomerTraits.Of(Kpis.Timelines.Profile.Decode(row)));
                break;
        }
    }

    private void WriteNames(List<StateWrite> writes)
    {
        for (; savedNames < Names.Next; savedNames++)
        {
            writes.Add(new StateWrite(new StateKey(RowKind.Name, (ulong)savedNames, 0).ToBytes(Generation), Names[savedNames].ToArray()));
        }
        foreach (var name in renamed)
        {
            writes.Add(new StateWrite(new StateKey(RowKind.Name, (ulong)name, 0).ToBytes(Generation), Names[name].ToArray()));
        }
        renamed.Clear();
        foreach (var value in dimensions.All)
        {
            if (savedDimensions.Add(value))
            {
                writes.Add(new StateWrite(new StateKey(RowKind.DimensionValue, StateKey.Pair(value.Tag, value.Value), (int)value.Dimension).ToBytes(Generation), []));
            }
        }
        foreach (var (isTeam, name) in Directory.ChangedTimes)
        {
            writer.Clear();
            writer.Signed(Directory.LastEvents[(isTeam, name)]);
            writes.Add(new StateWrite(new StateKey(RowKind.LastEvent, (ulong)name, isTeam ? 1 : 0).ToBytes(Generation), writer.ToArray()));
        }
        Directory.ChangedTimes.Clear();
        foreach (var finding in changedFindings)
        {
            writer.Clear();
            findings[finding].Encode(writer);
            writes.Add(new StateWrite(new StateKey(RowKind.Finding, 0, (int)finding).ToBytes(Generation), writer.ToArray()));
        }
        changedFindings.Clear();
    }

    /// <summary>Of what a checkpoint took: on no grain's scheduler, so it touches nothing that entries change but the values of dimensions, which many may read; those of facts are admitted before them.</summary>
    private async Task WriteChangesAsync(List<StateWrite> writes, IEnumerable<KeyValuePair<StateKey, byte[]?>> unsaved, Overlay added, int foldFrom, int foldThrough, int hoursFrom, CancellationToken cancellationToken)
    {
        foreach (var (key, row) in unsaved)
        {
            writes.Add(new StateWrite(key.ToBytes(Generation), row));
        }
        await WriteCellsAsync(writes, added, foldFrom, foldThrough, hoursFrom, cancellationToken);
    }

    /// <summary>Adds deltas to the rows in the store. Due facts of days that are over are folded into cells; hours that are too old go.</summary>
    private async ValueTask WriteCellsAsync(List<StateWrite> writes, Overlay added, int foldFrom, int foldThrough, int hoursFrom, CancellationToken cancellationToken)
    {
        var deltas = added.Deltas;
        var ranges = new List<StateRange>();
        var foldsDue = foldThrough > foldFrom;
        if (foldsDue)
        {
            ranges.Add(DueRange(foldFrom == int.MinValue ? int.MinValue : foldFrom + 1, foldThrough));
        }
        if (hoursFrom != int.MinValue)
        {
            ranges.AddRange(CellKey.Hours.Select(kind => HourRange(kind, hoursFrom)));
        }
        var due = deltas.Due.Where(fact => fact.Key.Day > foldThrough).ToList();
        var first = await store.ReadAsync(tenant, new StateQuery(due.ConvertAll(fact => DueKey(fact.Key.Leaf, fact.Key.Day).ToBytes(Generation)), ranges), cancellationToken);
        for (var i = 0; i < due.Count; i++)
        {
            var merged = new DueFacts();
            merged.MergeFrom(first.Values[i] ?? [0]);
            merged.Merge(due[i].Value);
            writes.Add(new StateWrite(DueKey(due[i].Key.Leaf, due[i].Key.Day).ToBytes(Generation), merged.Encode()));
        }
        var folded = new CellDeltas();
        if (foldsDue)
        {
            Fold(folded, deltas, first.Ranges[0], foldThrough, hoursFrom, writes);
        }
        var gone = new HashSet<StateKey>();
        foreach (var row in first.Ranges.Skip(foldsDue ? 1 : 0).SelectMany(range => range))
        {
            gone.Add(StateKey.FromBytes(row.Key));
            writes.Add(new StateWrite(row.Key, null));
        }
        await WriteBlocksAsync(writes, added, folded, gone, hoursFrom, cancellationToken);
    }

    /// <summary>Leaf by leaf, so that the cells of few of them are in memory at a time.</summary>
    private async ValueTask WriteBlocksAsync(List<StateWrite> writes, Overlay added, CellDeltas folded, HashSet<StateKey> gone, int hoursFrom, CancellationToken cancellationToken)
    {
        var rest = added.Deltas.Cells.Concat(folded.Cells).ToLookup(static cell => cell.Key.Leaf);
        var page = new CellDeltas();
        var cells = new FactCells(Calendar, dimensions) { HoursFrom = hoursFrom };
        foreach (var leaf in added.Facts.Leaves.Union(rest.Select(static of => of.Key)))
        {
            added.Facts.Fold(leaf, 0, page, cells);
            foreach (var (key, block) in rest[leaf])
            {
                page[key].Merge(block);
            }
            if (page.Cells.Count >= CellsWrittenAtOnce)
            {
                await WritePageAsync(writes, page, gone, hoursFrom, cancellationToken);
                page.ClearCells();
            }
        }
        await WritePageAsync(writes, page, gone, hoursFrom, cancellationToken);
    }

    private async ValueTask WritePageAsync(List<StateWrite> writes, CellDeltas page, HashSet<StateKey> gone, int hoursFrom, CancellationToken cancellationToken)
    {
        var cells = new List<(byte[] Key, CellBlock Block)>(page.Cells.Count);
        foreach (var (key, block) in page.Cells)
        {
            // What was taken back and told again leaves nothing.
            if ((!CellKey.IsHour(key.Kind) || key.Day >= hoursFrom) && !block.IsZero && key.ToState() is var state && !gone.Contains(state))
            {
                cells.Add((state.ToBytes(Generation), block));
            }
        }
        cells.Sort(static (left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        var stored = (await store.ReadAsync(tenant, new StateQuery(cells.ConvertAll(static cell => cell.Key), []), cancellationToken)).Values;
        var (row, scratch) = (new RowWriter(), new RowWriter());
        for (var i = 0; i < cells.Count; i++)
        {
            var (key, block) = cells[i];
            block.MergeFrom(stored[i] ?? [0]);
            writes.Add(new StateWrite(key, block.Encode(row, scratch)));
        }
    }

    private void Fold(CellDeltas into, CellDeltas deltas, IReadOnlyList<StateRow> stored, int foldThrough, int hoursFrom, List<StateWrite> writes)
    {
        var cells = new FactCells(Calendar, dimensions) { HoursFrom = hoursFrom };
        foreach (var row in stored)
        {
            var key = StateKey.FromBytes(row.Key);
            var facts = new DueFacts();
            facts.MergeFrom(row.Value);
            facts.Tell(new Credit(key.B, StateKey.Low(key.A)), (head, amounts, count) => cells.Add(into, head, amounts, count));
            writes.Add(new StateWrite(row.Key, null));
        }
        foreach (var ((leaf, day), facts) in deltas.Due)
        {
            if (day <= foldThrough)
            {
                facts.Tell(leaf, (head, amounts, count) => cells.Add(into, head, amounts, count));
            }
        }
    }

    private static StateKey DueKey(Credit leaf, int day) => new(RowKind.Due, StateKey.Pair(day, leaf.Team), leaf.Agent);

    private StateRange DueRange(int fromDay, int throughDay) =>
        new(new StateKey(RowKind.Due, StateKey.Pair(fromDay, int.MinValue), int.MinValue).ToBytes(Generation), new StateKey(RowKind.Due, StateKey.Pair(throughDay + 1, int.MinValue), int.MinValue).ToBytes(Generation));

    private StateRange HourRange(RowKind kind, int beforeDay) =>
        new(new StateKey(kind, 0, int.MinValue).ToBytes(Generation), new StateKey(kind, StateKey.Pair(beforeDay, int.MinValue), int.MinValue).ToBytes(Generation));
}
