using System.Diagnostics.Metrics;
using CareKpi.Api.Alerts;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Daily;

/// <summary>Fills the table of one tenant: asks its writer which days are changed, plans them, and writes them one by one, the newest first. Cut off anywhere, the next round goes on: a day is due until its rows are written.</summary>
internal sealed class DailyRound(IGrains grains, IDailyTable table, AgentRules agents, TimeProvider clock, IMeterFactory meters)
{
    /// <summary>Days that the table keeps: three years and a bit.</summary>
    internal const int KeepDays = 1_100;

    /// <summary>How old today's rows grow.</summary>
    internal static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);

    /// <summary>A tenant to which nothing came for so long is looked at when its day ends.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    /// <summary>Set beside the basis where agents are not told: a change of it is another basis.</summary>
    private const string WithoutAgents = "-agents";

    private readonly Counter<long> rows = meters.Create(CareKpiMetrics.Meter).CreateCounter<long>("carekpi.daily.rows", "{row}", "Rows of kpi_daily that were written or removed");
    private readonly Counter<long> days = meters.Create(CareKpiMetrics.Meter).CreateCounter<long>("carekpi.daily.days", "{day}", "Days of tenants that were read for kpi_daily");
    private readonly Histogram<double> lag = meters.Create(CareKpiMetrics.Meter).CreateHistogram<double>("carekpi.daily.age", "s", "How long after the last look a tenant's days are planned again");

    /// <summary>Until nothing is due, or time is up. False: somebody else took the tenant, or it is gone.</summary>
    public async Task<bool> FillAsync(string tenant, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var (holder, begun) = (Guid.NewGuid(), clock.GetTimestamp());
        if (await table.HoldAsync(tenant, holder, cancellationToken) is not { } known)
        {
            return false;
        }

        var open = await agents.AreOpenAsync(tenant, cancellationToken);
        if (IsDue(known, clock.GetUtcNow()) || await table.DueAsync(tenant, cancellationToken) is null)
        {
            if (!await PlanAsync(tenant, holder, known, open, cancellationToken))
            {
                return false;
            }
        }

        var isNamed = false;
        while (await table.DueAsync(tenant, cancellationToken) is { } day)
        {
            var from = clock.GetTimestamp();
            var (values, scopes) = await ReadAsync(tenant, day, open, cancellationToken);
            if (await table.WriteAsync(tenant, holder, day, values, clock.GetUtcNow(), cancellationToken) is not { } changed)
            {
                return false;
            }

            rows.Add(changed);
            days.Add(1);
            if (!isNamed && day.IsWhole)
            {
                // As of today, whichever day was read.
                isNamed = await table.NameScopesAsync(tenant, holder, scopes, cancellationToken);
            }

            if (clock.GetElapsedTime(begun) >= atMost)
            {
                break;
            }

            // Half of the time at most: what else asks the tenant goes first.
            await Task.Delay(clock.GetElapsedTime(from), clock, cancellationToken);
        }

        return true;
    }

    private static bool IsDue(DailyKnown known, DateTimeOffset now) => known.NextAt <= now || known.LookedAt + Refresh <= now;

    private async Task<bool> PlanAsync(string tenant, Guid holder, DailyKnown known, bool open, CancellationToken cancellationToken)
    {
        var suffix = open ? "" : WithoutAgents;
        var basis = known.Basis.EndsWith(WithoutAgents, StringComparison.Ordinal) == !open && known.Basis.Length > 0 ? known.Basis[..^suffix.Length] : "";
        var changes = await grains.Intake(tenant).ChangedDaysAsync(new DaysKnown(known.Applied, known.At, basis, KeepDays)).WithinAsync(Patience.Admin, cancellationToken);
        var now = clock.GetUtcNow();
        if (known.Applied >= 0)
        {
            lag.Record((now - known.LookedAt).TotalSeconds);
        }

        if (changes.IsAnew && !await table.NameKpisAsync(tenant, holder, await KpisAsync(tenant, cancellationToken), cancellationToken))
        {
            return false;
        }

        var changedAt = changes.Applied == known.Applied ? known.ChangedAt : now;
        // The writer's clock may be ahead of this one: by its events.
        var next = now + TimeSpan.FromMicroseconds(changes.NextAt - changes.Now);
        var refresh = now + Refresh;
        return await table.PlanAsync(tenant, holder, new DailyKnown(changes.Basis + suffix, changes.Applied, changes.Now, now, changedAt + Quiet > now && refresh < next ? refresh : next, changedAt), changes, cancellationToken);
    }

    private async Task<(DailyValues Values, List<DailyScope> Scopes)> ReadAsync(string tenant, ChangedDay day, bool open, CancellationToken cancellationToken)
    {
        var (values, scopes) = (new DailyValues(), new List<DailyScope>());
        foreach (var level in (Level[])(!day.IsWhole ? [Level.Tenant] : open ? [Level.Tenant, Level.Team, Level.Agent] : [Level.Tenant, Level.Team]))
        {
            string? after = null;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                var page = await grains.Scope(tenant, new ScopeRef(Level.Tenant, "")).DaysAsync(new DaysRequest(level, new Period(day.Day, day.Day), after)).WithinAsync(Patience.Admin, cancellationToken);
                foreach (var (scope, series) in page.Scopes)
                {
                    Add(values, level, scope, series);
                    if (level != Level.Tenant)
                    {
                        scopes.Add(new DailyScope(Words.Of(level), scope.Key, scope.Name, level == Level.Team ? scope.Parent : scope.Team));
                    }
                }

                after = page.Next;
            }
            while (after is not null);
        }

        return (values, scopes);
    }

    private static void Add(DailyValues to, Level level, ScopeInfo scope, IReadOnlyList<KpiSeries> series)
    {
        foreach (var of in series)
        {
            foreach (var point in of.Points)
            {
                to.Levels.Add(Words.Of(level));
                to.Scopes.Add(level == Level.Tenant ? "" : scope.Key);
                to.Kpis.Add(of.Kpi);
                to.Values.Add(point.Value);
                to.Numerators.Add(point.Numerator);
                to.Denominators.Add(point.Denominator);
                to.Counts.Add(point.Count);
                to.Provisional.Add(point.Incomplete || point.Provisional);
            }
        }
    }

    private async Task<List<DailyKpi>> KpisAsync(string tenant, CancellationToken cancellationToken)
    {
        var registry = CustomKpiDocument.AllOf(await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.Kpis, cancellationToken)).Registry;
        return [.. registry.All.Where(static kpi => kpi.Levels.Has(Level.Tenant) || kpi.Levels.Has(Level.Team) || kpi.Levels.Has(Level.Agent))
            .Select(static kpi => new DailyKpi(kpi.Code, kpi.Names.En, kpi.Unit, Lower(kpi.Direction.ToString()), Lower(kpi.Adds.ToString()), kpi.FormulaText))];
    }

    private static string Lower(string word) => word.ToLowerInvariant();
}
