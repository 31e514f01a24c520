using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;

namespace CareKpi.Engine.Intake;

/// <summary>How entries of the log become state, live, at recovery and for the next generation: those with events that follow each other are applied as one group of at most <see cref="EngineLimits.MaxGroup"/> events.</summary>
public sealed partial class IntakeGrain
{
    private async Task ApplyPendingAsync()
    {
        try
        {
            while (!hasLeft && pending.TryPeek(out var next))
            {
                await DurableAsync(next.Written);
                if (next.Events is null)
                {
                    await ApplyOtherAsync(next.Seq, next.Kind, next.Payload);
                    Applied(pending.Dequeue());
                }
                else
                {
                    var group = DurableGroup();
                    await ApplyEventsAsync(Projection, group);
                    for (var left = group.Count; left > 0; left--)
                    {
                        Applied(pending.Dequeue());
                    }
                }
                Signal();
                TellOfAlerts();
                CheckpointIfDue();
                await RoomAsync();
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>The entries with events at the head of those that wait, as far as they are durable.</summary>
    private List<EventsToApply> DurableGroup()
    {
        var group = new List<EventsToApply>();
        var events = 0;
        foreach (var waiting in pending)
        {
            if (waiting.Events is not { } next || waiting.Written is not { IsCompletedSuccessfully: true, Result: AppendOutcome.Committed } || !HasRoom(group.Count, events += next.Taken.Count))
            {
                break;
            }
            group.Add(next);
        }
        return group;
    }

    /// <summary>An entry is never parted: one alone may be larger than the bound.</summary>
    private bool HasRoom(int entries, int events) => entries == 0 || events <= services.Limits.MaxGroup;

    private void Applied(PendingEntry entry)
    {
        if (entry.Events is { } events)
        {
            unapplied -= events.Taken.Count;
            events.Batch.Return();
        }
        if (pending.Count == 0)
        {
            lastWritten = null;
        }
        admission?.Applied(entry.Events?.Admitted ?? [], Projection, pending.Count == 0);
        entriesSince++;
    }

    private bool isReplaying;
    private bool takesNoWrites;

    /// <summary>Far behind, what is applied does not wait in memory for the end of the log: from here on this grain writes the tenant. A store that takes no writes is no reason not to read on.</summary>
    private async Task<bool> MayCheckpointAsync()
    {
        if (takesNoWrites)
        {
            return false;
        }
        try
        {
            await ClaimAsync();
        }
        catch (Exception exception) when (!IsBroken && exception is StoreException or UnavailableException)
        {
            takesNoWrites = true;
            return false;
        }
        record = Record.WrittenWith(services.Facts, services.Now);
        return true;
    }

    private async Task ReplayAsync(long from)
    {
        isReplaying = true;
        while (from <= head.LastSeq)
        {
            var records = await ReadLogAsync(from, 4 << 20, stopping.Token);
            if (records.Count == 0)
            {
                throw new InvalidDataException($"the log of tenant '{tenant}' has no entry {from}, though it ends at {head.LastSeq}");
            }
            for (var at = 0; at < records.Count;)
            {
                var group = ReadGroup(records, ref at, long.MaxValue, projection?.Floor ?? Floor.None);
                if (group.Count == 0)
                {
                    var other = records[at++];
                    await ApplyOtherAsync(other.Seq, LogEntry.KindOf(other.Payload.Span), other.Payload);
                    continue;
                }
                foreach (var entry in group)
                {
                    await Seen.LoadAsync(admission!.DaysOf(entry.Batch), stopping.Token);
                    admission!.Restore(entry);
                }
                await ApplyEventsAsync(Projection, group);
                Return(group);
                if (Projection.UnsavedBytes > services.Limits.CheckpointBytes)
                {
                    await SaveReadAsync(Projection);
                }
            }
            from = records[^1].Seq + 1;
        }
        isReplaying = false;
    }

    /// <summary>Applies a page of the log, as far as an entry, to the next generation; gives the number of its events.</summary>
    private async Task<long> ApplyToNextAsync(TenantProjection next, IReadOnlyList<LogRecord> records, long through, CancellationToken cancellationToken)
    {
        var events = 0L;
        if (records.Count == 0 || records[0].Seq > through)
        {
            // What stood there is gone.
            next.ApplyNothing(through);
        }
        for (var at = 0; at < records.Count && records[at].Seq <= through;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var group = ReadGroup(records, ref at, through, next.Floor);
            if (group.Count == 0)
            {
                next.ApplyNothing(records[at++].Seq);
                continue;
            }
            await ApplyEventsAsync(next, group);
            events += group.Sum(static entry => (long)entry.Taken.Count);
            Return(group);
        }
        return events;
    }

    /// <summary>The entries with events from a place of a page on; empty: there stands another one. Their batches are to be given back.</summary>
    private List<EventsToApply> ReadGroup(IReadOnlyList<LogRecord> records, ref int at, long through, Floor floor)
    {
        var group = new List<EventsToApply>();
        var events = 0;
        while (at < records.Count && records[at].Seq <= through && LogEntry.KindOf(records[at].Payload.Span) == LogEntryKind.Events
            && HasRoom(group.Count, events += LogEntry.CountOf(records[at].Payload.Span)))
        {
            group.Add(floor.Of(LogEntry.Read(records[at], tenant)));
            at++;
        }
        return group;
    }

    private static void Return(List<EventsToApply> group)
    {
        foreach (var entry in group)
        {
            entry.Batch.Return();
        }
    }

    /// <summary>An entry on which applying throws is set aside, and no other one of its group: shown, and tried again by a rebuild; the tenant goes on.</summary>
    private async Task ApplyEventsAsync(TenantProjection to, List<EventsToApply> group)
    {
        if (await TryApplyAsync(to, group) is not { } exception)
        {
            return;
        }
        if (group.Count == 1)
        {
            to.Head.SetAside.Add(group[0].Seq);
            to.ApplyNothing(group[0].Seq);
            SetAside(to, group[0].Seq, exception);
            return;
        }
        foreach (var entry in group)
        {
            await ApplyEventsAsync(to, [entry]);
        }
    }

    /// <summary>Why applying throws; null: it does not.</summary>
    private async Task<Exception?> TryApplyAsync(TenantProjection to, IReadOnlyList<EventsToApply> entries)
    {
        try
        {
            await to.ApplyAsync(entries, stopping.Token);
            return null;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreException or UnavailableException))
        {
            return exception;
        }
    }

    private void SetAside(TenantProjection to, long seq, Exception exception)
    {
        EngineMetrics.SetAside.Add(1);
        services.Troubles.SetAside(tenant, seq, exception.GetType().Name);
        if (to == projection && hasClaimed && pending.Count > 0)
        {
            _ = Append(LogEntryKind.SetAside, LogEntry.OfSetAside(seq, exception.GetType().Name), null);
        }
    }
}
