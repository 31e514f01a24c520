namespace CareKpi.Api.Backups;

/// <summary>Copies of what this node keeps on its own disk, while it serves. Who keeps its data elsewhere has none.</summary>
public interface IBackups
{
    /// <summary>Makes one in a folder, with everything that was acknowledged before; then removes all but the newest <paramref name="keep"/>, null: none. Throws <c>StoreException</c>.</summary>
    Task<BackupInfo> MakeAsync(string folder, int? keep, CancellationToken cancellationToken);

    /// <summary>Those that are whole, the newest first.</summary>
    IReadOnlyList<BackupInfo> List(string folder);
}

/// <param name="Path">On the node's machine.</param>
/// <param name="MadeAt">Everything acknowledged before this is in it.</param>
public sealed record BackupInfo(string Name, string Path, DateTimeOffset MadeAt, long Bytes);
