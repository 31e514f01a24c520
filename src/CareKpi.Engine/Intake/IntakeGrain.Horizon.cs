using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>The horizon moves by a generation that is built without what lies before it, takes over what it lacks, and is swapped to by the entry that moves it.</summary>
public sealed partial class IntakeGrain
{
    private const long LookAgain = 3_600_000_000;

    private long horizonLookAt;
    private bool looksSoon;
    private Task moving = Task.CompletedTask;

    /// <summary>The last move in a log whose state was lost.</summary>
    private (long Seq, HorizonMove Move)? found;

    /// <summary>Starts a move when the horizon is far enough behind and something lies before where it is to be; not while a customer is being erased, who would wait for it.</summary>
    private void HorizonIfDue()
    {
        if (record is null || IsBroken || isLeaving || rebuilding is not null || !moving.IsCompleted)
        {
            return;
        }
        // Two that rewrite the log would undo what the other did.
        if (Record.Forgotten != Record.HorizonSeq && services.Uptime >= forgetAt && forgetting.IsCompleted && erasing.IsCompleted && Record.Erasures.Count == 0)
        {
            forgetting = ForgetOrBreakAsync();
        }
        // Who has just woken knows the latest event when all of the log is applied.
        var isTime = services.Uptime >= horizonLookAt || (looksSoon && Projection.Head.Applied == LastSeq);
        if (isTime && forgetting.IsCompleted && Record is { NextGeneration: 0, Erasures.Count: 0 } && Record.IsCurrent(services.Facts))
        {
            (looksSoon, horizonLookAt) = (false, services.Uptime + LookAgain);
            if (DueHorizon() is { } horizon)
            {
                moving = StartMoveOrBreakAsync(horizon);
            }
        }
    }

    /// <summary>The writer has woken, or is to keep events for another time: it looks as soon as it has read what there is, and in an hour even if it never has.</summary>
    private void LookSoon() => (looksSoon, horizonLookAt) = (true, services.Uptime + LookAgain);

    /// <summary>Where the horizon is to be; null: where it is, or so little behind that it is not worth a move. What goes is gone for good, so two clocks have to agree, the node's and that of what comes, on how late it is and on
    /// how long events are kept.</summary>
    private long? DueHorizon()
    {
        var clock = Math.Min(services.Now, Projection.Head.Latest);
        if (clock == CareEvent.None || Retention.DaysOf(Record.Settings().At(services.Now)) is not { } days || Retention.DaysOf(Record.Settings().At(clock)) is not { } daysBefore)
        {
            return null;
        }
        days = Math.Max(days, daysBefore);
        var horizon = (AgentDay.Of(clock) - days) * ZoneCalendar.MicrosPerDay;
        return Record.Horizon is { } now && horizon - now < Retention.StepOf(days) * ZoneCalendar.MicrosPerDay ? null : horizon;
    }

    private async Task StartMoveOrBreakAsync(long horizon)
    {
        try
        {
            if (await Seen.AnyBeforeAsync(AgentDay.Of(horizon), stopping.Token) && rebuilding is null && !IsBroken && !isLeaving && Record is { NextGeneration: 0, Erasures.Count: 0 })
            {
                PlanMove(horizon);
            }
        }
        catch (OperationCanceledException)
        {
            // It sleeps.
        }
        catch (Stores.StoreException)
        {
            // Nothing was begun; it is looked at again.
        }
    }

    private void PlanMove(long horizon)
    {
        Plan(NextGeneration);
        record = Record with { NextHorizon = horizon };
        Start(NextOf(Record));
    }

    /// <summary>Rows of a generation, and, of one that has read nothing yet, the carry that it begins with; so far as no checkpoint has it. Of a move to come only what lasts: what stands is chosen anew.</summary>
    private async Task OpenAsync(TenantProjection next, long from, Func<Task> save, CancellationToken cancellationToken)
    {
        var row = await next.LoadAsync(cancellationToken);
        if (!hasClaimed && !row.AsSpan().SequenceEqual(readRecord))
        {
            // A write of who had the tenant before, which its store took late: what was read before and after it is not of one moment.
            throw new UnavailableException("another writer wrote the tenant while it was read; ask again", TimeSpan.FromSeconds(1));
        }
        if (next.Head.Applied > 0 || from == 0)
        {
            return;
        }
        var last = await MoveOfAsync(from, cancellationToken);
        var carried = last.Lasting.ToList();
        for (var at = last.Before; at != 0;)
        {
            var move = await MoveOfAsync(at, cancellationToken);
            carried.AddRange(move.Lasting);
            at = move.Before;
        }
        var isMove = next.Floor.Seq == long.MaxValue;
        await SeedAsync(next, carried.Concat(last.Standing), isMove ? [.. last.Standing] : [], save, cancellationToken);
    }

    /// <summary>Gives a generation the carried entries that it does not have yet; of some only the values that dimensions admit. It is saved when that is much.</summary>
    private async Task SeedAsync(TenantProjection next, IEnumerable<long> carried, IReadOnlyCollection<long> valuesOnly, Func<Task> save, CancellationToken cancellationToken)
    {
        foreach (var seq in carried.Where(seq => seq > next.Head.Seeded).Order().ToList())
        {
            var carry = CarriedEntry.Decode(await EntryAsync(seq, LogEntryKind.Carried, cancellationToken), next.Names);
            if (valuesOnly.Contains(seq))
            {
                var values = new Carry();
                values.Values.AddRange(carry.Values);
                carry = values;
            }
            await next.SeedAsync(carry, seq, cancellationToken);
            if (next.UnsavedBytes > services.Limits.CheckpointBytes)
            {
                await save();
            }
            // Others have their turn between two entries.
            await Task.Yield();
        }
    }

    private async Task<HorizonMove> MoveOfAsync(long seq, CancellationToken cancellationToken) => HorizonMove.Decode(await EntryAsync(seq, LogEntryKind.HorizonMoved, cancellationToken));

    private async Task<byte[]> EntryAsync(long seq, LogEntryKind kind, CancellationToken cancellationToken)
    {
        var records = await ReadLogAsync(seq, 1, cancellationToken);
        return records.Count > 0 && records[0].Seq == seq && LogEntry.KindOf(records[0].Payload.Span) == kind
            ? records[0].Payload.ToArray()
            : throw new InvalidDataException($"the log of tenant '{tenant}' has no entry {seq} of kind {kind}, though a move of the horizon names it");
    }

    /// <summary>Without any state the log itself says from where it begins.</summary>
    private async Task FindHorizonAsync()
    {
        for (var from = 1L; from <= head.LastSeq;)
        {
            var records = await services.Log.ReadAsync(tenant, from, 4 << 20, stopping.Token);
            foreach (var entry in records)
            {
                if (LogEntry.KindOf(entry.Payload.Span) == LogEntryKind.HorizonMoved)
                {
                    found = (entry.Seq, HorizonMove.Decode(entry.Payload.Span));
                }
            }
            if (records.Count == 0)
            {
                return;
            }
            from = records[^1].Seq + 1;
        }
    }

    /// <summary>The generation has read on: it takes over what it lacks, and the horizon moves.</summary>
    private async Task MoveAsync(Rebuilding running, long horizon)
    {
        var token = running.Stopping.Token;
        try
        {
            // From here on nothing before it is taken: what is to be carried is complete.
            admission!.Horizon = horizon;
            var move = await SealAsync(running, horizon);
            while (running.Projection.Head.Applied < Projection.Head.Applied)
            {
                await ReadOnAsync(running, Projection.Head.Applied);
                await Task.Yield();
            }
            await ThrowIfErasedAsync(token);
            running.IsSwapping = true;
            await DurableAsync(Append(LogEntryKind.HorizonMoved, move.Encode(), null));
        }
        finally
        {
            Signal();
            if (!running.IsSwapping)
            {
                // Stopped, or failed: whoever tries again begins with what is in the store.
                admission!.Horizon = Record.Floor.Horizon;
            }
        }
    }

    /// <summary>What is carried says customers' keys, and entries after an erasure are not rewritten: nothing is carried beside one. Applied, an erasure stops the move.</summary>
    private async Task ThrowIfErasedAsync(CancellationToken cancellationToken)
    {
        while (pending.Any(static entry => entry.Kind == LogEntryKind.CustomerErased))
        {
            ThrowIfGone();
            await ProgressAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfBroken();
    }

    /// <summary>Both generations at one entry, each with a checkpoint of it. No other checkpoint of the one that serves begins until what the next one lacks is in the log and in that one.</summary>
    private async Task<HorizonMove> SealAsync(Rebuilding running, long horizon)
    {
        var token = running.Stopping.Token;
        var barrier = nextSeq - 1;
        while (Projection.Head.Applied < barrier)
        {
            ThrowIfGone();
            token.ThrowIfCancellationRequested();
            await ProgressAsync(token);
        }
        var (all, at, counted) = (Projection, 0L, new Carry());
        return await AtCheckpointAsync(async () =>
        {
            while (running.Projection.Head.Applied < at)
            {
                await ReadOnAsync(running, at);
            }
            running.Projection.SeeLatest(counted.Latest);
            await SaveNextAsync(running);
            return await TakeOverAsync(running, all, counted, horizon);
        }, () =>
        {
            token.ThrowIfCancellationRequested();
            (all, at, counted) = (Projection, Projection.Head.Applied, Projection.Counted());
        });
    }

    /// <summary>Timelines before what is told of them, and each written before the next is compared: what they say themselves is not lacked.</summary>
    private async Task<HorizonMove> TakeOverAsync(Rebuilding running, TenantProjection all, Carry counted, long horizon)
    {
        var (next, most, token) = (running.Projection, services.Limits.CarriedBytes, running.Stopping.Token);
        var standing = await CarryAsync(next.StandingAsync(all, counted, horizon, most, token), running);
        var lasting = await CarryAsync(next.LackedLivesAsync(all, most, token), running);
        lasting.AddRange(await CarryAsync(next.LackedCellsAsync(all, counted.Latest, most, token), running));
        return new HorizonMove(horizon, next.Generation, Record.HorizonSeq, standing, lasting);
    }

    /// <summary>Each part into the log, and then into the generation: what that one has is always a part of what the log says.</summary>
    private async Task<List<long>> CarryAsync(IAsyncEnumerable<Carry> parts, Rebuilding running)
    {
        var (next, numbers) = (running.Projection, new List<long>());
        await foreach (var part in parts)
        {
            await ThrowIfErasedAsync(running.Stopping.Token);
            var seq = nextSeq;
            await DurableAsync(Append(LogEntryKind.Carried, CarriedEntry.Encode(part, next.Names), null));
            await next.SeedAsync(part, seq, running.Stopping.Token);
            numbers.Add(seq);
            if (next.UnsavedBytes > services.Limits.CheckpointBytes)
            {
                await SaveNextAsync(running);
            }
            await Task.Yield();
        }
        await SaveNextAsync(running);
        return numbers;
    }

    private async Task ApplyMoveAsync(long seq, HorizonMove move)
    {
        if (seq <= Record.HorizonSeq)
        {
            // The state was lost: what is built anew began with it.
            return;
        }
        if (Record.NextGeneration == move.Generation && Record.NextHorizon == move.Horizon)
        {
            await SwapAsync(seq, move.Generation, move);
        }
        // Other settings may have come between, and another generation have been planned: it is none of this one's affair who serves.
        record = Record with { Horizon = move.Horizon, HorizonSeq = seq };
        admission!.Horizon = move.Horizon;
        if (rebuilding is { } running && running.From != seq)
        {
            StartRebuild();
        }
    }
}
