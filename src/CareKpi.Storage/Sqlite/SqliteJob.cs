namespace CareKpi.Storage.Sqlite;

/// <summary>A call on its way to the thread that does it. It is begun or cancelled, never both; who waits goes on on its own scheduler.</summary>
internal abstract class SqliteJob<TSession>
{
    private int claimed;

    /// <summary>About the bytes that it writes: how much of a group it is.</summary>
    public long Bytes { get; init; }

    /// <summary>Closes and opens the connection; not part of a transaction.</summary>
    public bool Reopens { get; init; }

    public bool Begin() => Interlocked.Exchange(ref claimed, 1) == 0;

    public abstract void Run(TSession session);

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class SqliteJob<TSession, TResult> : SqliteJob<TSession>
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<TSession, TResult> work;
    private readonly CancellationTokenRegistration registration;
    private TResult? result;

    public SqliteJob(Func<TSession, TResult> work, CancellationToken cancellationToken)
    {
        this.work = work;
        registration = cancellationToken.UnsafeRegister(
            static (job, token) =>
            {
                var self = (SqliteJob<TSession, TResult>)job!;
                if (self.Begin())
                {
                    self.completion.TrySetCanceled(token);
                }
            },
            this);
    }

    public Task<TResult> Task => completion.Task;

    public override void Run(TSession session) => result = work(session);

    public override void Complete()
    {
        registration.Unregister();
        completion.TrySetResult(result!);
    }

    public override void Fail(Exception exception)
    {
        registration.Unregister();
        if (exception is OperationCanceledException cancelled)
        {
            completion.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            completion.TrySetException(exception);
        }
    }
}
