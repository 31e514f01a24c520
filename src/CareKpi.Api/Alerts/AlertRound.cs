using System.Text.Json;
using CareKpi.Api.Definitions;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Scorecards;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Alerts;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Time;

namespace CareKpi.Api.Alerts;

/// <summary>Looks at all rules of a tenant once. A rule for every scope of a level is one read, whatever the number of its scopes.</summary>
internal sealed class AlertRound(IGrains grains, AlertStore store, AgentRules agents, DeliveryRound deliveries, TimeProvider clock)
{
    /// <summary>Alerts of one round; the rest are found by the next one.</summary>
    private const int MaxAlerts = 500;

    /// <summary>What was raised, and is durable.</summary>
    public async Task<IReadOnlyList<Alert>> LookAsync(string tenant, CancellationToken cancellationToken)
    {
        var rules = (await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.AlertRules, cancellationToken)).Select(AlertRule.Of).Where(static rule => rule.Enabled).ToList();
        if (rules.Exists(static rule => rule.Level == Level.Agent) && !await agents.AreOpenAsync(tenant, cancellationToken))
        {
            rules.RemoveAll(static rule => rule.Level == Level.Agent);
        }

        if (rules.Count == 0 || await grains.Intake(tenant).DescribeAsync() is not { } info)
        {
            return [];
        }

        var look = new Look(
            tenant,
            CustomKpiDocument.AllOf(await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.Kpis, cancellationToken)).Registry,
            new ZoneCalendar(info.TimeZone));
        var raised = new List<Alert>();
        try
        {
            foreach (var rule in rules.Where(rule => look.Kpis.Find(rule.Kpi) is not null))
            {
                raised.AddRange(await LookAsync(look, rule, MaxAlerts - raised.Count, cancellationToken));
            }
        }
        finally
        {
            // Also of a round that a later rule has cut short.
            if (raised.Count > 0)
            {
                await store.BoundAsync(tenant, cancellationToken);
                await deliveries.BoundAsync(Lane.Webhook, tenant, cancellationToken);
            }
        }

        return raised;
    }

    private sealed record Look(string Tenant, KpiRegistry Kpis, ZoneCalendar Calendar);

    private async Task<IReadOnlyList<Alert>> LookAsync(Look look, AlertRule rule, int most, CancellationToken cancellationToken)
    {
        var kpi = look.Kpis.Find(rule.Kpi)!;
        if (await ValuesAsync(look.Tenant, rule, kpi, new(null, rule.Period)) is not ({ } result, { Count: > 0 } values))
        {
            return [];
        }

        var before = rule.Condition is AlertCondition.Change ? await BaselineAsync(look.Tenant, rule, kpi, result.Period) : null;
        var days = DaysOf(result, look.Calendar);
        var told = new List<Alert>();
        var now = clock.GetUtcNow();
        foreach (var (scope, value) in values)
        {
            var reading = new AlertReading(value) { Baseline = before?.GetValueOrDefault(scope.Key), Days = days };
            if (AlertJudge.Judge(rule, kpi, scope.Name.Length > 0 ? scope.Name : scope.Key, reading) is { } message)
            {
                told.Add(new(RandomId.New(), rule.Id, Words.Of(scope.Level), scope.Key, scope.Name, kpi.Code, now, message, value.Value!.Value));
            }
        }

        if (told.Count == 0)
        {
            return [];
        }

        var raised = await store.RaisedAsync(look.Tenant, rule.Id, cancellationToken);
        var cool = TimeSpan.FromHours(rule.CoolDownHours);
        told = [.. told.Where(alert => !raised.TryGetValue(AlertStore.Scope(alert), out var last) || last + cool <= now).Take(most)];
        if (told.Count > 0)
        {
            await store.AddAsync(look.Tenant, told, rule.WebhookUrl is null ? [] : [.. told.Select(alert => DeliveryOf(look.Tenant, rule, alert))], cancellationToken);
        }

        return told;
    }

    private async Task<(ReadResult? Result, List<(ScopeInfo Scope, KpiValue Value)> Values)> ValuesAsync(string tenant, AlertRule rule, Kpi kpi, PeriodChoice period)
    {
        var scope = rule.IsOfEvery || rule.Level == Level.Tenant ? new ScopeRef(Level.Tenant, "") : new ScopeRef(rule.Level, rule.Key!);
        var request = new ReadRequest(scope, period)
        {
            Kpis = [rule.Kpi],
            Extras = rule.Condition is AlertCondition.TargetMissed ? Extras.Target : Extras.None,
            Ranking = rule.IsOfEvery ? new RankingOf(rule.Level, int.MaxValue, MinCount: AlertJudge.LeastCount(rule, kpi)) : null,
        };
        return await grains.Scope(tenant, scope).ReadAsync(request) is not { } result ? (null, [])
            : rule.IsOfEvery ? (result, [.. result.Ranking![0].Entries.Select(static entry => (entry.Scope, entry.Result))])
            : (result, [.. result.Values!.Select(value => (result.Scope, value))]);
    }

    private async Task<Dictionary<string, KpiValue>> BaselineAsync(string tenant, AlertRule rule, Kpi kpi, Period period)
    {
        var weeks = new Period(period.From.AddDays(-AlertJudge.BaselineDays), period.From.AddDays(-1));
        return (await ValuesAsync(tenant, rule, kpi, new(weeks, null))).Values.ToDictionary(static pair => pair.Scope.Key, static pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>How many days of the period have passed, the running one in part.</summary>
    private static double DaysOf(ReadResult result, ZoneCalendar calendar)
    {
        var from = calendar.StartOf(ZoneCalendar.DayNumber(result.Period.From));
        var to = calendar.StartOf(ZoneCalendar.DayNumber(result.Period.To) + 1);
        return Math.Max(0, Math.Min(result.Now, to) - from) / (double)ZoneCalendar.MicrosPerDay;
    }

    private static Delivery DeliveryOf(string tenant, AlertRule rule, Alert alert) => new(RandomId.New(), tenant, 0)
    {
        Rule = rule.Id,
        Alert = alert.Id,
        Body = JsonSerializer.Serialize(AlertBody.Of(alert), ApiJson.Default.AlertBody),
    };
}
