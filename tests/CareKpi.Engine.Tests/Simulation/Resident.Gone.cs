using System.Globalization;
using CareKpi.Engine.Erasure;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Erasure;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;
using static CareKpi.Engine.Tests.Simulation.Said;

namespace CareKpi.Engine.Tests.Simulation;

// What is gone of it is nowhere.
internal sealed partial class Resident
{
    /// <summary>The horizon is where it is to be, whoever set clocks, and nothing before it is left. True: it moved.</summary>
    /// <param name="world">Nothing bad happens in it any more.</param>
    /// <param name="from">When the writer has looked at the clock, or a little before.</param>
    private bool AssertForgotten(World world, long from)
    {
        var horizon = world.Ask(node => node.Of(Key).DescribeAsync())!.Horizon;
        var record = TenantRecord.Decode(world.Ask(node => node.State.ReadAsync(Key, new StateQuery([IntakeGrain.RecordKey.ToBytes(0)], []), default).AsTask()).Values[0]!);
        Same("horizon in the tenant's row", $"{record.Horizon}", $"{horizon}");
        Same("forgotten", $"{record.Forgotten}", $"{record.HorizonSeq}");
        var times = new List<(long Time, bool Outlives)>();
        foreach (var entry in Entries(world).Where(static entry => entry.Kind == LogEntryKind.Events))
        {
            AddTimes(entry.Seq, entry.Payload, horizon ?? long.MinValue, times);
        }
        var latest = times.Max(static of => of.Time);
        if (Due(record.Settings(), from, latest) is { } due)
        {
            var isThere = horizon is { } now && due.Horizon - now < due.Step;
            Same("events that a horizon which is due left", string.Join(' ', times.Where(of => !isThere && of.Time >= (horizon ?? long.MinValue) && of.Time < due.Horizon).Select(static of => of.Time)), "");
        }
        if (horizon is not { } moved)
        {
            return false;
        }
        // However far ahead a clock was: of what the latest event says is to be kept nothing is gone.
        Same("horizon by the latest event", moved <= (AgentDay.Of(latest) - 120) * ZoneCalendar.MicrosPerDay ? "" : $"{moved} of {latest}", "");
        Same("events before the horizon", string.Join(' ', times.Where(of => of.Time < moved && !of.Outlives).Select(static of => of.Time)), "");
        Same("ids before the horizon", $"{world.Ask(node => node.State.ReadAsync(Key, new StateQuery([], [SeenIds.Before(AgentDay.Of(moved))]), default).AsTask()).Ranges[0].Count}", "0");
        return true;
    }

    private static (long Horizon, long Step)? Due(SettingsTimeline settings, long now, long latest)
    {
        if (Retention.DaysOf(settings.At(now)) is not { } byClock || Retention.DaysOf(settings.At(Math.Min(now, latest))) is not { } byEvents)
        {
            return null;
        }
        var days = Math.Max(byClock, byEvents);
        return ((AgentDay.Of(Math.Min(now, latest)) - days) * ZoneCalendar.MicrosPerDay, Retention.StepOf(days) * ZoneCalendar.MicrosPerDay);
    }

    private void AddTimes(long seq, ReadOnlyMemory<byte> payload, long horizon, List<(long Time, bool Outlives)> times)
    {
        var batch = EventBatch.Rent();
        LogEntry.EventsOf(seq, payload.Span, Key, batch);
        foreach (ref readonly var read in batch.Events)
        {
            times.Add((read.Time, read.Type is EventType.AgentDescribed or EventType.TeamDescribed or EventType.CustomerDescribed or EventType.EventWithdrawn || read.SupersedesTime >= horizon));
        }
        batch.Return();
    }

    /// <summary>Of a key that nobody said after its erasure nothing is left, in no row and in no entry, however it is packed; of another one, in no entry before it.</summary>
    private void AssertErased(World world)
    {
        var said = Entries(world).ConvertAll(entry => (entry.Seq, Text: Erasures.TextOf(Key, new LogRecord(entry.Seq, entry.Payload))));
        var rows = world.Ask(node => Erasures.RowsAsync(node.State, Key));
        foreach (var erasure in Entries(world).Where(static entry => entry.Kind == LogEntryKind.CustomerErased))
        {
            var name = $"\"{erased[ErasureEntry.Decode(erasure.Payload).Replacement]}\"";
            var holding = said.FindAll(entry => entry.Text.Contains(name, StringComparison.Ordinal)).ConvertAll(static entry => entry.Seq);
            Same("entries with an erased key", string.Join(' ', holding.Where(seq => seq <= erasure.Seq)), "");
            Same("rows with an erased key", holding.Count == 0 && rows.Contains(name, StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{name} of {erasure.Seq}") : "", "");
        }
    }
}
