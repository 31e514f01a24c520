using CareKpi.Engine.Stores;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Contacts that wait, the longest waiting first. <see cref="At"/>: the last entry that had changed any. <see cref="IsCapped"/>: there are more.</summary>
internal sealed record WaitsRead(long At, IReadOnlyList<Waiting> Waits, bool IsCapped);

public sealed partial class TenantProjection
{
    /// <summary>Who waits since longer may have been forgotten.</summary>
    internal const long WaitsKept = 24L * 3_600_000_000;

    /// <summary>More are not told at once.</summary>
    internal const int MaxWaits = 10_000;

    private readonly RunningStatuses running;

    internal RunningStatuses Running => running;

    /// <summary>The entry that changed last who waits.</summary>
    internal long WaitsAt { get; private set; }

    /// <summary>Contacts that wait since an instant or later.</summary>
    internal async ValueTask<WaitsRead> ReadWaitsAsync(long since, CancellationToken cancellationToken)
    {
        var from = IndexKeys.From(RowKind.Waiting, IndexKeys.MinuteOf(since));
        for (var tries = 0; tries <= MaxTries; tries++)
        {
            var saved = Saved;
            var most = MaxWaits + 1 + rows.Unsaved(RowKind.Waiting).Count();
            var stored = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(from.ToBytes(Generation), new StateKey(RowKind.Waiting + 1, 0, int.MinValue).ToBytes(Generation), most)]), cancellationToken)).Ranges[0];
            var unsaved = rows.Unsaved(RowKind.Waiting).ToDictionary();
            var found = stored.Where(row => !unsaved.ContainsKey(StateKey.FromBytes(row.Key))).Select(static row => (Key: StateKey.FromBytes(row.Key), Row: row.Value))
                .Concat(unsaved.Where(static row => row.Value is not null).Select(static row => (row.Key, Row: row.Value!)))
                .Select(static row => (row.Key, Waiting: Waiting.Decode(row.Row))).Where(row => row.Waiting.Since >= since).ToList();
            // What a checkpoint wrote meanwhile may be in neither, and what was taken away meanwhile may have hidden others.
            if (saved != Saved || (stored.Count == most && found.Count <= MaxWaits))
            {
                continue;
            }
            found.Sort(static (left, right) => left.Waiting.Since != right.Waiting.Since ? left.Waiting.Since.CompareTo(right.Waiting.Since) : left.Key.A != right.Key.A ? left.Key.A.CompareTo(right.Key.A) : left.Key.B.CompareTo(right.Key.B));
            return new WaitsRead(WaitsAt, [.. found.Take(MaxWaits).Select(static row => row.Waiting)], found.Count > MaxWaits);
        }
        throw new Grains.UnavailableException("the tenant is being written too fast to be read; try again", TimeSpan.FromSeconds(1));
    }

    /// <summary>Whether anybody waits otherwise than before.</summary>
    private bool InstallWaits(long seq)
    {
        var changed = false;
        foreach (var (contact, before) in sink.WaitsBefore)
        {
            var key = IndexKeys.OfWaiting(before.Since, contact);
            if (!sink.WaitsAfter.TryGetValue(contact, out var after) || IndexKeys.OfWaiting(after.Since, contact) != key)
            {
                rows.Put(key, null);
                changed = true;
            }
        }
        foreach (var (contact, after) in sink.WaitsAfter)
        {
            if (!sink.WaitsBefore.TryGetValue(contact, out var before) || before != after)
            {
                rows.Put(IndexKeys.OfWaiting(after.Since, contact), after.Encode(writer));
                changed = true;
            }
        }
        WaitsAt = changed ? seq : WaitsAt;
        return changed;
    }
}
