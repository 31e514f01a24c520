using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Benchmarks.Peers;
using CareKpi.Kpis.Scorecards;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Peers;

/// <summary>Makes the publications of a quarter: looks at every tenant once, then decides for every group once. Each step is durable before the next begins, so a round that a restart interrupts goes on where it was, and one
/// that was made is not made again.</summary>
internal sealed class PeerRound(IGrains grains, ILogStore log, PeerStore store, TimeProvider clock, ILogger<PeerRound> logger)
{
    private const string Contacts = "contact_volume";

    /// <summary>Tenants of one step: each wakes its grains.</summary>
    private const int TenantsAStep = 10;

    private const int GroupsAStep = 10;

    /// <summary>One that failed so often is passed over, as if it did not take part.</summary>
    internal const int MaxTries = 5;

    /// <summary>Likewise one that did not answer so often: a day of steps, longer than what is down for all is down.</summary>
    internal const int MaxWaits = 17_280;

    /// <summary>Days after a quarter for late events, and for windows of a week to pass.</summary>
    private const int Grace = 10;

    private static readonly string[] Codes = [.. PeerKpis.All.Select(static kpi => kpi.Code), Contacts];

    /// <summary>The last quarter for which it is time.</summary>
    public DateOnly Due => QuarterBefore(clock.GetUtcNow().AddDays(-Grace));

    /// <summary>The last one that is over everywhere.</summary>
    public DateOnly Over => QuarterBefore(clock.GetUtcNow().AddDays(-1));

    /// <summary>Begins the round of a quarter; null: another one runs, or it or a later one was made.</summary>
    public async Task<PeerRoundRow?> BeginAsync(DateOnly quarter, CancellationToken cancellationToken)
    {
        if (await store.RoundAsync(cancellationToken) is { } last && (last.State != PeerRoundState.Done || last.Quarter >= quarter))
        {
            return null;
        }

        var round = new PeerRoundRow(quarter, null, 0, 0, 0, PeerRoundState.Looking);
        await store.KeepAsync(round, cancellationToken);
        return round;
    }

    /// <summary>One step, of bounded work. False: there is nothing to do.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var round = await store.RoundAsync(cancellationToken);
        switch (round?.State)
        {
            case PeerRoundState.Looking:
                await LookAsync(round, cancellationToken);
                return true;
            case PeerRoundState.Publishing:
                await PublishAsync(round, cancellationToken);
                return true;
            default:
                return await BeginAsync(Due, cancellationToken) is not null;
        }
    }

    private async Task LookAsync(PeerRoundRow round, CancellationToken cancellationToken)
    {
        var tenants = await log.TenantsAsync(round.After, TenantsAStep, cancellationToken);
        foreach (var tenant in tenants)
        {
            var next = round with { After = tenant, Looked = round.Looked + 1, Tries = 0, Waits = 0 };
            try
            {
                if (await MemberAsync(tenant, round.Quarter, cancellationToken) is (var group, { } member))
                {
                    await store.KeepAsync(next = next with { Taking = next.Taking + 1 }, group, member, cancellationToken);
                    await DropIfGoneAsync(group, tenant, cancellationToken);
                }
                else
                {
                    await store.KeepAsync(next, cancellationToken);
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                var again = fault is UnavailableException or TimeoutException ? round with { Waits = round.Waits + 1 } : round with { Tries = round.Tries + 1 };
                if (again.Tries < MaxTries && again.Waits < MaxWaits)
                {
                    logger.LogWarning("The round of peers tries {Tenant} again: {Fault} {Stack}", tenant, fault.GetType().FullName, fault.StackTrace);
                    await store.KeepAsync(again, cancellationToken);
                    return;
                }

                logger.LogError("The round of peers passes over {Tenant}, which takes no part in {Quarter}: {Fault} {Stack}", tenant, round.Quarter, fault.GetType().FullName, fault.StackTrace);
                await store.KeepAsync(next, cancellationToken);
            }

            round = next;
        }

        if (tenants.Count < TenantsAStep)
        {
            await store.KeepAsync(round with { After = null, State = PeerRoundState.Publishing }, cancellationToken);
        }
    }

    /// <summary>Its removal may have ended between the look and the note of it.</summary>
    private async Task DropIfGoneAsync(string group, string tenant, CancellationToken cancellationToken)
    {
        if (await grains.Intake(tenant).DescribeAsync().WithinAsync(Patience.Read, cancellationToken) is null)
        {
            await store.DropAsync(group, tenant, cancellationToken);
        }
    }

    private async Task PublishAsync(PeerRoundRow round, CancellationToken cancellationToken)
    {
        var groups = await store.UndecidedAsync(round.Quarter, GroupsAStep, cancellationToken);
        foreach (var group in groups)
        {
            await store.PublishAsync(group, round.Quarter, cancellationToken);
        }

        if (groups.Count < GroupsAStep)
        {
            await store.KeepAsync(round with { State = PeerRoundState.Done }, cancellationToken);
        }
    }

    /// <summary>null: it takes no part.</summary>
    private async Task<(string Group, PeerMember Member)?> MemberAsync(string tenant, DateOnly quarter, CancellationToken cancellationToken)
    {
        var intake = grains.Intake(tenant);
        if (await intake.DescribeAsync().WithinAsync(Patience.Read, cancellationToken) is not { Industry: { } industry } || IndustryTable.Key(industry).Length == 0 || !await HasOptedInAsync(intake, cancellationToken))
        {
            return null;
        }

        var scope = new ScopeRef(Level.Tenant, "");
        var days = new Period(quarter, quarter.AddMonths(3).AddDays(-1));
        if (await grains.Scope(tenant, scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(days, null)) { Kpis = Codes }).WithinAsync(Patience.Admin, cancellationToken) is not { Values: { } values })
        {
            return null;
        }

        var told = values.Where(static value => value is { Value: not null, Count: > 0 } && !string.Equals(value.Kpi, Contacts, StringComparison.Ordinal))
            .ToDictionary(static value => value.Kpi, static value => new PeerValue(value.Value!.Value, value.Count), StringComparer.Ordinal);
        var contacts = values.First(static value => string.Equals(value.Kpi, Contacts, StringComparison.Ordinal)).Value ?? 0;
        return (PeerStore.GroupOf(industry, contacts), new PeerMember(tenant, told));
    }

    private static async Task<bool> HasOptedInAsync(IIntakeGrain intake, CancellationToken cancellationToken)
    {
        try
        {
            var settings = await intake.SettingsAsync().WithinAsync(Patience.Read, cancellationToken);
            return settings.Effective.GetProperty("peerBenchmarks").GetBoolean();
        }
        catch (TenantNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The first day of the quarter before the one of an instant.</summary>
    private static DateOnly QuarterBefore(DateTimeOffset at) => new DateOnly(at.Year, ((at.Month - 1) / 3 * 3) + 1, 1).AddMonths(-3);
}
