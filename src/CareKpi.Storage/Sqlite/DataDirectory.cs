using CareKpi.Engine.Stores;
using CareKpi.Storage.Backups;

namespace CareKpi.Storage.Sqlite;

/// <summary>The data directory of an embedded server: <c>log.db</c>, <c>state.db</c>, <c>node.db</c> and the lock that keeps a second server out.</summary>
public sealed class DataDirectory : IAsyncDisposable
{
    internal const string LockFile = "carekpi.lock";

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

    /// <summary>Files that wait for their import.</summary>
    public string Imports => ImportsOf(Path);

    internal static string ImportsOf(string data) => System.IO.Path.Combine(data, "imports");

    /// <summary>What the stores and waiting files take on disk.</summary>
    internal long Bytes => Directory.EnumerateFiles(Path).Concat(ImportFiles()).Sum(static file => new FileInfo(file) is { Exists: true } there ? there.Length : 0);

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
            if (Directory.Exists(System.IO.Path.Combine(path, Restore.Filling)))
            {
                throw new StoreException(StoreFault.Corrupt, $"{path}: a restore into this data directory was cut short; run `carekpi restore` into it again.");
            }

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
        [.. await FindingsAsync("log.db", Log.CheckAsync), .. await FindingsAsync("state.db", State.CheckAsync), .. await FindingsAsync("node.db", Node.CheckAsync)];

    /// <summary>What is wrong with a file, and then how to mend it. One that cannot even be looked at does not hide what the others say.</summary>
    private static async Task<IReadOnlyList<string>> FindingsAsync(string file, Func<Task<IReadOnlyList<string>>> check)
    {
        try
        {
            var found = await check();
            return found.Count == 0 ? [] : [.. found.Select(finding => $"{file}: {finding}"), $"{file}: {SqliteFault.Mend(file)}"];
        }
        catch (StoreException fault)
        {
            return [fault.Message];
        }
    }

    /// <summary>Copies the stores as they are at one moment, and the files that wait, into a new directory, with a manifest, while they serve.</summary>
    public async Task<BackupManifest> BackupAsync(string target, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        var files = new List<BackupFile>();
        // Before and after: an import that stands in the snapshot has its file, whether it came or went meanwhile.
        await CopyImportsAsync(target, files, cancellationToken);
        // The state's moment is not after the log's: a state may be behind its log, never ahead of it. What it is behind by is in the log as long as nothing is rewritten in between.
        var (node, state, madeAt, log) = await Log.BetweenRewritesAsync(async () => (await Node.SnapshotAsync(), await State.SnapshotAsync(), time.GetUtcNow(), await Log.SnapshotAsync()), cancellationToken);
        using (node)
        using (state)
        using (log)
        {
            await CopyImportsAsync(target, files, cancellationToken);
            await Node.CopyAsync(node, In("node.db"), cancellationToken);
            await State.CopyAsync(state, In("state.db"), cancellationToken);
            await Log.CopyAsync(log, In("log.db"), cancellationToken);
        }

        foreach (var name in (string[])["log.db", "state.db", "node.db"])
        {
            files.Add(await Checksum.OfAsync(In(name), name, cancellationToken));
        }

        var manifest = new BackupManifest(typeof(DataDirectory).Assembly.GetName().Version?.ToString(3) ?? "", madeAt, new(SqliteFormat.Log.Version, SqliteFormat.State.Version, SqliteFormat.Node.Version), files);
        manifest.Write(target);
        return manifest;

        string In(string name) => System.IO.Path.Combine(target, name);
    }

    public async ValueTask DisposeAsync()
    {
        // The log last: it is what counts if the process is killed while it ends.
        await Node.DisposeAsync();
        await State.DisposeAsync();
        await Log.DisposeAsync();
        await hold.DisposeAsync();
    }

    private async Task CopyImportsAsync(string target, List<BackupFile> copied, CancellationToken cancellationToken)
    {
        foreach (var file in ImportFiles())
        {
            var name = "imports/" + System.IO.Path.GetFileName(file);
            try
            {
                var copy = await Checksum.CopyAsync(file, System.IO.Path.Combine(target, name), name, cancellationToken);
                copied.RemoveAll(before => string.Equals(before.Name, name, StringComparison.Ordinal));
                copied.Add(copy);
            }
            catch (FileNotFoundException)
            {
                // Its import has ended.
            }
        }
    }

    private IEnumerable<string> ImportFiles() => Directory.Exists(Imports) ? Directory.EnumerateFiles(Imports, "*.csv") : [];

    internal static FileStream Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path}: this data directory cannot be made ({exception.Message}); make it and give it to the user that the server runs as.", exception);
        }

        var file = System.IO.Path.Combine(path, LockFile);
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
            throw new StoreException(StoreFault.Io, $"{path}: this data directory cannot be written ({exception.Message}); mend that, or name another one (CareKpi__DataDirectory).", exception);
        }
    }

    /// <summary>EAGAIN of Linux and macOS, or a sharing violation of Windows.</summary>
    internal static bool IsHeld(IOException exception) => (exception.HResult & 0xffff) is 11 or 35 or 32;
}
