using System.Globalization;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Storage.Backups;

/// <summary>A directory that holds backups of one data directory, named by when they were made. One is made at a time.</summary>
public sealed class BackupFolder(string path)
{
    private const string Prefix = "carekpi-";
    private const string Stamp = "yyyyMMdd'T'HHmmssfff'Z'";
    private const string Part = ".part";

    /// <summary>Left free beside a copy: what is being written meanwhile needs room too.</summary>
    private const long Reserve = 256L << 20;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Makes one, then removes all but the newest <paramref name="keep"/> (null: keeps all). Cut short, by a kill or a full disk, it leaves nothing that looks like a backup.</summary>
    public async Task<Backup> MakeAsync(DataDirectory data, int? keep, TimeProvider time, CancellationToken cancellationToken)
    {
        if (keep is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(keep), "At least one backup is kept.");
        }

        using var held = Hold();
        RemoveParts();
        var size = data.Bytes;
        if (new DriveInfo(Path).AvailableFreeSpace is var free && free < size + Reserve)
        {
            throw new StoreException(StoreFault.Full, string.Create(CultureInfo.InvariantCulture, $"{Path}: {free >> 20} MiB are free, a backup takes {size >> 20} MiB and leaves {Reserve >> 20} MiB; make room, or keep fewer backups."));
        }

        var target = System.IO.Path.Combine(Path, Prefix + time.GetUtcNow().UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture));
        var part = target + Part;
        try
        {
            var manifest = await data.BackupAsync(part, time, cancellationToken);
            Directory.Move(part, target);
            if (keep is { } newest)
            {
                RemoveAllBut(newest);
            }

            return new Backup(target, manifest);
        }
        catch
        {
            RemoveParts();
            throw;
        }
    }

    /// <summary>The newest first. What cannot be read is no backup and not among them.</summary>
    public IReadOnlyList<Backup> List()
    {
        var found = new List<Backup>();
        foreach (var made in Directory.Exists(Path) ? Names() : [])
        {
            try
            {
                found.Add(new Backup(made, BackupManifest.Read(made)));
            }
            catch (StoreException)
            {
                // Somebody else's, or damaged.
            }
        }

        return found;
    }

    private IEnumerable<string> Names() => Directory.EnumerateDirectories(Path, Prefix + "*").Where(IsStamped).OrderDescending(StringComparer.Ordinal);

    private static bool IsStamped(string directory) =>
        DateTime.TryParseExact(System.IO.Path.GetFileName(directory)[Prefix.Length..], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private void RemoveAllBut(int newest)
    {
        foreach (var old in List().Skip(newest))
        {
            // Under another name first: half a backup never looks like one.
            Directory.Move(old.Path, old.Path + Part);
            Directory.Delete(old.Path + Part, recursive: true);
        }
    }

    private void RemoveParts()
    {
        foreach (var part in Directory.EnumerateDirectories(Path, $"{Prefix}*{Part}").Where(static part => IsStamped(part[..^Part.Length])))
        {
            Directory.Delete(part, recursive: true);
        }
    }

    private FileStream Hold()
    {
        try
        {
            Directory.CreateDirectory(Path);
            return new FileStream(System.IO.Path.Combine(Path, "carekpi-backup.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException exception) when (DataDirectory.IsHeld(exception))
        {
            throw new StoreException(StoreFault.Locked, $"{Path}: a backup is being made there; wait for its end.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{Path}: backups cannot be written there ({exception.Message}); give the directory to the user that the server runs as.", exception);
        }
    }
}

/// <summary>One that is whole.</summary>
public sealed record Backup(string Path, BackupManifest Manifest)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
