using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>After a move seen ids go, and entries of the log keep what outlives the horizon: a page in a turn, from the start again after whatever cuts it short, since what is there says what is to go.</summary>
public sealed partial class IntakeGrain
{
    private const int PageToForget = 1 << 20;

    private Task forgetting = Task.CompletedTask;
    private long forgetAt;

    /// <summary>A store that fails is asked again later, and the tenant goes on: what breaks the grain is a write of its own of which nobody knows how far it went, and that breaks it by itself.</summary>
    private async Task ForgetOrBreakAsync()
    {
        try
        {
            await ForgetAsync(Record.HorizonSeq, Record.Floor);
        }
        catch (OperationCanceledException)
        {
            // It sleeps; the next activation goes on.
        }
        catch (Exception exception) when (IsOfStore(exception))
        {
            failure ??= IsBroken ? exception : null;
            forgetAt = services.Uptime + ResumeAfter;
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private async Task ForgetAsync(long seq, Floor floor)
    {
        await ClaimAsync();
        // The move is in the state before anything goes that a state before it might ask for.
        await CheckpointNowAsync();
        await ForgetIdsAsync(AgentDay.Of(floor.Horizon));
        var carried = await CarriedAsync(seq);
        for (var from = 1L; from < seq;)
        {
            if (isLeaving)
            {
                return;
            }
            ThrowIfBroken();
            var records = await services.Log.ReadAsync(tenant, from, PageToForget, stopping.Token);
            await RewriteAsync(records, seq, floor, carried);
            from = records.Count == 0 ? seq : records[^1].Seq + 1;
            await Task.Yield();
        }
        if (Record.HorizonSeq == seq)
        {
            record = Record with { Forgotten = seq };
            await CheckpointNowAsync();
        }
    }

    private async Task ForgetIdsAsync(int before)
    {
        Seen.Forget(before);
        while (!isLeaving)
        {
            ThrowIfBroken();
            var removed = await WriteStateAsync(() => services.State.DeleteRangeAsync(tenant, head.Epoch, SeenIds.Before(before), 1_000, stopping.Token));
            if (removed < 0)
            {
                throw Taken();
            }
            if (removed == 0)
            {
                return;
            }
            await Task.Yield();
        }
    }

    /// <summary>The carried entries that are still of use: all that lasts, and what stands of the last move.</summary>
    private async Task<HashSet<long>> CarriedAsync(long seq)
    {
        var carried = new HashSet<long>();
        for (var at = seq; at != 0;)
        {
            var move = await MoveOfAsync(at, stopping.Token);
            carried.UnionWith(at == seq ? move.Standing.Concat(move.Lasting) : move.Lasting);
            at = move.Before;
        }
        return carried;
    }

    private async Task RewriteAsync(IReadOnlyList<LogRecord> records, long before, Floor floor, HashSet<long> carried)
    {
        var rewrites = new List<LogRewrite>();
        foreach (var entry in records)
        {
            if (entry.Seq >= before)
            {
                break;
            }
            var kind = LogEntry.KindOf(entry.Payload.Span);
            if (kind == LogEntryKind.Carried && !carried.Contains(entry.Seq))
            {
                rewrites.Add(new LogRewrite(entry.Seq, null));
            }
            else if (kind == LogEntryKind.Events)
            {
                Rewrite(entry, floor, rewrites);
            }
        }
        await WriteAnewAsync(rewrites, stopping.Token);
    }

    private void Rewrite(LogRecord entry, Floor floor, List<LogRewrite> into)
    {
        var batch = EventBatch.Rent();
        var events = LogEntry.EventsOf(entry.Seq, entry.Payload.Span, tenant, batch);
        var kept = floor.Kept(batch);
        if (kept.Count < batch.Count)
        {
            // Which values dimensions admit, the carry says.
            into.Add(kept.Count == 0 ? new LogRewrite(entry.Seq, null) : new LogRewrite(entry.Seq, LogEntry.OfKept(batch, kept, events.ArrivedAt)));
        }
        batch.Return();
    }
}
