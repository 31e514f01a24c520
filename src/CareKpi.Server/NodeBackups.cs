using CareKpi.Api.Backups;
using CareKpi.Storage.Backups;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Server;

/// <summary>Backups of the data directory that this server holds.</summary>
internal sealed class NodeBackups(DataDirectory data, TimeProvider time) : IBackups
{
    public async Task<BackupInfo> MakeAsync(string folder, int? keep, CancellationToken cancellationToken) => Of(await new BackupFolder(folder).MakeAsync(data, keep, time, cancellationToken));

    public IReadOnlyList<BackupInfo> List(string folder) => [.. new BackupFolder(folder).List().Select(Of)];

    private static BackupInfo Of(Backup backup) => new(backup.Name, backup.Path, backup.Manifest.MadeAt, backup.Manifest.Bytes);
}
