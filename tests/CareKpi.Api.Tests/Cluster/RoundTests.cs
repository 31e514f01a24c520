using System.Collections.Concurrent;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Node;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareKpi.Api.Tests.Cluster;

/// <summary>Of all processes on one PostgreSQL one does the rounds of a kind; when it goes, another one goes on.</summary>
public sealed class RoundTests : IAsyncLifetime
{
    private static readonly string[] Tenants = ["a", "b", "c", "d", "e"];

    private readonly ConcurrentQueue<(string Process, string Delivery)> sent = new();
    private string connection = "";

    public async Task InitializeAsync() => connection = PostgresBinaries.WhyNot is null ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : "";

    public Task DisposeAsync() => Task.CompletedTask;

    [PostgresFact]
    public async Task Deliveries_go_out_once_and_by_one_process_however_many_there_are()
    {
        await using var one = await StartAsync("one");
        await using var other = await StartAsync("other");
        await one.FillAsync(20);
        await Task.WhenAll(one.Worker.SendAsync(CancellationToken.None), other.Worker.SendAsync(CancellationToken.None), one.Worker.SendAsync(CancellationToken.None), other.Worker.SendAsync(CancellationToken.None));
        Assert.Equal(100, sent.Select(static delivery => delivery.Delivery).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, sent.Count);
        Assert.Single(sent.Select(static delivery => delivery.Process).Distinct(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task What_a_process_leaves_when_it_dies_in_the_middle_goes_out_by_another_one()
    {
        var one = await StartAsync("one");
        await using var other = await StartAsync("other");
        await one.FillAsync(20);
        one.Route.Most = 30;
        var first = one.Worker.SendAsync(CancellationToken.None);
        await one.Route.Stuck.Task;
        await other.Worker.SendAsync(CancellationToken.None);
        Assert.All(sent, static delivery => Assert.Equal("one", delivery.Process));

        // It hangs in the middle of deliveries; then its connections end, as those of a process that is killed.
        await one.Database.DisposeAsync();
        // The server ends a session when it has read that it is over: as in each of its periods, the other one asks.
        while ((await other.Queue.WaitingAsync(Lane.Webhook, CancellationToken.None)).Count > 0)
        {
            await other.Worker.SendAsync(CancellationToken.None);
        }

        one.Route.GoOn.SetResult();
        await first;
        var counts = sent.CountBy(static delivery => delivery.Delivery).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(100, counts.Count);
        // Twice only what was under way: whether it arrived nobody could tell.
        Assert.All(counts, static count => Assert.InRange(count.Value, 1, 2));
        Assert.InRange(counts.Count(static count => count.Value == 2), 0, 16);
        one.Worker.Dispose();
    }

    private async Task<Node> StartAsync(string name)
    {
        var database = await PostgresDatabase.OpenAsync(connection, TimeSpan.Zero, null, CancellationToken.None);
        return new Node(database, new Route(name, sent));
    }

    private sealed class Node : IAsyncDisposable
    {
        private readonly NodeState state;

        public Node(PostgresDatabase database, Route route)
        {
            (Database, Route) = (database, route);
            state = new(database.Node, database.Locks);
            Queue = new(state);
            Worker = new(new DeliveryRound(Queue, [route], state, TimeProvider.System, NullLogger<DeliveryRound>.Instance), state, TimeProvider.System, NullLogger<WebhookWorker>.Instance);
        }

        public PostgresDatabase Database { get; }

        public Route Route { get; }

        public DeliveryQueue Queue { get; }

        public WebhookWorker Worker { get; }

        public async Task FillAsync(int ofTenant) => await state.WriteAsync(
            [.. Tenants.SelectMany(tenant => Enumerable.Range(0, ofTenant).Select(i => DeliveryQueue.Row(new Delivery($"{tenant}-{i}", tenant, 0) { Rule = "of-the-tests" })))], CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            Worker.Dispose();
            await Database.DisposeAsync();
        }
    }

    /// <summary>A receiver that takes everything, and can hang.</summary>
    private sealed class Route(string process, ConcurrentQueue<(string Process, string Delivery)> sent) : IDeliveryRoute
    {
        private int count;

        /// <summary>Deliveries until it hangs.</summary>
        public int Most { get; set; } = int.MaxValue;

        public TaskCompletionSource Stuck { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Takes(Delivery delivery) => true;

        public async Task<Attempt> TryAsync(Delivery delivery, CancellationToken cancellationToken)
        {
            sent.Enqueue((process, delivery.Id));
            if (Interlocked.Increment(ref count) > Most)
            {
                Stuck.TrySetResult();
                await GoOn.Task;
            }

            return Attempt.Of(null);
        }

        public IReadOnlyList<(string Key, byte[]? Value)> Note(Delivery delivery, Outcome outcome, DateTimeOffset at) => [];
    }
}
