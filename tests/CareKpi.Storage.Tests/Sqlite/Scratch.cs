using SQLitePCL;
using Xunit;

namespace CareKpi.Storage.Tests.Sqlite;

/// <summary>A directory for one test.</summary>
internal sealed class Scratch : IDisposable
{
    private int copies;

    public string Path { get; } = Directory.CreateTempSubdirectory("carekpi-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>What the disk holds now, as after a kill: the file and its WAL, without what lives in shared memory.</summary>
    public string CopyOf(string file)
    {
        var copy = this[$"{++copies}-{System.IO.Path.GetFileName(file)}"];
        foreach (var suffix in new[] { "", "-wal" })
        {
            if (File.Exists(file + suffix))
            {
                using var from = new FileStream(file + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var to = File.Create(copy + suffix);
                from.CopyTo(to);
            }
        }

        return copy;
    }

    /// <summary>Runs SQL on a connection of another.</summary>
    public static void Run(string file, string sql)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(file, out var database));
        using (database)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_busy_timeout(database, 10_000));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, sql));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
