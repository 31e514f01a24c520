using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Events.Text;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>What was made of one event: the seen ids say which entry has it, its timeline what it makes of it.</summary>
public sealed partial class IntakeGrain
{
    /// <summary>1900-01-01: no event is older.</summary>
    private const int FirstDay = -25_567;

    public async Task<EventLook> EventAsync(EventQuery query)
    {
        _ = Record;
        var source = Encoding.UTF8.GetBytes(query.Source);
        var id = Encoding.UTF8.GetBytes(query.Id);
        var latest = Math.Max(services.Now, Projection.Head.Latest);
        var (first, last) = query.Time is { } at ? (AgentDay.Of(at), AgentDay.Of(at)) : (FirstDay, query.From ?? AgentDay.Of(latest) + 1);
        var (seq, next) = await Seen.FindAsync(day => admission!.IdOf(source, id, day), first, last, stopping.Token);
        if (seq == 0)
        {
            return new EventLook(null, next);
        }
        var entries = await ReadLogAsync(seq, 1, stopping.Token);
        var found = entries.Count > 0 && entries[0].Seq == seq ? Find(entries[0], source, id, first, last) : null;
        return new EventLook(found is null ? null : found with { Outcome = await OutcomeAsync(found, id) }, null);
    }

    /// <summary>An id that stands on several days of the entry: the last one.</summary>
    private EventTrace? Find(LogRecord entry, byte[] source, byte[] id, int first, int last)
    {
        var batch = EventBatch.Rent();
        LogEntry.EventsOf(entry.Seq, entry.Payload.Span, tenant, batch);
        EventTrace? found = null;
        foreach (ref readonly var read in batch.Events)
        {
            if (batch[read.Id].SequenceEqual(id) && batch[read.Source].SequenceEqual(source) && AgentDay.Of(read.Time) >= first && AgentDay.Of(read.Time) <= last && (found is null || read.Time > found.Time))
            {
                var outcome = Projection.Head.SetAside.Contains(entry.Seq) ? "set_aside" : read.Type == EventType.Foreign ? "ignored" : "taken";
                using var json = JsonDocument.Parse(Surrogates.Mended(batch[read.Raw]));
                found = new EventTrace(Encoding.UTF8.GetString(source), Encoding.UTF8.GetString(id), read.Time, json.RootElement.GetProperty("type").GetString() ?? "", entry.Seq, outcome, null, json.RootElement.Clone());
            }
        }
        batch.Return();
        return found;
    }

    /// <summary>What the event's timeline makes of it; one that has none is told as it was logged.</summary>
    private async Task<string> OutcomeAsync(EventTrace trace, byte[] id)
    {
        var data = trace.Event.TryGetProperty("data", out var given) ? given : default;
        if (!string.Equals(trace.Outcome, "taken", StringComparison.Ordinal) || data.ValueKind != JsonValueKind.Object)
        {
            return trace.Outcome;
        }
        var type = EventTypes.TryParse(trace.Type, out var known) ? known : EventType.Foreign;
        var counts = type switch
        {
            EventType.AgentStatus => await StatusCountsAsync(KeyIn(data, "agent"), trace, id),
            EventType.AgentDescribed => await DescriptionCountsAsync(type, KeyIn(data, "agent"), trace, id),
            EventType.TeamDescribed => await DescriptionCountsAsync(type, KeyIn(data, "team"), trace, id),
            EventType.CustomerDescribed => await DescriptionCountsAsync(type, KeyIn(data, "customer"), trace, id),
            EventType.CostRecorded => await LedgerCountsAsync(new LedgerKey(LedgerFamily.Cost, CategoryIn(data)), trace, id),
            EventType.RevenueRecorded => await LedgerCountsAsync(new LedgerKey(LedgerFamily.Revenue, KeyIn(data, "customer")), trace, id),
            EventType.CustomRecorded => await LedgerCountsAsync(new LedgerKey(LedgerFamily.Custom, KeyIn(data, "name")), trace, id),
            EventType.TouchpointObserved => await LedgerCountsAsync(new LedgerKey(LedgerFamily.Touchpoint, KeyIn(data, "customer")), trace, id),
            >= EventType.SubscriptionStarted and <= EventType.SubscriptionEnded => await LedgerCountsAsync(new LedgerKey(LedgerFamily.Subscription, KeyIn(data, "subscription")), trace, id),
            _ => await DossierCountsAsync(data, trace, id),
        };
        return counts switch
        {
            true => "counts",
            false => "superseded",
            // A case keeps its first messages only.
            null => type is EventType.MessageReceived or EventType.MessageSent && Projection.Head.Applied >= trace.Seq ? "ignored" : trace.Outcome,
        };
    }

    private int KeyIn(JsonElement data, string field) => data.TryGetProperty(field, out var key) && key.GetString() is { } text ? Projection.Names.Find(text) : 0;

    private static int CategoryIn(JsonElement data) => ContractWords.CostCategories.TryParse(data.GetProperty("category").GetString(), out var category) ? (int)category : 0;

    private bool Is(EventTrace trace, byte[] id, long time, int source, byte[] otherId) =>
        time == trace.Time && otherId.AsSpan().SequenceEqual(id) && string.Equals(Projection.Names.Text(source), trace.Source, StringComparison.Ordinal);

    /// <summary>null: the timeline does not hold it (yet).</summary>
    private async Task<bool?> DossierCountsAsync(JsonElement data, EventTrace trace, byte[] id)
    {
        foreach (var (_, kind, field) in EntityFields.Main)
        {
            if (data.TryGetProperty(field, out var key) && key.GetString() is { } text && await DossierAsync(kind, text) is { } dossier)
            {
                var counts = new List<bool>();
                Superseding.Judge(dossier.Events, counts, []);
                var at = dossier.Events.FindIndex(kept => Is(trace, id, kept.Time, kept.Source, kept.Id));
                return at < 0 ? null : dossier.Events[at].Type == EventType.EventWithdrawn || counts[at];
            }
        }
        return null;
    }

    private async Task<bool?> StatusCountsAsync(int agent, EventTrace trace, byte[] id)
    {
        var number = AgentDay.Of(trace.Time);
        var days = new Dictionary<int, AgentDay?> { [number] = await AgentDayAsync(agent, number) };
        var at = days[number]?.Statuses.FindIndex(kept => kept.HomeDay is null && Is(trace, id, kept.Time, kept.Source, kept.Id)) ?? -1;
        if (at < 0)
        {
            return null;
        }
        var status = days[number]!.Statuses[at];
        days.TryAdd(DaySuperseding.TargetDayOf(status), await AgentDayAsync(agent, DaySuperseding.TargetDayOf(status)));
        return DaySuperseding.Counts(status, number, day => days.GetValueOrDefault(day)?.Statuses);
    }

    private async Task<bool?> LedgerCountsAsync(LedgerKey key, EventTrace trace, byte[] id)
    {
        var number = AgentDay.Of(trace.Time);
        var days = new Dictionary<int, LedgerDay?> { [number] = await LedgerDayAsync(key, number) };
        var at = days[number]?.Events.FindIndex(kept => kept.HomeDay is null && Is(trace, id, kept.Time, kept.Source, kept.Id)) ?? -1;
        if (at < 0)
        {
            return null;
        }
        var held = days[number]!.Events[at];
        days.TryAdd(DaySuperseding.TargetDayOf(held), await LedgerDayAsync(key, DaySuperseding.TargetDayOf(held)));
        return DaySuperseding.Counts(held, number, day => days.GetValueOrDefault(day)?.Events);
    }

    private async Task<LedgerDay?> LedgerDayAsync(LedgerKey key, int day) => (await Projection.ReadRowsAsync([LedgerWork.KeyOf(key, day)], stopping.Token))[0] is { } row ? LedgerDay.Decode(row) : null;

    private async Task<AgentDay?> AgentDayAsync(int agent, int day) => (await Projection.ReadRowsAsync([AgentWork.KeyOf(agent, day)], stopping.Token))[0] is { } row ? AgentDay.Decode(row) : null;

    private async Task<bool?> DescriptionCountsAsync(EventType type, int name, EventTrace trace, byte[] id)
    {
        var profile = await Projection.ProfileAsync(type, name, stopping.Token);
        var at = profile.Events.FindIndex(kept => Is(trace, id, kept.Time, kept.Source, kept.Id));
        return at < 0 ? null : profile.Counts(at);
    }

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
}
