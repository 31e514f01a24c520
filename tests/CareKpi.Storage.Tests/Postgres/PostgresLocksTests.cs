using System.Diagnostics;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Storage.Tests.Specification;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

[NeedsPostgres]
public sealed class PostgresLocksTests(Database database) : NamedLocksSpecification, IClassFixture<Database>
{
    private PostgresDatabase here = null!;
    private PostgresDatabase there = null!;

    public override async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    protected override async ValueTask<(INamedLocks One, INamedLocks Other)> OpenAsync()
    {
        (here, there) = (await database.OpenAsync(), await database.OpenAsync());
        return (here.Locks, there.Locks);
    }

    [StoreFact]
    public async Task A_process_that_ends_lets_go_of_all()
    {
        var held = await here.Locks.EnterAsync("round/reports", default);
        await here.DisposeAsync();
        await using var next = await there.Locks.EnterAsync("round/reports", default);
        Assert.True(held.Lost.IsCancellationRequested);
        await held.DisposeAsync();
        Assert.False(next.Lost.IsCancellationRequested);
    }

    [StoreFact]
    public async Task A_connection_that_breaks_lets_go_and_its_holders_are_told_by_themselves()
    {
        var (held, besides) = (await here.Locks.EnterAsync("round/reports", default), await here.Locks.EnterAsync("users/a", default));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var telling = held.Lost.Register(told.SetResult);
        await EndLocksAsync();
        await using var next = await there.Locks.EnterAsync("round/reports", default);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.True(besides.Lost.IsCancellationRequested);

        // To let go of what is lost takes nothing from who has it now; and there is a new connection at once.
        await held.DisposeAsync();
        await besides.DisposeAsync();
        Assert.Null(await here.Locks.TryEnterAsync("round/reports", default));
        await using var again = await here.Locks.TryEnterAsync("users/a", default);
        Assert.NotNull(again);
    }

    [StoreFact]
    public async Task A_server_that_is_away_is_told_as_such_and_soon()
    {
        await using var held = await here.Locks.EnterAsync("users/a", default);
        await database.RunAsync($"ALTER DATABASE {database.DatabaseName} WITH ALLOW_CONNECTIONS false", "postgres");
        try
        {
            await EndLocksAsync("postgres");
            var begun = Stopwatch.GetTimestamp();
            await Assert.ThrowsAsync<UnavailableException>(async () => await here.Locks.EnterAsync("users/b", default));
            await Assert.ThrowsAsync<UnavailableException>(async () => await here.Locks.TryEnterAsync("users/b", default));
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(8));
            Assert.True(held.Lost.IsCancellationRequested);
        }
        finally
        {
            await database.RunAsync($"ALTER DATABASE {database.DatabaseName} WITH ALLOW_CONNECTIONS true", "postgres");
        }

        await using var later = await here.Locks.EnterAsync("users/b", default);
    }

    private Task EndLocksAsync(string? from = null) => database.RunAsync(
        $"SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = '{database.DatabaseName}' AND application_name = 'carekpi-locks'", from);
}
