using System.Diagnostics;
using CareKpi.Deploy.Tests.Code;

namespace CareKpi.Deploy.Tests;

/// <summary>The script of the cluster's backup, run with a dump that has room for one file beside those that are kept.</summary>
public sealed class BackupScriptTests : IDisposable
{
    private const string Indent = "                  ";

    private const string Dump = """
        #!/bin/sh
        for argument; do case $argument in --file=*) file=${argument#--file=} ;; esac; done
        [ "$(ls "${file%/*}" | grep -c 'part$')" = 0 ] || { echo 'No space left on device' >&2; exit 1; }
        echo begun > "$file"
        [ ! -e "${file%/*}/full" ] || { echo 'No space left on device' >&2; exit 1; }
        echo whole > "$file"
        """;

    private const string List = """
        #!/bin/sh
        grep -q whole "$2"
        """;

    private readonly string root = Directory.CreateTempSubdirectory("carekpi-dumps-").FullName;

    private string Backup => Path.Combine(root, "backup");

    public BackupScriptTests()
    {
        Directory.CreateDirectory(Backup);
        Program("pg_dump", Dump);
        Program("pg_restore", List);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_volume_that_was_full_once_is_used_again()
    {
        await File.WriteAllTextAsync(Path.Combine(Backup, "full"), "");
        Assert.NotEqual(0, await RunAsync());
        Assert.Empty(Dumps());
        File.Delete(Path.Combine(Backup, "full"));
        Assert.Equal(0, await RunAsync());
        Assert.Single(Dumps());
        Assert.Empty(Directory.GetFiles(Backup, "*.part"));
    }

    [Fact]
    public async Task Only_the_newest_fourteen_stay()
    {
        for (var day = 1; day <= 15; day++)
        {
            await File.WriteAllTextAsync(Path.Combine(Backup, $"carekpi-202601{day:00}T021700Z.dump"), "whole");
        }

        Assert.Equal(0, await RunAsync());
        Assert.Equal(14, Dumps().Length);
        Assert.Equal("carekpi-20260103T021700Z.dump", Path.GetFileName(Dumps()[0]));
    }

    private string[] Dumps() => [.. Directory.GetFiles(Backup, "carekpi-*.dump").Order(StringComparer.Ordinal)];

    private void Program(string name, string text)
    {
        var file = Path.Combine(root, name);
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<int> RunAsync()
    {
        var lines = Repository.Read("k8s/cluster/backup.yaml").Split('\n');
        var script = string.Join('\n', lines.SkipWhile(static line => line.Trim() is not "- |").Skip(1).TakeWhile(static line => line.StartsWith(Indent, StringComparison.Ordinal)).Select(static line => line[Indent.Length..]));
        var start = new ProcessStartInfo("sh", ["-euc", script.Replace("/backup/", Backup + "/", StringComparison.Ordinal)]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["PATH"] = $"{root}:{start.Environment["PATH"]}";
        using var running = Process.Start(start)!;
        await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        return running.ExitCode;
    }
}
