using System.Globalization;
using System.Text;
using CareKpi.Engine.Erasure;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events.Erasure;
using CareKpi.Kpis.Reports;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Intake;

/// <summary>Erases customers. The entry of the log says who; when it is applied, the state has the other key. Then a job says the log anew, entry by entry, and last that entry itself. Until it is done the tenant's row says
/// what is under way, and whoever reads the log reads it as it will be.</summary>
public sealed partial class IntakeGrain
{
    /// <summary>Under way at once.</summary>
    private const int MaxErasures = 1_000;

    private const int BytesAtOnce = 256 << 10;

    private const byte ReplacementKind = 101;

    private readonly CancellationTokenSource erasureStopping = new();
    private Task erasing = Task.CompletedTask;

    /// <summary>Done but for the state that still says their keys.</summary>
    private IReadOnlyList<ErasedCustomer> ending = [];

    /// <summary>What cut it short last; never its message, which may say of whom.</summary>
    private string? erasureError;

    /// <summary>What belongs to customers that are being erased, by the entry that erases them.</summary>
    private readonly Dictionary<long, HashSet<ulong>> ownedByErased = [];

    /// <summary>The last entry of the rows that this activation began with.</summary>
    private long beganAt;

    public Task<JobInfo?> EraseAsync(string customer) => InOrderAsync<JobInfo?>(async () =>
    {
        ThrowIfClosed();
        if (Record.Erasures.FirstOrDefault(of => string.Equals(of.Key, customer, StringComparison.Ordinal) || string.Equals(of.Replacement, customer, StringComparison.Ordinal)) is { } running)
        {
            return InfoOf(running);
        }
        if (!Projection.IsCustomer(customer))
        {
            return null;
        }
        if (Record.Erasures.Count >= MaxErasures)
        {
            throw new UnavailableException("as many customers are being erased as can be at once; send the same again when some of them are done", TimeSpan.FromSeconds(10));
        }
        await ClaimAsync();
        ThrowIfClosed();
        var seq = nextSeq;
        await AppliedAsync(LogEntryKind.CustomerErased, new ErasureEntry(customer, NewKey()).Encode());
        StartErasing();
        return Record.Erasures.FirstOrDefault(of => of.Seq == seq) is { } begun ? InfoOf(begun) : DoneOf(seq);
    });

    /// <summary>Nobody can tell from it whose it was.</summary>
    private string NewKey()
    {
        Span<byte> random = stackalloc byte[16];
        services.Random(random);
        return string.Create(CultureInfo.InvariantCulture, $"erased-{Record.Hash().Of(ReplacementKind, random, default, (int)nextSeq):x16}");
    }

    private string JobOf(long seq) => string.Create(CultureInfo.InvariantCulture, $"erase-{tenant}-{seq}");

    private JobInfo InfoOf(ErasedCustomer of) => new(JobOf(of.Seq), "erasure", JobState.Running, of.Through, of.Seq, 0, erasureError);

    private JobInfo DoneOf(long seq) => new(JobOf(seq), "erasure", JobState.Done, seq, seq, 0, null);

    /// <summary>Also of one that is done, as long as its entry is in the log. null: there is none.</summary>
    private async Task<JobInfo?> ErasureAsync(string id)
    {
        var number = id.AsSpan($"erase-{tenant}-".Length);
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            return null;
        }
        if (Record.Erasures.Concat(ending).FirstOrDefault(of => of.Seq == seq) is { } running)
        {
            return InfoOf(running);
        }
        var entries = await services.Log.ReadAsync(tenant, seq, 1, stopping.Token);
        return entries.Count > 0 && entries[0].Seq == seq && LogEntry.KindOf(entries[0].Payload.Span) == LogEntryKind.CustomerErased && ErasureEntry.Decode(entries[0].Payload).Key is null ? DoneOf(seq) : null;
    }

    private async Task ApplyErasedAsync(long seq, ReadOnlyMemory<byte> payload)
    {
        var entry = ErasureEntry.Decode(payload);
        if (entry.Key is { } key)
        {
            record = Record with { Erasures = [.. Record.Erasures, new ErasedCustomer(seq, key, entry.Replacement)] };
            if (!await Projection.EraseAsync(key, entry.Replacement, stopping.Token))
            {
                // The log tells them apart.
                record = Record with { Facts = 0 };
            }
        }
        else if (beganAt > 0 && beganAt < seq)
        {
            // The rows are older than the erasure, as those of a backup may be: what was called what, nothing says any more.
            record = Record with { Facts = 0 };
        }
        if (Record.NextGeneration != 0)
        {
            BuildAnew();
        }
        // Who keeps something of a scope lets go of it.
        life = Random.Shared.NextInt64();
    }

    /// <summary>A generation that is being built has read entries under the key that is erased.</summary>
    private void BuildAnew()
    {
        Plan(NextGeneration);
        if (rebuilding is { } before)
        {
            Stop(before.Stopping);
            Start(NextOf(Record));
        }
    }

    /// <summary>The log as it is without the customers that are being erased.</summary>
    private async ValueTask<IReadOnlyList<LogRecord>> ReadLogAsync(long from, int maxBytes, CancellationToken cancellationToken)
    {
        // As it was before: what ends meanwhile is written, and may not have been when this was read.
        var erased = record?.Erasures ?? [];
        var records = await services.Log.ReadAsync(tenant, from, maxBytes, cancellationToken);
        if (erased.Count == 0)
        {
            return records;
        }
        var eraser = new LogEraser(tenant, Record.Hash(), erased) { Owned = ownedByErased };
        return [.. records.Select(eraser.Read)];
    }

    private void StartErasing()
    {
        if (erasing.IsCompleted && record is { Erasures.Count: > 0 } && !isLeaving)
        {
            erasing = EraseOrEndAsync();
        }
    }

    private async Task EraseOrEndAsync()
    {
        try
        {
            await ClaimAsync();
            // It ends at once when it fails, or when the writer is let go.
            await forgetting;
            while (Record.Erasures.Count > 0)
            {
                await EraseAllAsync([.. Record.Erasures]);
                erasureError = null;
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped; the next activation goes on from where the tenant's row says.
        }
        catch (Exception exception)
        {
            // Reads and ingest go on: what breaks the grain is a write of its own that failed, and that breaks it by itself.
            failure ??= IsBroken ? exception : null;
            erasureError = exception.GetType().Name;
            ResumeLater(exception);
        }
    }

    /// <summary>All that are under way in one walk over the log.</summary>
    private async Task EraseAllAsync(IReadOnlyList<ErasedCustomer> all)
    {
        if (!Record.IsCurrent(services.Facts) || (Record.NextGeneration != 0 && rebuilding is null))
        {
            StartRebuild();
        }
        // From here on nobody applies an entry again that is rewritten.
        await SavedAsync(all[^1].Seq);
        foreach (var of in all)
        {
            if (!ownedByErased.ContainsKey(of.Seq))
            {
                ownedByErased[of.Seq] = await OwnedByAsync(of);
            }
            await EraseDefinitionsAsync(of);
            await services.EraseBeside(new ErasedBeside(tenant, of.Key, of.Replacement, ReportsOf(of.Replacement)), erasureStopping.Token);
        }
        await RewriteAsync(all);
        while (!Record.IsCurrent(services.Facts) || Record.NextGeneration != 0)
        {
            ThrowIfErasureIsStopped();
            if (rebuilding is null)
            {
                throw lastJob is { State: JobState.Failed } failed ? new InvalidOperationException(failed.Error) : new UnavailableException("the next generation is not being built; the erasure goes on with it", TimeSpan.FromSeconds(1));
            }
            await ProgressAsync(erasureStopping.Token);
        }
        await WriteAnewAsync([.. all.Select(static of => new LogRewrite(of.Seq, new ErasureEntry(null, of.Replacement).Encode()))], erasureStopping.Token);
        var done = all.Select(static of => of.Seq).ToHashSet();
        ending = all;
        record = Record with { Erasures = [.. Record.Erasures.Where(of => !done.Contains(of.Seq))] };
        foreach (var seq in done)
        {
            ownedByErased.Remove(seq);
        }
        await SaveAsync();
        ending = [];
    }

    private List<string> ReportsOf(string customer) =>
        [.. definitions.All(DefinitionCollection.Reports).Where(of => ScheduledReport.Of(of).Scope == new ScopeRef(Level.Customer, customer)).Select(static of => of.Id)];

    private async Task<HashSet<ulong>> OwnedByAsync(ErasedCustomer of)
    {
        while (true)
        {
            await SavedAsync(of.Seq);
            var read = Projection;
            var owned = await read.OwnedByAsync(Record.IsCurrent(services.Facts) ? [of.Replacement] : [of.Replacement, of.Key], erasureStopping.Token);
            // The rows of a generation that served go while they are read.
            if (read == projection)
            {
                return owned;
            }
        }
    }

    private async Task RewriteAsync(IReadOnlyList<ErasedCustomer> all)
    {
        var eraser = new LogEraser(tenant, Record.Hash(), all) { Owned = ownedByErased };
        var through = all.Min(static of => of.Through);
        while (through < eraser.Last)
        {
            ThrowIfErasureIsStopped();
            var records = await services.Log.ReadAsync(tenant, through + 1, BytesAtOnce, erasureStopping.Token);
            var page = records.TakeWhile(record => record.Seq <= eraser.Last).ToList();
            await WriteAnewAsync([.. page.Select(record => eraser.Rewritten(record) is { } payload ? new LogRewrite(record.Seq, payload) : default).Where(static rewrite => rewrite.Seq != 0)], erasureStopping.Token);
            through = page.Count == 0 ? eraser.Last : page[^1].Seq;
            var seqs = all.Select(static of => of.Seq).ToHashSet();
            record = Record with { Erasures = [.. Record.Erasures.Select(of => seqs.Contains(of.Seq) ? of with { Through = Math.Max(of.Through, Math.Min(through, of.Seq - 1)) } : of)] };
            // Others have their turn between two pages.
            await Task.Yield();
        }
    }

    private async Task WriteAnewAsync(IReadOnlyList<LogRewrite> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }
        try
        {
            if (!await services.Committer.RewriteAsync(tenant, head.Epoch, entries, cancellationToken))
            {
                throw Taken();
            }
        }
        catch (UnavailableException)
        {
            // Written or not: after that the log's head is read before anything is appended.
            Break();
            throw;
        }
    }

    /// <summary>What is defined for the customer, as entries of their own; what was said before is rewritten with the log.</summary>
    private async Task EraseDefinitionsAsync(ErasedCustomer of)
    {
        var erasure = new CustomerErasure(of.Key, of.Replacement);
        foreach (var collection in Enum.GetValues<DefinitionCollection>())
        {
            foreach (var id in definitions.All(collection).Select(static definition => definition.Id))
            {
                await InOrderAsync(() => EraseAsync(collection, id, of, erasure));
            }
        }
    }

    private async Task<bool> EraseAsync(DefinitionCollection collection, string id, ErasedCustomer of, CustomerErasure erasure)
    {
        // What was defined later is of whoever has the key now.
        if (definitions.Find(collection, id) is not { } definition || (definition.Changed > of.Seq && collection != DefinitionCollection.Disputes)
            || ErasedDefinition.Of(collection, definition.Document, erasure, survey => ownedByErased[of.Seq].Contains(LogEraser.SurveyOf(Record.Hash(), survey))) is not { } document)
        {
            return false;
        }
        await AppliedAsync(LogEntryKind.Defined, DefinedEntry(new DefinitionChange(collection, id, document)));
        return true;
    }

    private async Task SavedAsync(long seq)
    {
        while (Projection.Saved < seq)
        {
            await SaveAsync();
        }
    }

    private async Task SaveAsync()
    {
        ThrowIfErasureIsStopped();
        await CheckpointNowAsync();
        ThrowIfErasureIsStopped();
    }

    private void ThrowIfErasureIsStopped()
    {
        erasureStopping.Token.ThrowIfCancellationRequested();
        ThrowIfBroken();
    }
}
