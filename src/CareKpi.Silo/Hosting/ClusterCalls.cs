using CareKpi.Engine.Grains;
using CareKpi.Silo.Grains;
using Orleans.Runtime;

namespace CareKpi.Silo.Hosting;

/// <summary>Calls of this silo to grains wherever they are: bounded in number, so that what waits for a lost silo does not pile up, and with the cluster's own failures as one message.</summary>
internal sealed class ClusterCalls(int mostAtOnce)
{
    /// <summary>Well below the time after which a call counts as lost.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private const int Moves = 5;

    private int running;

    public static UnavailableException Failed(Exception exception) => new("the silo of the tenant does not answer; send the same again", TimeSpan.FromSeconds(1), exception);

    /// <summary>Throws <see cref="UnavailableException"/> at once when too many wait already.</summary>
    public async Task<TResult> AskAsync<TResult>(Func<Task<TResult>> call)
    {
        try
        {
            if (Interlocked.Increment(ref running) > mostAtOnce)
            {
                throw new UnavailableException($"{mostAtOnce} calls wait on this silo already; send the same again", TimeSpan.FromSeconds(2));
            }
            return await UnboundedAsync(call);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    /// <summary>For calls that wait by intention.</summary>
    public async Task<TResult> UnboundedAsync<TResult>(Func<Task<TResult>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (WriterMovedException) when (tries < Moves)
            {
                // The scope wakes anew, beside its writer.
            }
            catch (Exception exception) when (exception is OrleansException or WriterMovedException or TimeoutException or ObjectDisposedException)
            {
                throw Refused(exception) ?? Failed(exception);
            }
        }
    }

    /// <summary>A call that was turned away since its grain could not wake may carry why.</summary>
    private static UnavailableException? Refused(Exception? exception)
    {
        while (exception is not (null or UnavailableException))
        {
            exception = exception.InnerException;
        }
        return (UnavailableException?)exception;
    }
}
