using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>Which days' values entries change, where somebody keeps them elsewhere.</summary>
public sealed partial class TenantProjection
{
    /// <summary>Days are clipped to these: what lies beyond is no day of a calendar.</summary>
    private const int MinDay = -30_000;
    private const int MaxDay = 100_000;

    private readonly HashSet<DayChange> dayMarks = [];
    private long linesChangedFrom = long.MaxValue;

    /// <summary>The first entry from which on days are marked; <see cref="long.MaxValue"/>: they are not.</summary>
    public long DaysMarkedSince => Marks?.Since ?? long.MaxValue;

    /// <summary>What was marked by entries later than <paramref name="after"/>, all before <see cref="ProjectionHead.Applied"/> and maybe some that came while it was read.</summary>
    public async ValueTask<List<DayChange>> DayChangesAsync(long after, CancellationToken cancellationToken)
    {
        if (Marks is not { } marks)
        {
            return [];
        }
        // Taken first: what a checkpoint writes meanwhile is in one of the two.
        var unsaved = marks.Unsaved();
        var stored = (await store.ReadAsync(tenant, new StateQuery([], [RangeOf(RowKind.DayChange)]), cancellationToken)).Ranges[0];
        return [.. stored.Select(DayMarks.Decode).Concat(unsaved).Where(mark => mark.Seq > after).Select(static mark => mark.Mark).Distinct()];
    }

    /// <summary>The first day on which each of some leaves has a cell, or had one, or something that is due; those without are not told.</summary>
    public async ValueTask<Dictionary<Credit, int>> FirstDaysAsync(IReadOnlyList<Credit> leaves, CancellationToken cancellationToken)
    {
        RowKind[] kinds = [RowKind.CellAll, RowKind.EventAll];
        var asked = leaves.SelectMany(leaf => kinds.Select(kind => (Leaf: leaf, Kind: kind))).ToList();
        var first = new Dictionary<Credit, int>();
        var wanted = leaves.ToHashSet();
        foreach (var (key, _) in Unsaved().SelectMany(added => CellsOfFacts(added, wanted).Cells.Concat(added.Deltas.Cells)))
        {
            if (kinds.Contains(key.Kind) && wanted.Contains(key.Leaf))
            {
                See(key.Leaf, key.Day);
            }
        }
        foreach (var (leaf, day) in Unsaved().SelectMany(static added => added.Deltas.Due.Keys))
        {
            SeeDue(leaf, day);
        }
        // Before the cells: what is folded meanwhile is in these.
        foreach (var row in (await store.ReadAsync(tenant, new StateQuery([], [RangeOf(RowKind.Due)]), cancellationToken)).Ranges[0])
        {
            var key = StateKey.FromBytes(row.Key);
            SeeDue(new Credit(key.B, StateKey.Low(key.A)), StateKey.High(key.A));
        }
        foreach (var page in asked.Chunk(Page))
        {
            var ranges = page.Select(of => StateKey.Pair(of.Leaf.Team, of.Leaf.Agent) is var pair ? Range(new StateKey(of.Kind, pair, int.MinValue), new StateKey(of.Kind, pair, int.MaxValue)) with { Limit = 1 } : default).ToList();
            var answer = await store.ReadAsync(tenant, new StateQuery([], ranges), cancellationToken);
            for (var i = 0; i < page.Length; i++)
            {
                if (answer.Ranges[i] is [var row])
                {
                    See(page[i].Leaf, StateKey.FromBytes(row.Key).B);
                }
            }
        }
        return first;

        IEnumerable<Overlay> Unsaved() => saving is null ? [overlay] : [saving, overlay];

        void SeeDue(Credit leaf, int day)
        {
            if (wanted.Contains(leaf))
            {
                See(leaf, day);
            }
        }

        void See(Credit leaf, int day) => first[leaf] = Math.Min(day, first.GetValueOrDefault(leaf, int.MaxValue));
    }

    /// <summary>The first day of which the spell table says something.</summary>
    public async ValueTask<int> FirstSpellDayAsync(CancellationToken cancellationToken)
    {
        var first = long.MaxValue;
        (await ReadSpellsAsync(cancellationToken)).Tell(line => first = Math.Min(first, SpellStep.SaysFrom(line)));
        return DayOf(first);
    }

    /// <summary>A day before which there is no health of anybody: where its first span of time begins. A contact may have begun days before anything of it is a cell.</summary>
    public async ValueTask<int> FirstHealthDayAsync(CancellationToken cancellationToken)
    {
        var first = healthLines.Keys.Concat(savingHealth?.Keys ?? Enumerable.Empty<(int Customer, int Span)>()).Select(static line => line.Span).DefaultIfEmpty(int.MaxValue).Min();
        await foreach (var row in RowsAsync(RowKind.Health, RowKind.Health, cancellationToken))
        {
            first = Math.Min(first, StateKey.Low(StateKey.FromBytes(row.Key).A));
        }
        return first == int.MaxValue ? MaxDay : DayOf(first * CustomerSpan.Length);
    }

    private void MarkDays(DayMarks marks, ProfileWork profiles, long seq)
    {
        dayMarks.Clear();
        sink.Facts.TellDays(factCells, (day, isStock) => dayMarks.Add(new DayChange(isStock ? DayChangeKind.Onward : DayChangeKind.Day, Clipped(day))));
        if (linesChangedFrom != long.MaxValue)
        {
            dayMarks.Add(new DayChange(DayChangeKind.TenantOnward, DayOf(linesChangedFrom)));
        }
        if (stagedHealth.Count > 0)
        {
            dayMarks.Add(new DayChange(DayChangeKind.TenantOnward, DayOf(HealthChangedFrom())));
        }
        foreach (var ((type, name), change) in profiles.Changes)
        {
            if (type != EventType.CustomerDescribed && change.Before.BelongsElsewhereFrom(change.After) is { } from)
            {
                dayMarks.Add(type == EventType.AgentDescribed ? new DayChange(DayChangeKind.Member, DayOf(from), name) : new DayChange(DayChangeKind.Tree, 0));
            }
        }
        foreach (var mark in dayMarks)
        {
            marks.Add(mark, seq);
        }
    }

    /// <summary>What health is told of changes it from its own instant on.</summary>
    private long HealthChangedFrom()
    {
        var from = long.MaxValue;
        foreach (var (_, mark) in sink.HealthMarks.Keys)
        {
            from = Math.Min(from, mark.Instant);
        }
        foreach (var (_, mark) in sink.Marks.Keys)
        {
            from = mark.Kind == MarkKind.FurtherContact ? Math.Min(from, mark.Instant) : from;
        }
        return from;
    }

    private int DayOf(long instant) => instant == long.MinValue ? MinDay : instant == long.MaxValue ? MaxDay : Clipped(Calendar.DayOf(instant));

    private static int Clipped(int day) => Math.Clamp(day, MinDay, MaxDay);
}
