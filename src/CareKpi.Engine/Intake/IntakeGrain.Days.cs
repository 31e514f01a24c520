using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Time;

namespace CareKpi.Engine.Intake;

/// <summary>Which days a copy of their values elsewhere has to read again: those that entries changed, those that the clock did, or all.</summary>
public sealed partial class IntakeGrain
{
    /// <summary>What every formula of the catalogue is: another version of one is another basis.</summary>
    private static readonly string Catalogue = string.Join(',', KpiRegistry.BuiltIn.All.Select(static kpi => string.Create(CultureInfo.InvariantCulture, $"{kpi.Code}:{kpi.Version}")));

    public async Task<ChangedDays> ChangedDaysAsync(DaysKnown known)
    {
        ThrowIfBroken();
        _ = Record;
        var read = Projection;
        var (applied, now) = (read.Head.Applied, NowFor(read));
        var (today, basis) = (read.Calendar.DayOf(now), BasisOf(read, now));
        var first = today - Math.Max(known.Keep, 1) + 1;
        var days = new SortedDictionary<int, bool> { [today] = true };
        var isAnew = !string.Equals(known.Basis, basis, StringComparison.Ordinal) || known.Applied > applied || known.Applied + 1 < read.DaysMarkedSince;
        isAnew = isAnew || !await AddMarkedAsync(read, known.Applied, days, first, today, now);
        if (isAnew)
        {
            first = await AddAllAsync(read, days, first, today);
        }
        else
        {
            AddPassed(read, known.At, now, days, first, today);
        }
        ThrowIfBroken();
        return new ChangedDays(applied, now, basis, DateOf(today), DateOf(first), NextAt(read, now), isAnew, [.. days.Reverse().Select(static day => new ChangedDay(DateOf(day.Key), day.Value))]);
    }

    private static DateOnly DateOf(int day) => ZoneCalendar.DateOf(day);

    /// <summary>False: every day is changed.</summary>
    private async Task<bool> AddMarkedAsync(TenantProjection read, long after, SortedDictionary<int, bool> days, int first, int today, long now)
    {
        var marks = await read.DayChangesAsync(after, stopping.Token);
        var members = marks.FindAll(static mark => mark.Kind == DayChangeKind.Member);
        // Who inherits from whom decides what appraisals measure by, on every day.
        if (marks.Exists(static mark => mark.Kind == DayChangeKind.Tree) || (members.Count > 0 && HasAppraisal(now)))
        {
            return false;
        }
        foreach (var mark in marks)
        {
            if (mark.Kind == DayChangeKind.Day && mark.Day >= first && mark.Day <= today)
            {
                days[mark.Day] = true;
            }
        }
        // Only an agent's rows without a team move with its membership.
        var rows = await read.FirstDaysAsync([.. members.Select(static mark => new Credit(mark.Agent, 0)).Distinct().Where(read.Directory.Leaves.Contains)], stopping.Token);
        var from = marks.Where(static mark => mark.Kind == DayChangeKind.Onward).Select(static mark => mark.Day)
            .Concat(members.Where(mark => rows.ContainsKey(new Credit(mark.Agent, 0))).Select(mark => Math.Max(mark.Day, rows[new Credit(mark.Agent, 0)])))
            .DefaultIfEmpty(int.MaxValue).Min();
        Add(from, isWhole: true);
        Add(marks.Where(static mark => mark.Kind == DayChangeKind.TenantOnward).Select(static mark => mark.Day).DefaultIfEmpty(int.MaxValue).Min(), isWhole: false);
        return true;

        void Add(int fromDay, bool isWhole)
        {
            for (var day = Math.Max(fromDay, first); day <= today; day++)
            {
                days[day] = isWhole || days.GetValueOrDefault(day);
            }
        }
    }

    /// <summary>Every day since the first one of which there is anything; of days before anything of an agent or a team only the tenant. Gives the first.</summary>
    private async Task<int> AddAllAsync(TenantProjection read, SortedDictionary<int, bool> days, int first, int today)
    {
        var begun = await read.FirstDaysAsync([.. read.Directory.Leaves], stopping.Token);
        var whole = begun.Where(static leaf => !leaf.Key.IsNobody).Select(static leaf => leaf.Value).DefaultIfEmpty(int.MaxValue).Min();
        var any = Math.Min(begun.Values.DefaultIfEmpty(int.MaxValue).Min(), Math.Min(await read.FirstSpellDayAsync(stopping.Token), await read.FirstHealthDayAsync(stopping.Token)));
        first = Math.Min(Math.Max(first, any), today);
        for (var day = first; day <= today; day++)
        {
            days[day] = day >= whole || day == today;
        }
        return first;
    }

    /// <summary>A day is over, or a window that one of its values waited for: between the last look and now.</summary>
    private static void AddPassed(TenantProjection read, long then, long now, SortedDictionary<int, bool> days, int first, int today)
    {
        foreach (var window in WindowsOf(read))
        {
            // A look that was later than now was by another clock: that day is today again.
            for (var day = Math.Max(first, read.Calendar.DayOf(Math.Min(then, now) - window)); day < today && EndOf(read, day) + window <= now; day++)
            {
                days[day] = true;
            }
        }
    }

    private static long NextAt(TenantProjection read, long now) => WindowsOf(read).Min(window =>
    {
        for (var day = read.Calendar.DayOf(now - window); ; day++)
        {
            if (EndOf(read, day) + window > now)
            {
                return EndOf(read, day) + window;
            }
        }
    });

    private static long EndOf(TenantProjection read, int day) => read.Calendar.StartOf(day + 1);

    /// <summary>The windows of definitions after whose end values are no longer provisional; 0: the day's own end.</summary>
    private static HashSet<long> WindowsOf(TenantProjection read)
    {
        HashSet<long> windows = [0, 2 * ZoneCalendar.MicrosPerDay, 30 * ZoneCalendar.MicrosPerDay];
        foreach (var change in read.Settings.Changes)
        {
            windows.Add(read.Settings.At(change).RepeatWindow);
        }
        return windows;
    }

    private bool HasAppraisal(long now) => Record.Settings().At(now).Appraisal.Count > 0;

    /// <summary>What every value stands on beside the entries: which generation of facts, the settings that hold on read, own KPIs, targets where they are part of a value, the catalogue.</summary>
    private string BasisOf(TenantProjection read, long now)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"1|{read.Generation}|{read.Calendar.Id}|{Catalogue}|{Record.Settings().At(now).Json.GetRawText()}|");
        var collections = HasAppraisal(now) ? (DefinitionCollection[])[DefinitionCollection.Kpis, DefinitionCollection.Targets] : [DefinitionCollection.Kpis];
        foreach (var definition in collections.SelectMany(definitions.All))
        {
            text.Append(CultureInfo.InvariantCulture, $"{definition.Id}:{definition.Made}:{definition.Changed};");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
