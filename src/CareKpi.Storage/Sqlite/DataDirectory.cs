using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Sqlite;

/// <summary>The data directory of an embedded server: <c>log.db</c>, <c>state.db</c>, <c>node.db</c> and the lock that keeps a second server out.</summary>
public sealed class DataDirectory : IAsyncDisposable
{
    private readonly FileStream hold;

    private DataDirectory(string path, FileStream held, SqliteLogStore log, SqliteStateStore state, SqliteStateStore node)
    {
        Path = path;
        hold = held;
        Log = log;
        State = state;
        Node = node;
    }

    public string Path { get; }

    public SqliteLogStore Log { get; }

    public SqliteStateStore State { get; }

    /// <summary>What follows from no log: keys, users, sessions, jobs. So <c>state.db</c> can be removed and made anew without losing them.</summary>
    public SqliteStateStore Node { get; }

    /// <summary>Creates the directory if it is missing, takes its lock and opens the stores. Throws <see cref="StoreException"/> with what is wrong and how to mend it.</summary>
    public static DataDirectory Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        FileStream? held = null;
        SqliteLogStore? log = null;
        SqliteStateStore? state = null;
        try
        {
            held = Hold(path);
            log = SqliteLogStore.Open(System.IO.Path.Combine(path, "log.db"));
            state = SqliteStateStore.Open(System.IO.Path.Combine(path, "state.db"));
            return new DataDirectory(path, held, log, state, SqliteStateStore.OpenNode(System.IO.Path.Combine(path, "node.db")));
        }
        catch
        {
            // Their threads end by themselves; nothing was asked of them yet.
            _ = state?.DisposeAsync();
            _ = log?.DisposeAsync();
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Findings of the stores; none: they are sound.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync() =>
        [.. (await Log.CheckAsync()).Select(static finding => "log.db: " + finding), .. (await State.CheckAsync()).Select(static finding => "state.db: " + finding),
            .. (await Node.CheckAsync()).Select(static finding => "node.db: " + finding)];

    /// <summary>Copies the stores into a directory, the state first: a state may be behind its log, never ahead of it.</summary>
    public async Task BackupAsync(string target)
    {
        Directory.CreateDirectory(target);
        await Node.BackupAsync(System.IO.Path.Combine(target, "node.db"));
        await State.BackupAsync(System.IO.Path.Combine(target, "state.db"));
        await Log.BackupAsync(System.IO.Path.Combine(target, "log.db"));
    }

    public async ValueTask DisposeAsync()
    {
        // The log last: it is what counts if the process is killed while it ends.
        await Node.DisposeAsync();
        await State.DisposeAsync();
        await Log.DisposeAsync();
        await hold.DisposeAsync();
    }

    private static FileStream Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path}: this data directory cannot be made ({exception.Message}); make it and give it to the user that the server runs as.", exception);
        }

        var file = System.IO.Path.Combine(path, "carekpi.lock");
        try
        {
            // The file stays; the lock is the system's and ends with the process, however it ends.
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path}: this data directory may not be written; give it to the user that the server runs as, or name another one.", exception);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new StoreException(StoreFault.Locked, $"{path}: another server uses this data directory (it holds carekpi.lock); stop that one, or give this one a directory of its own.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreException(StoreFault.Io, $"{path}: this data directory cannot be written ({exception.Message}).", exception);
        }
    }

    /// <summary>EAGAIN of Linux and macOS, or a sharing violation of Windows.</summary>
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xffff) is 11 or 35 or 32;
}
