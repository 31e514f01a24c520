using CareKpi.Engine.Daily;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;

namespace CareKpi.Engine.Tests.Daily;

/// <summary>A copy of a tenant's days that is brought up to date as the table is: only what it is told of is read again.</summary>
internal sealed class DaysCopy(TestNode node, int keep = 1_100)
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    private readonly Dictionary<(ScopeRef Scope, DateOnly Day), Dictionary<string, SeriesPoint>> held = [];
    private DaysKnown known = new(-1, long.MinValue / 4, "", keep);

    /// <summary>Days that were read, of the whole and of the tenant alone.</summary>
    public int Read { get; private set; }

    public ChangedDays Last { get; private set; } = null!;

    public async Task FollowAsync()
    {
        Last = await node.Intake.ChangedDaysAsync(known);
        foreach (var gone in held.Keys.Where(of => of.Day < Last.First || of.Day > Last.Today).ToList())
        {
            held.Remove(gone);
        }
        foreach (var (day, isWhole) in Last.Days)
        {
            if (Last.IsAnew && !isWhole)
            {
                Drop(Level.Team, day);
                Drop(Level.Agent, day);
            }
            Read++;
            await TakeAsync(Level.Tenant, day);
            if (isWhole)
            {
                await TakeAsync(Level.Team, day);
                await TakeAsync(Level.Agent, day);
            }
        }
        known = known with { Applied = Last.Applied, At = Last.Now, Basis = Last.Basis };
    }

    /// <summary>What differs from the series by day of every scope.</summary>
    public async Task<List<string>> DifferencesAsync(IEnumerable<ScopeRef> scopes, IReadOnlyList<string> own)
    {
        var wrong = new List<string>();
        foreach (var scope in scopes)
        {
            var kpis = KpiRegistry.BuiltIn.ForLevel(scope.Level).Select(static kpi => kpi.Code).Concat(own).ToList();
            var series = await node.ReadAsync(scope, new Period(Last.First, Last.Today), kpis, with: static request => request with { Interval = Interval.Day });
            foreach (var (kpi, point) in series?.Series!.SelectMany(static of => of.Points.Select(point => (of.Kpi, point))) ?? [])
            {
                var here = held.GetValueOrDefault((scope, point.From))?.GetValueOrDefault(kpi);
                if (here is null ? !IsNothing(kpi, point) : here != point)
                {
                    wrong.Add($"{scope} {kpi} {point.From}: {point}, and the copy has {here}");
                }
            }
        }
        return wrong;
    }

    private static bool IsNothing(string kpi, SeriesPoint point) =>
        KpiRegistry.BuiltIn.Find(kpi) is not { } of || ClosedValue.NothingOf(of) is var nothing && (point.Value, point.Count, point.Numerator, point.Denominator) == (nothing.Value, nothing.Count, nothing.Numerator, nothing.Denominator);

    private void Drop(Level level, DateOnly day)
    {
        foreach (var gone in held.Keys.Where(of => of.Scope.Level == level && of.Day == day).ToList())
        {
            held.Remove(gone);
        }
    }

    private async Task TakeAsync(Level level, DateOnly day)
    {
        Drop(level, day);
        string? after = null;
        do
        {
            var page = await node.Host.Scope(TestNode.Tenant, Whole).DaysAsync(new DaysRequest(level, new Period(day, day), after, First: 2));
            foreach (var (scope, series) in page.Scopes)
            {
                held[(new ScopeRef(level, level == Level.Tenant ? "" : scope.Key), day)] = series.ToDictionary(static of => of.Kpi, static of => of.Points.Single(), StringComparer.Ordinal);
            }
            after = page.Next;
        }
        while (after is not null);
    }
}
