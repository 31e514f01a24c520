using CareKpi.Engine.Stores;

namespace CareKpi.Testing.Stores;

/// <summary>Called before and after each step of I/O with its name, for example <c>log.append</c>, <c>log.append.sync</c>, <c>log.append.synced</c>. It may wait (a stall), throw (a failure)
/// or crash the store.</summary>
public delegate ValueTask StoreFaults(string operation, CancellationToken cancellationToken);

/// <summary>What is durable, whichever process has it open.</summary>
internal sealed class MemoryDisk<T>(T durable)
    where T : class
{
    public T Durable { get; set; } = durable;
}

/// <summary>A process's view of what is on the disk, as an immutable value, and the steps to the next one. A write is made aside and becomes the image when it is synced: what was not synced is lost with
/// <see cref="Crash"/>. Runs on the scheduler of its callers, without threads of its own, so that a simulator sees every step.</summary>
/// <param name="server">Others write beside it: a write is a transaction that takes effect as a whole at one moment, and one whose answer is lost may do so later. null: a file, with one writer.</param>
internal sealed class MemoryImage<T>(string name, MemoryDisk<T> disk, StoreFaults? faults, MemoryServer? server = null)
    where T : class
{
    private MemoryTurns writer = new();
    private T? unsynced;
    private bool broken;
    private bool closed;
    private int life;

    public bool IsShared => server is not null;

    /// <summary>What is on the disk, for who looks from outside.</summary>
    public T Durable => disk.Durable;

    public async ValueTask<TResult> ReadAsync<TResult>(string operation, Func<T, TResult> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureOpen();
        var begun = life;
        await StepAsync(operation, cancellationToken);
        EnsureAlive(begun);
        var result = read(disk.Durable);
        await StepAsync(operation + ".done", cancellationToken);
        EnsureAlive(begun);
        return result;
    }

    /// <summary>Once begun, a write is not cancelled: its faults get no token.</summary>
    public ValueTask<TResult> WriteAsync<TResult>(string operation, Func<T, (T Next, TResult Result)> write, CancellationToken cancellationToken) =>
        server is null ? WriteFileAsync(operation, write, cancellationToken) : TransactAsync(server, operation, write, cancellationToken);

    private async ValueTask<TResult> WriteFileAsync<TResult>(string operation, Func<T, (T Next, TResult Result)> write, CancellationToken cancellationToken)
    {
        var begun = life;
        var turns = writer;
        await turns.EnterAsync(cancellationToken);
        try
        {
            EnsureOpen();
            EnsureAlive(begun);
            EnsureSound();
            try
            {
                await StepAsync(operation, CancellationToken.None);
                EnsureAlive(begun);
                var (next, result) = write(disk.Durable);
                unsynced = next;
                await StepAsync(operation + ".sync", CancellationToken.None);
                EnsureAlive(begun);
                disk.Durable = next;
                unsynced = null;
                await StepAsync(operation + ".synced", CancellationToken.None);
                EnsureAlive(begun);
                return result;
            }
            catch (Exception) when (begun == life)
            {
                broken = true;
                unsynced = null;
                throw;
            }
        }
        finally
        {
            turns.Leave();
        }
    }

    /// <summary>Nothing waits for a turn: rows are locked, not the store.</summary>
    private async ValueTask<TResult> TransactAsync<TResult>(MemoryServer on, string operation, Func<T, (T Next, TResult Result)> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureOpen();
        EnsureSound();
        var begun = life;
        MemoryServer.Sent? sent = null;
        try
        {
            await StepAsync(operation, CancellationToken.None);
            EnsureAlive(begun);
            var result = default(TResult)!;
            sent = on.Send(this, () => (disk.Durable, result) = write(disk.Durable));
            await StepAsync(operation + ".sync", CancellationToken.None);
            EnsureAlive(begun);
            on.Commit(sent);
            await StepAsync(operation + ".synced", CancellationToken.None);
            EnsureAlive(begun);
            return result;
        }
        catch (Exception) when (begun == life)
        {
            sent?.IsInDoubt = true;
            broken = true;
            throw;
        }
    }

    public async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        if (server is not null)
        {
            EnsureOpen();
            await StepAsync(name + ".reopen", cancellationToken);
            server.End(this);
            broken = false;
            await StepAsync(name + ".reopened", cancellationToken);
            return;
        }

        var turns = writer;
        await turns.EnterAsync(cancellationToken);
        try
        {
            EnsureOpen();
            await StepAsync(name + ".reopen", cancellationToken);
            broken = false;
            await StepAsync(name + ".reopened", cancellationToken);
        }
        finally
        {
            turns.Leave();
        }
    }

    /// <summary>The process is gone: what it was doing never answers. The store then stands for the one that the next process opens. <paramref name="tear"/>: what of a write that was not synced is on
    /// the disk all the same, given what was there and what was to be; null: nothing.</summary>
    public void Crash(Func<T, T, T>? tear = null)
    {
        life++;
        server?.Leave(this);
        disk.Durable = unsynced is { } lost && tear is not null ? tear(disk.Durable, lost) : disk.Durable;
        unsynced = null;
        // Who had the turn may be gone without a word.
        writer = new MemoryTurns();
        broken = false;
        closed = false;
    }

    /// <summary>Kills the process that uses this one: it is refused from here on, whatever of it still runs. The image that the next process opens.</summary>
    public MemoryImage<T> NextProcess()
    {
        Crash();
        Close();
        return Beside(faults);
    }

    /// <summary>The image as another process has it.</summary>
    public MemoryImage<T> Beside(StoreFaults? ofThat) => new(name, disk, ofThat, server);

    public void Close() => closed = true;

    private async ValueTask StepAsync(string operation, CancellationToken cancellationToken)
    {
        if (faults is null)
        {
            return;
        }

        try
        {
            await faults(operation, cancellationToken);
        }
        catch (Exception exception) when (exception is not (StoreException or OperationCanceledException))
        {
            throw new StoreException(StoreFault.Io, $"{operation}: {exception.Message}", exception);
        }
    }

    private void EnsureOpen()
    {
        if (closed)
        {
            throw new StoreException(StoreFault.Closed, $"{name}: it is closed.");
        }
    }

    private void EnsureSound()
    {
        if (broken)
        {
            throw new StoreException(StoreFault.Broken, $"{name}: an earlier write failed; it has to be opened anew first.");
        }
    }

    private void EnsureAlive(int begun)
    {
        if (begun != life)
        {
            throw new StoreException(StoreFault.Closed, $"{name}: the process that asked is gone.");
        }
    }
}

/// <summary>One writer at a time, in the order they came. Who waits comes back to its scheduler by a plain await, which a contended semaphore with a token does not promise.</summary>
internal sealed class MemoryTurns
{
    private readonly Queue<TaskCompletionSource> waiting = [];
    private bool taken;

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting)
        {
            if (!taken)
            {
                taken = true;
                return;
            }

            waiting.Enqueue(turn);
        }

        using (cancellationToken.UnsafeRegister(static (source, token) => ((TaskCompletionSource)source!).TrySetCanceled(token), turn))
        {
            await turn.Task;
        }
    }

    public void Leave()
    {
        lock (waiting)
        {
            while (waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            taken = false;
        }
    }
}

/// <summary>Unsigned bytes, as the ports order keys and the UTF-8 names of tenants.</summary>
internal sealed class ByteOrder : IComparer<byte[]>, IComparer<string>, IComparer<StateRow>
{
    public static readonly ByteOrder Instance = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);

    /// <summary>By their keys.</summary>
    public int Compare(StateRow x, StateRow y) => Compare(x.Key, y.Key);

    public int Compare(string? x, string? y) => Compare(System.Text.Encoding.UTF8.GetBytes(x ?? ""), System.Text.Encoding.UTF8.GetBytes(y ?? ""));
}
