using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using Xunit;

namespace CareKpi.Storage.Tests.Specification;

/// <summary>What locks of every kind keep. Two of them are two processes where the kind knows several.</summary>
public abstract class NamedLocksSpecification : IAsyncLifetime
{
    private INamedLocks one = null!;
    private INamedLocks other = null!;

    public async Task InitializeAsync() => (one, other) = await OpenAsync();

    public abstract Task DisposeAsync();

    protected abstract ValueTask<(INamedLocks One, INamedLocks Other)> OpenAsync();

    [StoreFact]
    public async Task A_name_has_one_holder_and_names_are_apart()
    {
        var held = await one.EnterAsync("users/a", default);
        Assert.Null(await one.TryEnterAsync("users/a", default));
        Assert.Null(await other.TryEnterAsync("users/a", default));
        await using (await other.EnterAsync("users/b", default))
        {
            Assert.False(held.Lost.IsCancellationRequested);
        }

        await held.DisposeAsync();
        await held.DisposeAsync();
        var next = await other.TryEnterAsync("users/a", default);
        Assert.NotNull(next);
        Assert.Null(await one.TryEnterAsync("users/a", default));
        await next.DisposeAsync();
    }

    [StoreFact]
    public async Task Whoever_waits_gets_it_when_it_is_free_and_nobody_is_in_it_beside_another()
    {
        var (inside, most, sum) = (0, 0, 0);
        await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            await using var held = await (i % 2 == 0 ? one : other).EnterAsync("keys/a", stop);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            var read = sum;
            await Task.Yield();
            sum = read + 1;
            Interlocked.Decrement(ref inside);
        });
        Assert.Equal((1, 40), (most, sum));
    }

    [StoreFact]
    public async Task Whoever_waits_too_long_is_told_what_is_busy_and_who_gives_up_holds_nothing()
    {
        var held = await one.EnterAsync("keys/a", default);
        var busy = await Assert.ThrowsAsync<UnavailableException>(async () => await other.EnterAsync("keys/a", default));
        Assert.StartsWith("'keys' is being changed by somebody else", busy.Message, StringComparison.Ordinal);
        using var soon = new CancellationTokenSource();
        var waiting = other.EnterAsync("keys/a", soon.Token).AsTask();
        await soon.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.DisposeAsync();
        await using var next = await one.TryEnterAsync("keys/a", default);
        Assert.NotNull(next);
    }
}
