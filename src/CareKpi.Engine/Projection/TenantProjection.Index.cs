using CareKpi.Engine.Stores;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>A dossier with facts on a day that may matter, and the hours of the day between which they stand.</summary>
public readonly record struct IndexedDossier(int Day, ulong Dossier, byte First, byte Last);

/// <summary>A dossier with a case that was open, and the day since which it was.</summary>
public readonly record struct StandingDossier(int Since, ulong Dossier);

/// <summary>All of the days from <see cref="From"/> on (<see cref="int.MinValue"/>: of all days).</summary>
public sealed record StandingRead(List<StandingDossier> Dossiers, int From);

/// <summary>How timelines are found by day: kept by the same diff as facts, so no row has to be read to write it.</summary>
public sealed partial class TenantProjection
{
    private const int PageOfIndex = 8_000;

    /// <summary>A timeline is told whole before and after: what it left goes, what it came to is added.</summary>
    private void InstallIndex()
    {
        foreach (var (at, _) in sink.DaysBefore)
        {
            if (!sink.DaysAfter.ContainsKey(at))
            {
                rows.Put(IndexKeys.OfDay(at.Day, at.Dossier), null);
            }
        }
        foreach (var (at, mark) in sink.DaysAfter)
        {
            if (!sink.DaysBefore.TryGetValue(at, out var before) || before != mark)
            {
                rows.Put(IndexKeys.OfDay(at.Day, at.Dossier), mark.Encode(writer));
            }
        }
        foreach (var key in sink.RowsBefore)
        {
            if (!sink.RowsAfter.Contains(key))
            {
                rows.Put(key, null);
            }
        }
        foreach (var key in sink.RowsAfter)
        {
            if (!sink.RowsBefore.Contains(key))
            {
                rows.Put(key, []);
            }
        }
    }

    /// <summary>The dossiers with a fact on days from one to another, both included; null: more than <paramref name="most"/>.</summary>
    public async ValueTask<HashSet<ulong>?> DossiersOfDaysAsync(int fromDay, int throughDay, int most, CancellationToken cancellationToken)
    {
        var found = new HashSet<ulong>();
        await ScanAsync(RowKind.DayIndex, fromDay, throughDay + 1, (key, _) =>
        {
            found.Add(IndexKeys.DossierOf(key));
            return found.Count <= most;
        }, cancellationToken);
        return found.Count > most ? null : found;
    }

    /// <summary>The dossiers with facts of groups of measures on days, of some agents or nobody among these (null: of whomever).</summary>
    public async ValueTask<List<IndexedDossier>> IndexedAsync(IReadOnlyList<int> days, ushort groups, IReadOnlySet<int>? agents, CancellationToken cancellationToken)
    {
        var found = new List<IndexedDossier>();
        // Once for all days: there are many.
        var wanted = days.ToHashSet();
        var unsaved = rows.Unsaved(RowKind.DayIndex).Where(row => wanted.Contains(StateKey.High(row.Key.A))).ToLookup(static row => StateKey.High(row.Key.A));
        foreach (var day in days)
        {
            await ScanAsync(RowKind.DayIndex, day, day + 1, unsaved[day].ToDictionary(), (key, row) =>
            {
                var mark = DayMark.Decode(row);
                if ((mark.Groups & groups) != 0 && (agents is null || mark.Agent == DayMark.Several || agents.Contains(mark.Agent)))
                {
                    found.Add(new IndexedDossier(day, IndexKeys.DossierOf(key), mark.First, mark.Last));
                }
                return true;
            }, cancellationToken);
        }
        return found;
    }

    /// <summary>The dossiers with a case that was open at the end of a month (<see cref="IndexKeys.Still"/>: still is), since a day or earlier: those of the newest days, at least <paramref name="most"/> if there are so many.</summary>
    public async ValueTask<StandingRead> StandingAsync(int month, int lastDay, int most, CancellationToken cancellationToken)
    {
        var newest = new NewestDays(most);
        await ScanAsync(RowKind.Standing, IndexKeys.FirstOf(month), IndexKeys.Stand(month, lastDay) + 1, (key, _) =>
        {
            newest.Add(new StandingDossier(IndexKeys.SinceOf(key), IndexKeys.DossierOf(key)));
            return true;
        }, cancellationToken);
        return newest.Read();
    }

    /// <summary>The local days from one to another, both included, on which a day of the ledger has facts.</summary>
    public async ValueTask<List<(int Day, StateKey Row)>> LedgerDaysAsync(LedgerFamily family, int fromDay, int throughDay, CancellationToken cancellationToken)
    {
        var found = new List<(int Day, StateKey Row)>();
        await ScanAsync(RowKind.LedgerIndex, fromDay, throughDay + 1, (key, _) =>
        {
            found.Add((IndexKeys.DayOf(key), LedgerWork.KeyOf(new LedgerKey(family, StateKey.Low(key.A)), key.B)));
            return true;
        }, cancellationToken);
        return found;
    }

    /// <summary>Rows of a kind whose first number lies in a range, those in the store in order, then those that are not there yet. <paramref name="take"/> says whether to go on.</summary>
    private ValueTask ScanAsync(RowKind kind, int from, int to, Func<StateKey, byte[], bool> take, CancellationToken cancellationToken) =>
        ScanAsync(kind, from, to, rows.Unsaved(kind).Where(row => StateKey.High(row.Key.A) >= from && StateKey.High(row.Key.A) < to).ToDictionary(), take, cancellationToken);

    private async ValueTask ScanAsync(RowKind kind, int from, int to, Dictionary<StateKey, byte[]?> unsaved, Func<StateKey, byte[], bool> take, CancellationToken cancellationToken)
    {
        var end = IndexKeys.From(kind, to).ToBytes(Generation);
        var next = IndexKeys.From(kind, from).ToBytes(Generation);
        while (true)
        {
            var page = (await store.ReadAsync(tenant, new StateQuery([], [new StateRange(next, end, PageOfIndex)]), cancellationToken)).Ranges[0];
            foreach (var row in page)
            {
                var key = StateKey.FromBytes(row.Key);
                if (!unsaved.ContainsKey(key) && !take(key, row.Value))
                {
                    return;
                }
            }
            if (page.Count < PageOfIndex)
            {
                break;
            }
            next = [.. page[^1].Key, 0];
        }
        foreach (var (key, row) in unsaved)
        {
            if (row is not null && !take(key, row))
            {
                return;
            }
        }
    }
}
