using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>What a tenant or an operator asks about the tenant itself.</summary>
public sealed partial class IntakeGrain
{
    public async Task<Digests> DigestAsync()
    {
        _ = Record;
        await ClaimAsync();
        await applying;
        while (!checkpointing.IsCompleted)
        {
            await checkpointing;
        }
        ThrowIfBroken();
        // No other checkpoint may begin until the rows are read.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        checkpointing = done.Task;
        try
        {
            await CheckpointOrBreakAsync();
            ThrowIfBroken();
            var position = Projection.Saved;
            var (timelines, cells) = await Projection.DigestAsync(stopping.Token);
            var state = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(timelines + cells)));
            return new Digests(state, timelines, cells, await SeenDigestAsync(), position);
        }
        finally
        {
            done.SetResult();
        }
    }

    public Task<QualityReport> QualityAsync()
    {
        _ = Record;
        var sources = new List<SourceQuality>();
        foreach (var (source, count) in Projection.Head.Sources)
        {
            var name = Projection.Names.Text(source);
            var minutes = Math.Max(1, (services.Now - count.LastArrivalAt) / 60e6);
            sources.Add(new SourceQuality(name, count.Events, duplicatesBySource.GetValueOrDefault(name), count.LastEventAt, count.LastArrivalAt, count.Events / minutes));
        }
        sources.Sort(static (left, right) => string.CompareOrdinal(left.Source, right.Source));
        var findings = Projection.Findings.Where(pair => pair.Value != 0).OrderBy(pair => pair.Key).Select(pair => new QualityCount(CodeOf(pair.Key), pair.Value, [])).ToList();
        return Task.FromResult(new QualityReport(sources, [], findings, [.. Projection.Head.SetAside]));
    }

    /// <summary>Looks for an event in the log from its end. The id alone may have been used on several days: without a time the last one is meant.</summary>
    public async Task<EventTrace?> EventAsync(string source, string id, long? time)
    {
        _ = Record;
        var sourceBytes = Encoding.UTF8.GetBytes(source);
        var idBytes = Encoding.UTF8.GetBytes(id);
        if (time is { } at)
        {
            var day = AgentDay.Of(at);
            await Seen.LoadAsync([day], stopping.Token);
            if (!Seen.Contains(day, admission!.IdOf(sourceBytes, idBytes, day)))
            {
                return null;
            }
        }
        EventTrace? found = null;
        for (long from = 1; from < nextSeq;)
        {
            var page = await services.Log.ReadAsync(tenant, from, 4 << 20, stopping.Token);
            if (page.Count == 0)
            {
                break;
            }
            foreach (var entry in page)
            {
                found = Find(entry, sourceBytes, idBytes, time) ?? found;
            }
            from = page[^1].Seq + 1;
        }
        return found is null ? null : found with { Outcome = await OutcomeAsync(found, idBytes) };
    }

    /// <summary>What the event's dossier or ledger makes of it; events of other timelines are told as they were logged.</summary>
    private async Task<string> OutcomeAsync(EventTrace trace, byte[] id)
    {
        var data = trace.Event.TryGetProperty("data", out var given) ? given : default;
        if (!string.Equals(trace.Outcome, "taken", StringComparison.Ordinal) || data.ValueKind != JsonValueKind.Object)
        {
            return trace.Outcome;
        }
        if (EventTypes.TryParse(trace.Type, out var type) && LedgerKeyOf(type, data) is { } ledger)
        {
            return await LedgerOutcomeAsync(ledger, trace, id);
        }
        foreach (var (field, kind) in Entities)
        {
            if (data.TryGetProperty(field, out var key) && key.GetString() is { } text && await DossierAsync(kind, text) is { } dossier)
            {
                var counts = new List<bool>();
                Superseding.Judge(dossier.Events, counts);
                var at = dossier.Events.FindIndex(kept => kept.Time == trace.Time && kept.Id.AsSpan().SequenceEqual(id) && string.Equals(Projection.Names.Text(kept.Source), trace.Source, StringComparison.Ordinal));
                return at < 0 ? trace.Outcome : dossier.Events[at].Type == EventType.EventWithdrawn || counts[at] ? "counts" : "superseded";
            }
        }
        return trace.Outcome;
    }

    /// <summary>Withdrawals are told as they were logged.</summary>
    private LedgerKey? LedgerKeyOf(EventType type, JsonElement data) => type switch
    {
        EventType.CostRecorded => ContractWords.CostCategories.TryParse(data.GetProperty("category").GetString(), out var category) ? new LedgerKey(LedgerFamily.Cost, (int)category) : null,
        EventType.RevenueRecorded => new LedgerKey(LedgerFamily.Revenue, Projection.Names.Find(data.GetProperty("customer").GetString()!)),
        >= EventType.SubscriptionStarted and <= EventType.SubscriptionEnded => new LedgerKey(LedgerFamily.Subscription, Projection.Names.Find(data.GetProperty("subscription").GetString()!)),
        _ => null,
    };

    private async Task<string> LedgerOutcomeAsync(LedgerKey key, EventTrace trace, byte[] id)
    {
        var home = AgentDay.Of(trace.Time);
        var days = new Dictionary<int, List<LedgerEvent>?>();
        await ReadAsync(home);
        foreach (var held in days[home] ?? [])
        {
            if (held.Supersedes.Length > 0)
            {
                await ReadAsync(DaySuperseding.TargetDayOf(held));
            }
        }
        if (days[home] is not { } events || events.FindIndex(IsIt) < 0)
        {
            return trace.Outcome;
        }
        var counting = new List<LedgerEvent>();
        DaySuperseding.Counting(events, home, day => days.GetValueOrDefault(day), counting);
        return counting.FindIndex(IsIt) < 0 ? "superseded" : "counts";

        async Task ReadAsync(int day)
        {
            if (!days.ContainsKey(day))
            {
                days[day] = (await Projection.ReadRowsAsync([LedgerWork.KeyOf(key, day)], stopping.Token))[0] is { } row ? LedgerDay.Decode(row).Events : null;
            }
        }

        bool IsIt(LedgerEvent held) => held.HomeDay is null && held.Id.AsSpan().SequenceEqual(id) && string.Equals(Projection.Names.Text(held.Source), trace.Source, StringComparison.Ordinal);
    }

    private static readonly (string Field, EntityKind Kind)[] Entities = [("case", EntityKind.Case), ("contact", EntityKind.Contact), ("survey", EntityKind.Survey), ("session", EntityKind.Session),
        ("mention", EntityKind.Mention), ("schedule", EntityKind.Schedule), ("observation", EntityKind.Observation)];

    private async Task<Dossier?> DossierAsync(EntityKind kind, string key)
    {
        var at = Record.Hash().Of((byte)kind, Encoding.UTF8.GetBytes(key));
        while ((await Projection.ReadRowsAsync([DossierWork.KeyOf(at)], stopping.Token))[0] is { } row)
        {
            if (DossierWork.RedirectOf(row) is not { } next)
            {
                return Dossier.Decode(row);
            }
            at = next;
        }
        return null;
    }

    public Task<ScopePage> ScopesAsync(ScopeQuery query) => query.Level == Level.Customer ? CustomersAsync(query) : Task.FromResult(Page(query));

    private static string CodeOf(Finding finding) => JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.ToString());

    private async Task<string> SeenDigestAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = new byte[8];
        await foreach (var (day, ids) in Seen.AllAsync(stopping.Token))
        {
            BinaryPrimitives.WriteInt64BigEndian(number, day);
            hash.AppendData(number);
            foreach (var id in ids)
            {
                BinaryPrimitives.WriteUInt64BigEndian(number, id);
                hash.AppendData(number);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private EventTrace? Find(LogRecord entry, byte[] source, byte[] id, long? time)
    {
        if (LogEntry.KindOf(entry.Payload.Span) != LogEntryKind.Events)
        {
            return null;
        }
        var batch = EventBatch.Rent();
        LogEntry.EventsOf(entry.Seq, entry.Payload.Span, tenant, batch);
        EventTrace? found = null;
        foreach (ref readonly var read in batch.Events)
        {
            if (batch[read.Id].SequenceEqual(id) && batch[read.Source].SequenceEqual(source) && (time is not { } at || AgentDay.Of(at) == AgentDay.Of(read.Time)))
            {
                var outcome = Projection.Head.SetAside.Contains(entry.Seq) ? "set_aside" : read.Type == EventType.Foreign ? "ignored" : "taken";
                using var json = JsonDocument.Parse(batch[read.Raw].ToArray());
                found = new EventTrace(Encoding.UTF8.GetString(source), Encoding.UTF8.GetString(id), read.Time, json.RootElement.GetProperty("type").GetString() ?? "", entry.Seq, outcome, null, json.RootElement.Clone());
            }
        }
        batch.Return();
        return found;
    }

    private ScopePage Page(ScopeQuery query)
    {
        var read = Projection;
        var endOfToday = read.Calendar.StartOf(read.Calendar.DayOf(NowFor(read)) + 1);
        var names = query.Level == Level.Team ? read.Directory.Teams : read.Directory.Agents;
        var team = query.Team is null ? 0 : read.Names.Find(query.Team);
        var found = names.Where(name => query.Team is null || (team != 0 && read.Directory.TeamOf(name, endOfToday) == team)).Select(name => Info(query.Level, name, read))
            .Where(info => IsFound(info, query.Search)).OrderBy(info => info.Key, StringComparer.Ordinal).ToList();
        var from = query.After is null ? 0 : found.FindIndex(info => string.CompareOrdinal(info.Key, query.After) > 0) is >= 0 and var at ? at : found.Count;
        return new ScopePage(found.GetRange(from, Math.Min(query.First, found.Count - from)), found.Count, from + query.First < found.Count, from > 0);
    }

    private async Task<ScopePage> CustomersAsync(ScopeQuery query)
    {
        var read = Projection;
        var sorted = read.Directory.SortedCustomers();
        var from = query.After is null ? 0 : After(sorted, query.After, read.Names);
        var found = new List<ScopeInfo>();
        var at = from;
        for (; at < sorted.Count && found.Count < query.First; at++)
        {
            var key = read.Names.Text(sorted[at]);
            var info = await InfoAsync(new ScopeRef(Level.Customer, key), sorted[at], read);
            if (IsFound(info, query.Search))
            {
                found.Add(info);
            }
        }
        return new ScopePage(found, null, at < sorted.Count, from > 0);
    }

    private static int After(IReadOnlyList<int> sorted, string key, NameTable names)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var low = 0;
        var high = sorted.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (names[sorted[middle]].SequenceCompareTo(bytes) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static bool IsFound(ScopeInfo info, string? search) =>
        string.IsNullOrEmpty(search) || info.Key.Contains(search, StringComparison.OrdinalIgnoreCase) || info.Name.Contains(search, StringComparison.OrdinalIgnoreCase);
}
