using CareKpi.Engine.Stores;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Cells of a kind, from a day (or month) to another, both included.</summary>
public readonly record struct CellRange(RowKind Kind, int From, int To);

/// <summary>Cells as they were at <see cref="Applied"/>: rows of the store, and what was not yet in it. <see cref="Changes"/>: what was added since the entry asked for; null: too long ago, read anew.</summary>
public sealed record CellsRead(long Applied, long Folds, IReadOnlyList<EntryFacts>? Changes, List<(CellKey Key, byte[] Row)> Stored, List<(CellKey Key, CellBlock Block)> Unsaved, List<(Credit Leaf, int Day, DueFacts Facts)> Due)
{
    /// <summary>The entry that had changed the spell table last.</summary>
    public long SpellsAt { get; init; }
}

public sealed partial class TenantProjection
{
    private const int MaxTries = 8;

    /// <summary>Reads cells of leaves, consistently, while entries are applied and checkpoints written. Due facts come with the days that are not folded yet.</summary>
    public async ValueTask<CellsRead> ReadCellsAsync(HashSet<Credit> leaves, IReadOnlyList<CellRange> ranges, long since, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var saved = Saved;
            var read = new CellsRead(Head.Applied, Folds, recent.Since(since), [], [], []) { SpellsAt = SpellsAt };
            if (ranges.Count == 0)
            {
                return read;
            }
            var foldedAtSaved = savedFolded;
            Capture(saving, leaves, ranges, read);
            Capture(overlay, leaves, ranges, read);
            var query = RangesOf(leaves, ranges);
            query.Add(DueRange(foldedAtSaved == int.MinValue ? int.MinValue : foldedAtSaved + 1, int.MaxValue - 1));
            var answer = await store.ReadAsync(tenant, new StateQuery([HeadKey.ToBytes(Generation)], query), cancellationToken);
            if ((answer.Values[0] is { } head ? ProjectionHead.Decode(head).Applied : 0) == saved)
            {
                Take(answer, leaves, read);
                return read;
            }
            if (tries == MaxTries)
            {
                throw new Grains.UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Reads single rows (timelines) as they are now.</summary>
    public async ValueTask<List<byte[]?>> ReadRowsAsync(IReadOnlyList<StateKey> keys, CancellationToken cancellationToken)
    {
        var found = new byte[]?[keys.Count];
        var missing = new List<int>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (!rows.TryGet(keys[i], out found[i]))
            {
                missing.Add(i);
            }
        }
        var answer = await store.ReadAsync(tenant, new StateQuery(missing.ConvertAll(i => keys[i].ToBytes(Generation)), []), cancellationToken);
        for (var i = 0; i < missing.Count; i++)
        {
            // Changed while the store was read: what is here is newer.
            found[missing[i]] = rows.TryGetUnsaved(keys[missing[i]], out var row) ? row : answer.Values[i];
        }
        return [.. found];
    }

    /// <summary>The profile of a customer, or an empty one.</summary>
    public ValueTask<Profile> CustomerProfileAsync(int customer, CancellationToken cancellationToken) => ProfileAsync(Kpis.Events.EventType.CustomerDescribed, customer, cancellationToken);

    /// <summary>The profile that events of a type (<c>described</c>) make, or an empty one.</summary>
    public async ValueTask<Profile> ProfileAsync(Kpis.Events.EventType type, int name, CancellationToken cancellationToken)
    {
        var row = (await ReadRowsAsync([ProfileKey(type, name)], cancellationToken))[0];
        return row is null ? new Profile() : Kpis.Timelines.Profile.Decode(row);
    }

    private void Capture(Overlay? added, HashSet<Credit> leaves, IReadOnlyList<CellRange> ranges, CellsRead read)
    {
        if (added is not null)
        {
            Capture(CellsOfFacts(added, leaves), leaves, ranges, read);
            Capture(added.Deltas, leaves, ranges, read);
        }
    }

    private CellDeltas CellsOfFacts(Overlay added, IEnumerable<Credit> leaves)
    {
        factCells.HoursFrom = HoursFrom(Head.Latest);
        return added.CellsOfFacts(leaves, factCells);
    }

    private static void Capture(CellDeltas deltas, HashSet<Credit> leaves, IReadOnlyList<CellRange> ranges, CellsRead read)
    {
        foreach (var (key, block) in deltas.Cells)
        {
            if (leaves.Contains(key.Leaf) && IsIn(key, ranges))
            {
                read.Unsaved.Add((key, block.Clone()));
            }
        }
        foreach (var ((leaf, day), facts) in deltas.Due)
        {
            if (leaves.Contains(leaf))
            {
                var copy = new DueFacts();
                copy.Merge(facts);
                read.Due.Add((leaf, day, copy));
            }
        }
    }

    private static bool IsIn(CellKey key, IReadOnlyList<CellRange> ranges)
    {
        foreach (var range in ranges)
        {
            if (range.Kind == key.Kind && key.Day >= range.From && key.Day <= range.To)
            {
                return true;
            }
        }
        return false;
    }

    private List<StateRange> RangesOf(HashSet<Credit> leaves, IReadOnlyList<CellRange> ranges)
    {
        var query = new List<StateRange>();
        foreach (var range in ranges)
        {
            if (CellKey.IsHour(range.Kind))
            {
                query.Add(Range(new StateKey(range.Kind, StateKey.Pair(range.From, int.MinValue), int.MinValue), new StateKey(range.Kind, StateKey.Pair(range.To + 1, int.MinValue), int.MinValue)));
                continue;
            }
            foreach (var leaf in leaves)
            {
                var pair = StateKey.Pair(leaf.Team, leaf.Agent);
                query.Add(Range(new StateKey(range.Kind, pair, range.From), new StateKey(range.Kind, pair, range.To + 1)));
            }
        }
        return query;
    }

    private StateRange Range(StateKey from, StateKey to) => new(from.ToBytes(Generation), to.ToBytes(Generation));

    private static void Take(StateAnswer answer, HashSet<Credit> leaves, CellsRead read)
    {
        foreach (var row in answer.Ranges.SelectMany(range => range))
        {
            var state = StateKey.FromBytes(row.Key);
            if (state.Kind == RowKind.Due)
            {
                var leaf = new Credit(state.B, StateKey.Low(state.A));
                if (leaves.Contains(leaf))
                {
                    var facts = new DueFacts();
                    facts.MergeFrom(row.Value);
                    read.Due.Add((leaf, StateKey.High(state.A), facts));
                }
                continue;
            }
            var key = CellKey.FromState(state);
            if (leaves.Contains(key.Leaf))
            {
                read.Stored.Add((key, row.Value));
            }
        }
    }
}
