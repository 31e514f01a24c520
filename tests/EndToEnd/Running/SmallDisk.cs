using System.Diagnostics;

namespace CareKpi.EndToEnd.Running;

/// <summary>A file system of a few megabytes, in memory, that can be filled and freed. Mounting takes root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Why there is none here; null: there is.</summary>
    public static string? WhyNot { get; } = !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "mounting a small disk takes root on Linux" : Try();

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("carekpi-disk-").FullName;
        Assert.Equal(0, await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "carekpi", path));
        return new SmallDisk(path);
    }

    /// <summary>Takes all room but so many bytes, beside what it took before.</summary>
    public void Fill(long leave)
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 12];
        try
        {
            for (var left = new DriveInfo(Path).AvailableFreeSpace - leave; left > 0; left -= block.Length)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // The node writes too: there was less than that.
        }
    }

    /// <summary>From now on nobody may write it, root neither. No file on it may be open for writing.</summary>
    public async Task ForbidAsync() => Assert.Equal(0, await RunAsync("mount", "-o", "remount,ro", Path));

    public async Task AllowAsync() => Assert.Equal(0, await RunAsync("mount", "-o", "remount,rw", Path));

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static string? Try()
    {
        var path = Directory.CreateTempSubdirectory("carekpi-disk-").FullName;
        try
        {
            if (RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "carekpi", path).GetAwaiter().GetResult() != 0)
            {
                return "this machine lets nobody mount a small disk";
            }

            RunAsync("umount", path).GetAwaiter().GetResult();
            return null;
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

/// <summary>Needs <see cref="SmallDisk"/>; without one it is skipped, visibly.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
