using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;

namespace CareKpi.Storage;

/// <summary>The data directory of a server whose data is in PostgreSQL: only files that wait for their import, and the lock that keeps a second server out.</summary>
public sealed class SpoolDirectory : IDisposable
{
    private readonly FileStream hold;

    private SpoolDirectory(string path, FileStream held)
    {
        Path = path;
        hold = held;
    }

    public string Path { get; }

    public string Imports => DataDirectory.ImportsOf(Path);

    /// <summary>An embedded server has kept its data here: that is not what is served.</summary>
    public bool HoldsEmbeddedData => File.Exists(System.IO.Path.Combine(Path, "log.db"));

    /// <summary>Throws <see cref="StoreException"/> as <see cref="DataDirectory.Open"/> does.</summary>
    public static SpoolDirectory Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        return new(path, DataDirectory.Hold(path));
    }

    public void Dispose() => hold.Dispose();
}
