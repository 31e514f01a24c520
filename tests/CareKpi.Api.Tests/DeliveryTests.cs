using System.Collections.Concurrent;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareKpi.Api.Tests;

public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("carekpi-deliveries-").FullName;
    private readonly DataDirectory data;

    public DeliveryTests() => data = DataDirectory.Open(directory);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await data.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_tenant_whose_deliveries_cannot_be_tried_keeps_nobody_from_theirs()
    {
        var state = new NodeState(data.Node, new ProcessLocks());
        var queue = new DeliveryQueue(state);
        var route = new Broken();
        var clock = new TestClock();
        clock.Stop();
        var round = new DeliveryRound(queue, [route], state, clock, NullLogger<DeliveryRound>.Instance);
        await state.WriteAsync([.. ((string[])["broken", "sound"]).Select(static tenant => DeliveryQueue.Row(new Delivery("d", tenant, 0) { Rule = "of-the-tests", To = "ann@example.com" }))], CancellationToken.None);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(await round.SendAsync(Lane.Mail, CancellationToken.None));
        }

        // Neither at once again, nor without end.
        Assert.Equal(["broken", "sound"], route.Tried.Order(StringComparer.Ordinal));
        foreach (var wait in DeliveryRound.Waits)
        {
            clock.Moved += wait;
            Assert.False(await round.SendAsync(Lane.Mail, CancellationToken.None));
        }

        Assert.Equal((8, 1), (route.Tried.Count(static tenant => tenant == "broken"), route.Tried.Count(static tenant => tenant == "sound")));
        Assert.Equal(("broken", "it could not be tried on this side"), Assert.Single(route.Failed));
        Assert.Empty(await queue.WaitingAsync(Lane.Mail, CancellationToken.None));
    }

    /// <summary>Sends for all tenants but one.</summary>
    private sealed class Broken : IDeliveryRoute
    {
        public ConcurrentQueue<string> Tried { get; } = new();

        public ConcurrentQueue<(string Tenant, string? Error)> Failed { get; } = new();

        public bool Takes(Delivery delivery) => true;

        public Task<Attempt> TryAsync(Delivery delivery, CancellationToken cancellationToken)
        {
            Tried.Enqueue(delivery.Tenant);
            return delivery.Tenant == "sound" ? Task.FromResult(Attempt.Of(null)) : throw new TimeoutException();
        }

        public IReadOnlyList<(string Key, byte[]? Value)> Note(Delivery delivery, Outcome outcome, DateTimeOffset at)
        {
            if (outcome == Outcome.Failed)
            {
                Failed.Enqueue((delivery.Tenant, delivery.Error));
            }

            return [];
        }
    }
}
