using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Intake;

public sealed partial class IntakeGrain
{
    private readonly Dictionary<string, long> duplicatesBySource = new(StringComparer.Ordinal);

    public async Task<TenantInfo> CreateAsync(TenantSpec spec)
    {
        if (record is not null)
        {
            return await ChangeAsync(spec);
        }
        ThrowIfBroken();
        CheckZone(spec);
        var history = new List<SettingsEntry>();
        if (spec.Settings is { } settings)
        {
            _ = TenantSettings.Default.With(settings);
            AppraisalSettings.Check(settings, KpiRegistry.BuiltIn);
            history.Add(new SettingsEntry(long.MinValue, settings));
        }
        await ClaimAsync();
        Span<byte> key = stackalloc byte[16];
        services.Random(key);
        var made = new TenantRecord(spec.Name, spec.TimeZone, spec.Currency, spec.Industry, spec.Locale, BitConverter.ToUInt64(key), BitConverter.ToUInt64(key[8..]))
        {
            History = history,
            GenerationSettings = history.Count,
        };
        await AppliedAsync(LogEntryKind.TenantCreated, LogEntry.OfJson(LogEntryKind.TenantCreated, made.ToJson()));
        return Info();
    }

    public async Task<TenantInfo?> DescribeAsync()
    {
        if (record is null && !hasClaimed && claiming is null && (await services.Committer.HeadAsync(tenant, stopping.Token)).LastSeq > 0 && record is null && claiming is null)
        {
            // It came from elsewhere since this activation looked: the next one finds it.
            Break();
        }
        return record is null ? null : Info();
    }

    public Task<SettingsHistory> SettingsAsync() => Task.FromResult(HistoryOf(Record, null));

    public async Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change)
    {
        TenantSettings.Check(change.Settings);
        AppraisalSettings.Check(change.Settings, definitions.OwnKpis.Registry);
        var entry = new SettingsEntry(change.ValidFrom ?? services.Now, change.Settings);
        var before = Record.Settings();
        // What holds after the merge must make sense too.
        _ = before.Add(entry.ValidFrom, change.Settings);
        await ClaimAsync();
        var json = JsonSerializer.SerializeToElement(entry, EngineJson.Default.SettingsEntry);
        await AppliedAsync(LogEntryKind.SettingsChanged, LogEntry.OfJson(LogEntryKind.SettingsChanged, json));
        LookSoon();
        string? job = null;
        if (!before.JudgesLike(Record.Settings()))
        {
            job = StartRebuild().Id;
        }
        return HistoryOf(Record, job);
    }

    private TenantRecord Record => record ?? throw new TenantNotFoundException(tenant);

    private SettingsHistory HistoryOf(TenantRecord of, string? job) => new(of.Settings().At(services.Now).Json, of.History, job) { Horizon = of.Horizon };

    private TenantInfo Info() =>
        new(tenant, Record.Name, Record.TimeZone, Record.Currency, Record.Industry, Record.Locale, Projection.Head.Applied, LastEventAt, NowFor(Projection), Projection.Head.Events, 0) { Horizon = Record.Horizon };

    private long? LastEventAt => Projection.Head.Latest == CareEvent.None ? null : Projection.Head.Latest;

    private async Task<TenantInfo> ChangeAsync(TenantSpec spec)
    {
        CheckZone(spec);
        var zone = Record.TimeZone;
        var changed = Changed(spec.Name, spec.TimeZone, spec.Currency, spec.Industry, spec.Locale);
        if (changed != Record)
        {
            await ClaimAsync();
            await AppliedAsync(LogEntryKind.TenantChanged, LogEntry.OfJson(LogEntryKind.TenantChanged, changed.ToJson()));
        }
        // The zone holds for all time: every day there ever was is another one.
        return zone == Record.TimeZone ? Info() : Info() with { Job = StartRebuild().Id };
    }

    private static void CheckZone(TenantSpec spec)
    {
        if (!ZoneCalendar.Knows(spec.TimeZone))
        {
            throw new SettingsException("timeZone", $"'{spec.TimeZone}' is no IANA time zone; an example is \"Asia/Taipei\"");
        }
    }

    private TenantRecord Changed(string name, string zone, string currency, string? industry, string locale) =>
        Record with { Name = name, TimeZone = zone, Currency = currency, Industry = industry, Locale = locale, GenerationZone = Record.GenerationZone ?? (zone == Record.TimeZone ? null : Record.TimeZone) };

    /// <summary>Appends an entry and waits until it is applied.</summary>
    private async Task AppliedAsync(LogEntryKind kind, byte[] payload)
    {
        ThrowIfClosed();
        var seq = nextSeq;
        await DurableAsync(Append(kind, payload, null));
        while (projection is null || projection.Head.Applied < seq)
        {
            ThrowIfGone();
            await ProgressAsync(CancellationToken.None);
        }
    }

    /// <summary>Applies an entry without events, live or replayed.</summary>
    private async Task ApplyOtherAsync(long seq, LogEntryKind kind, ReadOnlyMemory<byte> payload)
    {
        switch (kind)
        {
            case LogEntryKind.TenantCreated:
                if (record is null)
                {
                    // Whichever version made it: this one makes its first generation.
                    await BeginAsync(TenantRecord.FromJson(LogEntry.JsonOf(payload)) with { Facts = services.Facts });
                }
                break;
            case LogEntryKind.TenantChanged:
                var changed = TenantRecord.FromJson(LogEntry.JsonOf(payload));
                record = Changed(changed.Name, changed.TimeZone, changed.Currency, changed.Industry, changed.Locale);
                break;
            case LogEntryKind.SettingsChanged:
                var change = LogEntry.JsonOf(payload).Deserialize(EngineJson.Default.SettingsEntry) ?? throw new InvalidDataException($"log entry {seq} has no settings");
                record = Record.With(change);
                break;
            case LogEntryKind.GenerationSwapped:
                await SwapAsync(seq, LogEntry.GenerationOf(payload.Span));
                break;
            case LogEntryKind.HorizonMoved:
                await ApplyMoveAsync(seq, HorizonMove.Decode(payload.Span));
                break;
            case LogEntryKind.RebuildAsked:
                Plan(LogEntry.GenerationOf(payload.Span));
                break;
            case LogEntryKind.MonthClosed or LogEntryKind.MonthReopened:
                await ApplyMonthAsync(seq, kind, payload);
                break;
            case LogEntryKind.Defined:
                ApplyDefined(seq, payload);
                break;
            case LogEntryKind.CustomerErased:
                await ApplyErasedAsync(seq, payload);
                break;
            case LogEntryKind.SetAside:
                Projection.Head.SetAside.Add(LogEntry.SetAsideOf(payload.Span).Seq);
                break;
        }
        Projection.ApplyNothing(seq);
        if (kind is not (LogEntryKind.RebuildAsked or LogEntryKind.SetAside or LogEntryKind.Carried))
        {
            watch.SeeAll(seq);
        }
    }

    private void Count(EventBatch batch, Admitted admitted)
    {
        EngineMetrics.Accepted.Add(admitted.Taken.Count);
        EngineMetrics.Duplicates.Add(admitted.Duplicates);
        if (admitted.Duplicates > 0 && batch.Count > 0 && duplicatesBySource.Count < 1_000)
        {
            var source = System.Text.Encoding.UTF8.GetString(batch[batch.Events[0].Source]);
            duplicatesBySource[source] = duplicatesBySource.GetValueOrDefault(source) + admitted.Duplicates;
        }
    }
}

/// <summary>There is no such tenant.</summary>
public sealed class TenantNotFoundException(string tenant) : Exception($"there is no tenant '{tenant}'")
{
    public string Tenant { get; } = tenant;
}
