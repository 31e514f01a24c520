using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;

namespace CareKpi.Engine.Intake;

/// <summary>The next generation is built from the log while the current one serves; then a log entry swaps them.</summary>
public sealed partial class IntakeGrain
{
    private Rebuilding? rebuilding;
    private JobInfo? lastJob;
    private int cleanBelow = 1;

    private sealed class Rebuilding(TenantProjection projection, int settings, long from, string id, long startedAt)
    {
        /// <summary>The move from whose carry it begins.</summary>
        public long From => from;

        /// <summary>The horizon that it moves to; null: it is a rebuild.</summary>
        public long? Horizon { get; init; }

        public TenantProjection Projection => projection;

        public int Settings => settings;

        public string Id => id;

        public long StartedAt => startedAt;

        public Task Running { get; set; } = Task.CompletedTask;

        public CancellationTokenSource Stopping { get; } = new();

        public long Events { get; set; }

        /// <summary>Set when the swap is in the log: from then on the apply loop brings it up to date.</summary>
        public bool IsSwapping { get; set; }
    }

    public async Task<JobInfo> RebuildAsync()
    {
        if (refusal is not null)
        {
            return await BeginAnewAsync();
        }
        _ = Record;
        await ClaimAsync();
        if (!IsBuilding)
        {
            // In the log before it is answered: a job that somebody was told of is done, whatever happens.
            await AppliedAsync(LogEntryKind.RebuildAsked, LogEntry.OfGeneration(LogEntryKind.RebuildAsked, NextGeneration));
        }
        return StartRebuild();
    }

    public Task<JobInfo?> JobAsync(string id) =>
        id.StartsWith($"erase-{tenant}-", StringComparison.Ordinal) ? ErasureAsync(id) : id == IdFromLog ? Task.FromResult<JobInfo?>(FromLog(JobState.Done)) : Task.FromResult(rebuilding is { } running && running.Id == id ? InfoOf(running) : lastJob?.Id == id ? lastJob : null);

    private int NextGeneration => Math.Max(Record.Generation, Record.NextGeneration) + 1;

    /// <summary>With the settings and the zone of today.</summary>
    private bool IsBuilding => rebuilding is { } running && running.Settings == Record.History.Count && running.From == Record.HorizonSeq && running.Horizon is null && running.Projection.Calendar.Id == Record.TimeZone;

    /// <summary>What is to be built next; two who asked at once asked for the same.</summary>
    private void Plan(int generation)
    {
        if (generation >= NextGeneration)
        {
            record = Record with { NextGeneration = generation, NextSettings = Record.History.Count, NextZone = Record.TimeZone, NextFacts = services.Facts, NextHorizon = null, NextFrom = Record.HorizonSeq };
        }
    }

    /// <summary>Builds what is planned with the settings of today, or what runs already.</summary>
    private JobInfo StartRebuild()
    {
        if (IsBuilding)
        {
            return InfoOf(rebuilding!);
        }
        if (rebuilding is { } before)
        {
            Stop(before.Stopping);
        }
        if (Record.NextSettings != Record.History.Count || !Record.IsNextCurrent(services.Facts))
        {
            Plan(NextGeneration);
        }
        return Start(NextOf(Record));
    }

    private TenantProjection NextOf(TenantRecord of) => ProjectionOf(of.NextGeneration, of.NextSettings, of.NextZone ?? of.TimeZone, of.NextFloor);

    /// <summary>A rebuild that a stop cut short goes on; a change of what facts are made of starts one.</summary>
    private void ResumeRebuild()
    {
        if (record is null || nextSeq == 1)
        {
            return;
        }
        record = record.WrittenWith(services.Facts, services.Now);
        if (record.IsNextCurrent(services.Facts))
        {
            Start(NextOf(record));
        }
        else if (record.IsDue(services.Facts, services.Now) || (record.NextGeneration != 0 && record.NextFacts <= services.Facts))
        {
            StartRebuild();
        }
        // Else, where one is planned, a later version builds it.
    }

    private const long ResumeAfter = 30_000_000;

    private long? resumeAt;

    private static bool IsOfStore(Exception exception) => exception is StoreException or UnavailableException;

    /// <summary>A job that was cut short is not done: it goes on when the writer looks at the clock next, or, cut short by something else than a store, a while later.</summary>
    private void ResumeLater(Exception exception) => resumeAt = Math.Min(resumeAt ?? long.MaxValue, services.Uptime + (IsOfStore(exception) ? 0 : ResumeAfter));

    private void ResumeJobsIfDue()
    {
        if (services.Uptime >= resumeAt)
        {
            ResumeJobs();
        }
    }

    private void ResumeJobs()
    {
        if (resumeAt is null || IsBroken || isLeaving)
        {
            return;
        }
        resumeAt = null;
        if (rebuilding is null)
        {
            ResumeRebuild();
        }
        StartErasing();
    }

    /// <summary>Facts of two versions for long enough: neither comes back.</summary>
    private void RebuildIfMixed()
    {
        if (record is { MixedAt: not 0 } && rebuilding is null && !isLeaving && !IsBroken && record.IsDue(services.Facts, services.Now))
        {
            StartRebuild();
        }
    }

    private JobInfo Start(TenantProjection next)
    {
        var started = new Rebuilding(next, Record.NextSettings, Record.NextFrom, $"rebuild-{tenant}-{next.Generation}", services.Uptime) { Horizon = Record.NextHorizon };
        rebuilding = started;
        if (isLeaving)
        {
            // The next activation builds it.
            Stop(started.Stopping);
        }
        started.Running = RebuildOrEndAsync(started);
        return InfoOf(started);
    }

    private JobInfo InfoOf(Rebuilding of)
    {
        var seconds = Math.Max(1, services.Uptime - of.StartedAt) / 1e6;
        return new JobInfo(of.Id, "rebuild", JobState.Running, of.Projection.Head.Applied, nextSeq - 1, of.Events / seconds, null);
    }

    /// <summary>Whatever ends it, the tenant goes on with the generation that serves: what breaks the grain is a write of its own that failed, and that breaks it by itself.</summary>
    private async Task RebuildOrEndAsync(Rebuilding running)
    {
        try
        {
            await RebuildAsync(running);
        }
        catch (OperationCanceledException)
        {
            // Stopped; the next activation goes on from the last checkpoint.
        }
        catch (Exception exception)
        {
            EndRebuild(running, exception);
        }
    }

    private void EndRebuild(Rebuilding running, Exception exception)
    {
        failure ??= IsBroken ? exception : null;
        if (rebuilding != running)
        {
            return;
        }
        var isStore = IsOfStore(exception);
        lastJob = InfoOf(running) with { State = isStore ? JobState.Running : JobState.Failed, Error = exception.Message };
        rebuilding = null;
        if (isStore)
        {
            ResumeLater(exception);
        }
        Signal();
    }

    private async Task RebuildAsync(Rebuilding running)
    {
        await ClaimAsync();
        running.Stopping.Token.ThrowIfCancellationRequested();
        // The tenant's row says which generation is built with which settings before there is any row of it: after a crash nobody builds on with others.
        await CheckpointNowAsync();
        await OpenAsync(running.Projection, running.From, () => SaveNextAsync(running), running.Stopping.Token);
        if (running.Projection.Head.Seeded > running.From)
        {
            // A move that was cut short gave it what no entry names: another one is built for it.
            running.Stopping.Token.ThrowIfCancellationRequested();
            PlanMove(running.Horizon ?? throw new InvalidOperationException("a rebuild was given what a move carries"));
            return;
        }
        while (running.Projection.Head.Applied < Projection.Head.Applied)
        {
            await ReadOnAsync(running, Projection.Head.Applied);
            if (running.Projection.UnsavedBytes > services.Limits.CheckpointBytes)
            {
                await SaveNextAsync(running);
            }
            // Others have their turn between two pages.
            await Task.Yield();
        }
        if (running.Projection.Head.Applied > running.Projection.Saved)
        {
            await SaveNextAsync(running);
        }
        running.Stopping.Token.ThrowIfCancellationRequested();
        ThrowIfBroken();
        if (running.Horizon is { } horizon)
        {
            await MoveAsync(running, horizon);
            return;
        }
        running.IsSwapping = true;
        await DurableAsync(Append(LogEntryKind.GenerationSwapped, LogEntry.OfGeneration(LogEntryKind.GenerationSwapped, running.Projection.Generation), null));
    }

    private async Task SaveNextAsync(Rebuilding running)
    {
        if (!await WriteStateAsync(() => running.Projection.CheckpointAsync(head.Epoch, [], running.Stopping.Token)))
        {
            throw Taken();
        }
    }

    /// <summary>Far behind, what is read does not wait in memory for the end of the log.</summary>
    private async Task SaveReadAsync(TenantProjection next)
    {
        if (!await MayCheckpointAsync())
        {
            return;
        }
        // The tenant's row first: it says with what the generation is built.
        await CheckpointNowAsync();
        // What it was loaded from may have been written on since, by who held the tenant before this grain claimed it.
        if (next != projection && (!await next.IsSavedAsync(stopping.Token) || !await WriteStateAsync(() => next.CheckpointAsync(head.Epoch, [], stopping.Token))))
        {
            throw Taken();
        }
    }

    /// <summary>Applies a page of the log to the next generation.</summary>
    private async Task ReadOnAsync(Rebuilding running, long through)
    {
        var records = await ReadLogAsync(running.Projection.Head.Applied + 1, 1 << 20, running.Stopping.Token);
        running.Events += await ApplyToNextAsync(running.Projection, records, through, running.Stopping.Token);
    }

    /// <summary>The swap is in the log. What was applied meanwhile is applied to the next generation too, then it serves.</summary>
    private async Task SwapAsync(long seq, int generation, HorizonMove? moved = null)
    {
        var planned = Record;
        if (planned.NextGeneration != generation)
        {
            // Another one was begun with other settings before this one was ready.
            return;
        }
        // Another rebuild may be started at every await below.
        var built = rebuilding?.Projection.Generation == generation ? rebuilding : null;
        var next = built?.Projection;
        if (next is null)
        {
            next = NextOf(planned);
            await OpenAsync(next, planned.NextFrom, SaveAsync, stopping.Token);
        }
        while (next.Head.Applied < seq - 1)
        {
            await ApplyToNextAsync(next, await ReadLogAsync(next.Head.Applied + 1, 1 << 20, stopping.Token), seq - 1, stopping.Token);
            if (next.UnsavedBytes > services.Limits.CheckpointBytes)
            {
                await SaveAsync();
            }
        }
        if (moved is not null)
        {
            await SeedAsync(next, moved.Standing.Concat(moved.Lasting), [], SaveAsync, stopping.Token);
        }
        while (!checkpointing.IsCompleted)
        {
            // Who else waited for it may have begun another one: two at a time would tear rows and seen ids apart.
            await checkpointing;
        }
        projection = next;
        projection.Watch = watch;
        record = Record with { Generation = generation, GenerationSettings = planned.NextSettings, GenerationZone = planned.NextZone, Facts = planned.NextFacts, MixedAt = planned.NextFacts == services.Facts ? 0 : services.Now, GenerationHorizon = planned.NextFrom };
        if (moved is not null)
        {
            record = record with { Horizon = moved.Horizon, HorizonSeq = seq, GenerationHorizon = seq };
            next.Floor = record.Floor;
        }
        if (record.NextGeneration != generation)
        {
            // Another one was planned meanwhile, and goes on.
            return;
        }
        record = record with { NextGeneration = 0, NextSettings = 0, NextZone = null, NextFacts = 0, NextHorizon = null, NextFrom = 0 };
        if (rebuilding is { } running)
        {
            lastJob = InfoOf(running) with { State = JobState.Done, Done = seq, Total = seq };
            rebuilding = null;
            Projection.ApplyNothing(seq);
            entriesSince++;
            checkpointing = CheckpointOrBreakAsync();
        }

        Task SaveAsync() => isReplaying ? SaveReadAsync(next) : Task.CompletedTask;
    }

    /// <summary>Rows of generations that serve no more. Only after the tenant's row says so: who wakes after a crash reads it first.</summary>
    private async Task DeleteBelowAsync(int generation)
    {
        if (cleanBelow >= generation)
        {
            return;
        }
        var range = new StateRange(new StateKey(0, 0, int.MinValue).ToBytes(1), new StateKey(0, 0, int.MinValue).ToBytes(generation));
        while (!IsBroken && await WriteStateAsync(() => services.State.DeleteRangeAsync(tenant, head.Epoch, range, 10_000, stopping.Token)) > 0)
        {
            await Task.Yield();
        }
        cleanBelow = generation;
    }
}
