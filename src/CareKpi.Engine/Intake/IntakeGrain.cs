using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Engine.Moving;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>The one writer of a tenant. Its methods run one at a time on its host's scheduler and interleave at awaits: the next batch is taken while the last one is written; batches apply in the order
/// of the log, after they are durable. After a failed or unknown write it is <see cref="IsBroken"/>: the host lets it go and the next activation reads what the log really holds.</summary>
public sealed partial class IntakeGrain(string tenant, EngineServices services) : IIntakeGrain
{
    /// <summary>Of a tenant that waits for an upgrade.</summary>
    private static readonly TimeSpan UnservedRetry = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly RowWriter scratch = new();
    private readonly Queue<PendingEntry> pending = new();

    /// <summary>Of the last entry on its way; null: none is.</summary>
    private Task<AppendOutcome>? lastWritten;
    private TenantRecord? record;
    private byte[]? readRecord;
    private TenantProjection? projection;
    private SeenIds? seen;
    private Admission? admission;
    private LogHead head;
    private bool hasClaimed;

    /// <summary>It is being written from another installation.</summary>
    private bool isComing;
    private long nextSeq;
    private int unapplied;
    private Task applying = Task.CompletedTask;
    private readonly List<TaskCompletionSource> waiting = [];

    /// <summary>An entry on its way: being written, or written and not yet applied.</summary>
    private sealed record PendingEntry(long Seq, LogEntryKind Kind, byte[] Payload, Task<AppendOutcome> Written, EventsToApply? Events);

    /// <summary>Something failed of which nobody knows how far it went.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Nothing is on its way.</summary>
    public bool IsIdle => pending.Count == 0 && checkpointing.IsCompleted && rebuilding is null && erasing.IsCompleted && forgetting.IsCompleted;

    /// <summary>The last entry that was given to the log, durable or on its way.</summary>
    internal long LastSeq => nextSeq - 1;

    internal static StateKey RecordKey { get; } = new((RowKind)61, 0, 0);

    private TenantProjection Projection => projection ?? throw new TenantNotFoundException(tenant);

    /// <summary>Reads the tenant's rows and applies what the log has beyond them.</summary>
    public async Task ActivateAsync()
    {
        try
        {
            await WakeAsync();
        }
        catch (LaterVersionException later)
        {
            var what = $"the log of tenant '{tenant}' has {later.Message}";
            throw Unserved(what, $"A later version of CareKpi wrote for this tenant: {what}. Nothing was acknowledged. Upgrade the server that answered this to the version that wrote it, or a later one; then send the same again.", later);
        }
        catch (StoreException fault)
        {
            services.Troubles.Failed(tenant, fault);
            throw;
        }
    }

    private UnavailableException Unserved(string what, string remedy, Exception? inner = null)
    {
        services.Troubles.Unserved(tenant, remedy);
        return new UnavailableException(what, UnservedRetry, inner) { Remedy = remedy };
    }

    private async Task WakeAsync()
    {
        head = await services.Committer.HeadAsync(tenant, stopping.Token);
        nextSeq = head.LastSeq + 1;
        checkpointedAt = services.Uptime;
        LookSoon();
        readRecord = await RecordRowAsync();
        if (MoveMark.Is(readRecord))
        {
            // Nothing of it is looked at before it is there as a whole.
            isComing = true;
            Break();
            return;
        }
        if (readRecord is null)
        {
            await FindHorizonAsync();
        }
        if (readRecord is not null)
        {
            await BeginAsync(TenantRecord.Decode(readRecord));
            beganAt = Projection.Head.Applied;
        }
        await ReplayAsync((projection?.Head.Applied ?? 0) + 1);
        if (projection is not null && projection.Head.Applied > head.LastSeq)
        {
            if (projection.Head.Applied <= (await services.Committer.HeadAsync(tenant, stopping.Token)).LastSeq)
            {
                throw new UnavailableException("another node writes the tenant; ask again", TimeSpan.FromSeconds(1));
            }
            RefuseAll();
            return;
        }
        ResumeRebuild();
        StartErasing();
        TellOfAlerts();
    }

    public async Task<IngestReply> IngestAsync(IngestRequest request)
    {
        var batch = request.Batch;
        await WaitForRoomAsync();
        await ClaimAsync();
        _ = Seen;
        var days = admission!.DaysOf(batch);
        while (!days.All(Seen.IsLoaded))
        {
            await Seen.LoadAsync(days, stopping.Token);
            // The horizon may have moved meanwhile.
            days = admission.DaysOf(batch);
        }
        ThrowIfClosed();
        // From here to the append nothing is awaited: what is decided here is decided in the order of the log.
        var admitted = admission!.Admit(batch, nextSeq, Projection);
        Count(batch, admitted);
        Task<AppendOutcome>? written;
        if (admitted.Taken.Count > 0)
        {
            var arrivedAt = services.Now;
            var payload = Packed(batch, admitted, arrivedAt);
            var entry = new EventsToApply(nextSeq, arrivedAt, batch, admitted.Taken, admitted.Values);
            unapplied += admitted.Taken.Count;
            written = Append(LogEntryKind.Events, payload, entry);
        }
        else
        {
            batch.Return();
            written = lastWritten;
        }
        var position = nextSeq - 1;
        if (written is not null)
        {
            // A duplicate of an event that is on its way is answered when that one is durable, or 503 with it.
            await DurableAsync(written);
        }
        return new IngestReply(admitted.Taken.Count, admitted.Duplicates, admitted.Rejections, position);
    }

    private byte[] Packed(EventBatch batch, Admitted admitted, long arrivedAt)
    {
        try
        {
            return LogEntry.OfEvents(batch, admitted.Taken, admitted.Values, arrivedAt, scratch);
        }
        catch
        {
            // Their ids are seen already, though they are in no entry: only the stores know better.
            Break();
            throw;
        }
    }

    private SeenIds Seen => seen ?? throw new UnavailableException("the tenant is not made yet", TimeSpan.FromSeconds(1));

    private async Task BeginAsync(TenantRecord made)
    {
        record = found is { } moved ? made with { Horizon = moved.Move.Horizon, HorizonSeq = moved.Seq, GenerationHorizon = moved.Seq } : made;
        seen = new SeenIds(services.State, tenant, services.Limits.MaxSeenIds);
        admission = new Admission(made.Hash(), seen, services.Limits) { Horizon = Record.Floor.Horizon };
        projection = ProjectionOf(made.Generation, made.GenerationSettings, made.GenerationZone ?? made.TimeZone, Record.Floor);
        projection.Watch = watch;
        await LoadDefinitionsAsync();
        await LoadMonthsAsync();
        await OpenAsync(projection, Record.GenerationHorizon, () => SaveReadAsync(Projection), stopping.Token);
    }

    private TenantProjection ProjectionOf(int generation, int settings, string zone, Floor floor) =>
        new(services.State, tenant, generation, record!.Timeline(settings), new ZoneCalendar(zone), record.Hash()) { Marks = services.MarksDays ? new DayMarks() : null, Floor = floor, Beside = services.Beside };

    private async Task WaitForRoomAsync()
    {
        ThrowIfClosed();
        if (unapplied < services.Limits.MaxUnapplied)
        {
            return;
        }
        using var patience = new CancellationTokenSource(services.Limits.MaxWait, services.Time);
        while (unapplied >= services.Limits.MaxUnapplied)
        {
            if (patience.IsCancellationRequested)
            {
                throw new UnavailableException("events come faster than they are applied; send the same again", TimeSpan.FromSeconds(1));
            }
            await ProgressAsync(patience.Token);
            ThrowIfClosed();
        }
    }

    /// <summary>Until an entry is applied, the grain breaks, or patience is over. Awaits nothing that would leave the scheduler, as WaitAsync does.</summary>
    private async Task ProgressAsync(CancellationToken patience)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add(signal);
        using (patience.UnsafeRegister(static signal => ((TaskCompletionSource)signal!).TrySetResult(), signal))
        {
            await signal.Task;
        }
        waiting.Remove(signal);
    }

    private void ThrowIfBroken()
    {
        if (isComing)
        {
            throw new UnavailableException("the tenant is being moved to this installation; ask again when it is there", TimeSpan.FromSeconds(5));
        }
        if (IsBroken)
        {
            throw new UnavailableException("the tenant is being read anew after a failed write; send the same again", TimeSpan.FromSeconds(1));
        }
    }

    private Task? claiming;
    private bool isClaimUnknown;

    /// <summary>Takes the tenant with the first write. A store that is ill takes none, and the grain goes on to read: the next one who writes tries again.</summary>
    private async Task ClaimAsync()
    {
        if (hasClaimed)
        {
            return;
        }
        ThrowIfBroken();
        var mine = claiming ??= ClaimNowAsync();
        try
        {
            await mine;
        }
        catch (Exception)
        {
            claiming = claiming == mine ? null : claiming;
            throw;
        }
    }

    private async Task ClaimNowAsync()
    {
        if (isClaimUnknown)
        {
            // Claimed or not, nobody knows.
            var now = await services.Committer.HeadAsync(tenant, stopping.Token);
            if (now.LastSeq != head.LastSeq)
            {
                throw Taken();
            }
            head = now;
        }
        isClaimUnknown = true;
        if (!await services.Committer.ClaimAsync(tenant, head.Epoch, stopping.Token))
        {
            throw Taken();
        }
        head = head with { Epoch = head.Epoch + 1 };
        if (!await TakeStateAsync() || !await IsStateOursAsync())
        {
            throw Taken();
        }
        hasClaimed = true;
        ResumeJobs();
    }

    /// <summary>Nothing is written yet: after a failure the state is what it was.</summary>
    private async Task<bool> TakeStateAsync()
    {
        try
        {
            return await services.State.WriteAsync(tenant, head.Epoch, [], stopping.Token);
        }
        catch (StoreException exception)
        {
            await ReopenStateAsync();
            throw new UnavailableException("the state could not be written; send the same again", TimeSpan.FromSeconds(1), exception);
        }
    }

    /// <summary>What this grain knows is another one's by now.</summary>
    private UnavailableException Taken()
    {
        Break();
        return new UnavailableException("another node took the tenant; send the same again", TimeSpan.FromSeconds(1));
    }

    /// <summary>Who held the tenant before may have written a checkpoint after this grain read the state.</summary>
    private async Task<bool> IsStateOursAsync() =>
        (await RecordRowAsync() ?? []).AsSpan().SequenceEqual(readRecord ?? []) && (projection is null || await projection.IsSavedAsync(stopping.Token));

    private async Task<byte[]?> RecordRowAsync() => (await services.State.ReadAsync(tenant, new StateQuery([RecordKey.ToBytes(0)], []), stopping.Token)).Values[0];

    private Task<AppendOutcome> Append(LogEntryKind kind, byte[] payload, EventsToApply? events)
    {
        var seq = nextSeq++;
        var written = services.Committer.AppendAsync(new LogAppend(tenant, head.Epoch, seq, [payload]), stopping.Token);
        pending.Enqueue(new PendingEntry(seq, kind, payload, written, events));
        lastWritten = written;
        if (applying.IsCompleted)
        {
            applying = ApplyPendingAsync();
        }
        return written;
    }

    private async Task DurableAsync(Task<AppendOutcome> written)
    {
        AppendOutcome outcome;
        try
        {
            outcome = await written;
        }
        catch (Exception exception) when (exception is not UnavailableException)
        {
            Break();
            throw new UnavailableException("the log could not be written; send the same again", TimeSpan.FromSeconds(1), exception);
        }
        catch (UnavailableException)
        {
            Break();
            throw;
        }
        if (outcome != AppendOutcome.Committed)
        {
            throw Taken();
        }
    }

    private Exception? failure;

    /// <summary>The first reason is kept, each one told.</summary>
    private void Fail(Exception exception)
    {
        failure ??= exception;
        if (exception is not UnavailableException)
        {
            services.Troubles.Failed(tenant, exception);
        }
        Break();
    }

    /// <summary>Why the grain broke; null: it did not, or only a write failed.</summary>
    public Exception? Failure => failure is UnavailableException ? null : failure;

    private void Break()
    {
        IsBroken = true;
        Signal();
    }

    private void Signal()
    {
        if (IsBroken || hasLeft)
        {
            ReleaseWatchers();
        }
        waiting.ForEach(static signal => signal.TrySetResult());
        waiting.Clear();
    }
}
