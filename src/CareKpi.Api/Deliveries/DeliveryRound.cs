using System.Globalization;
using CareKpi.Api.Node;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Deliveries;

/// <summary>Sends what is due, tenants in turn. What is not taken is sent again, later each time, for a day. It may come twice (its id says so), never not at all: a delivery leaves the queue when it is written what became of it.</summary>
internal sealed class DeliveryRound(DeliveryQueue queue, IEnumerable<IDeliveryRoute> routes, NodeState state, TimeProvider clock, ILogger<DeliveryRound> log)
{
    /// <summary>Of one tenant in a round: one whose receivers take as long as they may has a few seconds of it, and the others wait no longer.</summary>
    private const int OfTenant = 4;
    private const int ParallelOfTenant = 2;
    private const int ParallelTenants = 8;

    private readonly IDeliveryRoute[] known = [.. routes];

    /// <summary>Waits before the second attempt and all later ones: a day in all.</summary>
    internal static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(15)];

    /// <summary>Deliveries that wait, of one tenant and lane; beyond it the oldest fail unsent.</summary>
    internal int KeptDue { get; set; } = 1_000;

    /// <summary>One round over all tenants. True: some have more that is due.</summary>
    public async Task<bool> SendAsync(Lane lane, CancellationToken cancellationToken)
    {
        var more = 0;
        await Parallel.ForEachAsync(await queue.WaitingAsync(lane, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = ParallelTenants, CancellationToken = cancellationToken }, async (tenant, stop) =>
        {
            try
            {
                var due = await queue.DueAsync(lane, tenant, clock.GetUtcNow(), OfTenant, stop);
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = ParallelOfTenant, CancellationToken = stop }, async (row, end) => await SendAsync(row.Key, row.Delivery, end));
                if (due.Count == OfTenant)
                {
                    Interlocked.Exchange(ref more, 1);
                }
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                // One tenant's fault ends nobody else's turn.
                log.LogError("The deliveries of {Tenant} ({Lane}) wait for the next round: {Fault} {Stack}", tenant, lane, fault.GetType().FullName, fault.StackTrace);
            }
        });
        return more == 1;
    }

    /// <summary>After deliveries of a tenant were added.</summary>
    public async Task BoundAsync(Lane lane, string tenant, CancellationToken cancellationToken)
    {
        var waiting = await queue.AllAsync(lane, tenant, cancellationToken);
        if (waiting.Count > KeptDue)
        {
            var error = string.Create(CultureInfo.InvariantCulture, $"given up: more than {KeptDue} deliveries of the tenant waited");
            var over = waiting.OrderBy(static row => row.Delivery.RaisedAt).Take(waiting.Count - KeptDue);
            await state.WriteAsync([.. over.SelectMany(row => Rows(row.Key, row.Delivery with { Error = error }, Outcome.Failed, clock.GetUtcNow()))], cancellationToken);
        }
    }

    private async Task SendAsync(string key, Delivery delivery, CancellationToken cancellationToken)
    {
        var attempt = RouteOf(delivery) is { } route ? await TryAsync(route, delivery, cancellationToken) : Attempt.Dropped;
        var tried = attempt.Outcome == Outcome.Dropped ? delivery with { Error = attempt.Error ?? delivery.Error } : delivery with { Attempts = delivery.Attempts + 1, Error = attempt.Error };
        var outcome = attempt.Outcome == Outcome.Failed && tried.Attempts <= Waits.Length ? Outcome.Waiting : attempt.Outcome;
        // It was tried, whoever stops now.
        await state.WriteAsync([.. Rows(key, tried, outcome, clock.GetUtcNow())], CancellationToken.None);
    }

    /// <summary>What is broken on our side is an attempt like others: later each time, and not without end.</summary>
    private async Task<Attempt> TryAsync(IDeliveryRoute route, Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await route.TryAsync(delivery, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError("A delivery of {Tenant} could not be tried: {Fault} {Stack}", delivery.Tenant, fault.GetType().FullName, fault.StackTrace);
            return Attempt.Of("it could not be tried on this side");
        }
    }

    private IEnumerable<(string Key, byte[]? Value)> Rows(string key, Delivery delivery, Outcome outcome, DateTimeOffset now)
    {
        IEnumerable<(string Key, byte[]? Value)> rows = [(key, null), .. RouteOf(delivery)?.Note(delivery, outcome, now) ?? []];
        return outcome == Outcome.Waiting ? rows.Append(DeliveryQueue.Row(delivery, now + Waits[delivery.Attempts - 1])) : rows;
    }

    private IDeliveryRoute? RouteOf(Delivery delivery) => Array.Find(known, route => route.Takes(delivery));
}
