using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Storage.Backups;

/// <summary>Puts a backup back as a data directory: into one that is empty or not there yet, after everything in it was checked. Cut short, no server starts on what it left, and it may be run again.</summary>
public static class Restore
{
    /// <summary>The directory that stands in a data directory while it is filled.</summary>
    internal const string Filling = "restoring";

    public static async Task<BackupManifest> RunAsync(string from, string to, CancellationToken cancellationToken)
    {
        (from, to) = (Path.GetFullPath(from), Path.GetFullPath(to));
        var manifest = BackupManifest.Read(from);
        await using var held = DataDirectory.Hold(to);
        var filling = Path.Combine(to, Filling);
        if (!Directory.Exists(filling) && Directory.EnumerateFileSystemEntries(to).Select(Path.GetFileName).Any(static name => name is not (DataDirectory.LockFile or "lost+found")))
        {
            throw new StoreException(StoreFault.Locked, $"{to}: there is something in it, and nothing is overwritten; name a directory that is empty or not there yet.");
        }

        Empty(to);
        Directory.CreateDirectory(filling);
        try
        {
            foreach (var file in manifest.Files)
            {
                await CopyAsync(file, from, filling, cancellationToken);
            }

            await CheckAsync(filling);
            foreach (var entry in Directory.EnumerateFileSystemEntries(filling).ToArray())
            {
                Directory.Move(entry, Path.Combine(to, Path.GetFileName(entry)));
            }

            Directory.Delete(filling);
            return manifest;
        }
        catch
        {
            Empty(to);
            throw;
        }
    }

    private static async Task CopyAsync(BackupFile file, string from, string filling, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(Path.Combine(filling, file.Name));
        if (!target.StartsWith(filling + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new StoreException(StoreFault.Corrupt, $"{from}: its manifest names a file outside of it; take another backup.");
        }

        BackupFile copied;
        try
        {
            copied = await Checksum.CopyAsync(Path.Combine(from, file.Name), target, file.Name, cancellationToken);
        }
        catch (FileNotFoundException exception)
        {
            throw new StoreException(StoreFault.Corrupt, $"{from}: it lacks {file.Name}; take another backup.", exception);
        }

        if (copied != file)
        {
            throw new StoreException(StoreFault.Corrupt, $"{from}: {file.Name} is not what was written ({copied.Bytes} bytes, {file.Bytes} were, or another checksum); take another backup.");
        }
    }

    private static async Task CheckAsync(string filling)
    {
        await using (var copy = DataDirectory.Open(filling))
        {
            if (await copy.CheckAsync() is { Count: > 0 } wrong)
            {
                throw new StoreException(StoreFault.Corrupt, $"the backup is not sound: {string.Join("; ", wrong)}");
            }
        }

        foreach (var left in (string[])[DataDirectory.LockFile, .. Directory.EnumerateFiles(filling, "*.db-*")])
        {
            File.Delete(Path.Combine(filling, left));
        }
    }

    /// <summary>What an earlier run left, and the mark that it was not over; the mark last.</summary>
    private static void Empty(string to)
    {
        var filling = Path.Combine(to, Filling);
        if (!Directory.Exists(filling))
        {
            return;
        }

        foreach (var name in (string[])["log.db", "state.db", "node.db"])
        {
            File.Delete(Path.Combine(to, name));
        }

        foreach (var directory in (string[])[DataDirectory.ImportsOf(to), filling])
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }
}
