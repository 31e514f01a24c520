using System.Text;
using CareKpi.Engine.Log;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>How what stands behind a value is found: indexes of timelines by day, and texts in the log.</summary>
public sealed partial class IntakeGrain
{
    public async Task<List<IndexedDossier>> IndexedAsync(IReadOnlyList<int> days, ushort groups, IReadOnlySet<int>? agents) => await Projection.IndexedAsync(days, groups, agents, stopping.Token);

    public async Task<StandingRead> StandingAsync(int? month, int lastDay, int most) => await Projection.StandingAsync(month ?? IndexKeys.Still, lastDay, most, stopping.Token);

    public async Task<List<(int Day, StateKey Row)>> CostDaysAsync(int fromDay, int throughDay) => await Projection.LedgerDaysAsync(LedgerFamily.Cost, fromDay, throughDay, stopping.Token);

    /// <summary>Each entry is read once.</summary>
    public async Task<List<string?>> TextsAsync(IReadOnlyList<TextOfEvent> events)
    {
        var texts = new string?[events.Count];
        var byEntry = new SortedDictionary<long, List<int>>();
        for (var i = 0; i < events.Count; i++)
        {
            var (source, id) = (Encoding.UTF8.GetBytes(events[i].Source), Encoding.UTF8.GetBytes(events[i].Id));
            var day = AgentDay.Of(events[i].Time);
            var (seq, _) = await Seen.FindAsync(of => admission!.IdOf(source, id, of), day, day, stopping.Token);
            if (!byEntry.TryGetValue(seq, out var wanted))
            {
                byEntry.Add(seq, wanted = []);
            }
            wanted.Add(i);
        }
        foreach (var (seq, wanted) in byEntry)
        {
            var entries = seq == 0 ? [] : await ReadLogAsync(seq, 1, stopping.Token);
            if (entries.Count > 0 && entries[0].Seq == seq && LogEntry.KindOf(entries[0].Payload.Span) == LogEntryKind.Events)
            {
                ReadTexts(entries[0].Payload.Span, seq, events, wanted, texts);
            }
        }
        return [.. texts];
    }

    private void ReadTexts(ReadOnlySpan<byte> payload, long seq, IReadOnlyList<TextOfEvent> events, List<int> wanted, string?[] texts)
    {
        var batch = EventBatch.Rent();
        LogEntry.EventsOf(seq, payload, tenant, batch);
        var byId = wanted.ToLookup(i => (events[i].Source, events[i].Id));
        foreach (ref readonly var read in batch.Events)
        {
            foreach (var i in byId[(Encoding.UTF8.GetString(batch[read.Source]), Encoding.UTF8.GetString(batch[read.Id]))])
            {
                if (read.Time == events[i].Time)
                {
                    texts[i] = read.Has(TextField.Text) ? Encoding.UTF8.GetString(batch[read[TextField.Text]]) : null;
                }
            }
        }
        batch.Return();
    }
}
