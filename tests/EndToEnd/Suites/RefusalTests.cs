namespace CareKpi.EndToEnd.Suites;

/// <summary>A data directory that may not be written: the server says what, where and how to mend it, and harms nothing.</summary>
[Trait("Suite", "readonly")]
public sealed class ReadOnlyTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [SmallDiskFact]
    public async Task On_a_file_system_that_is_read_only_it_does_not_start_and_later_all_is_there()
    {
        await using var disk = await SmallDisk.MountAsync(64);
        await using var server = new ServerProcess();
        await server.StartAsync(disk.Path);
        var tenant = await server.TenantAsync("kept");
        var count = Size.Of(test: 2_000, prove: 20_000);
        await tenant.SendAsync(Generated.Events(count, 30));
        var figures = await tenant.FiguresAsync(Generated.Day(0), Generated.Day(30));
        await server.KillAsync();

        await disk.ForbidAsync();
        await RefusesAsync(server, disk.Path);
        await disk.AllowAsync();
        await server.StartAsync(disk.Path);
        Assert.Equal(figures, await tenant.FiguresAsync(Generated.Day(0), Generated.Day(30)));
        Assert.Equal(new Taken(0, count, 0), await tenant.SendAsync(Generated.Events(count, 30)));
        Size.Tell($"{count} events on a file system that was read-only for a while, all there");
    }

    [Fact]
    public async Task A_directory_of_somebody_else_is_refused()
    {
        await using var server = new ServerProcess();
        // root may write whatever its mode is, but not there.
        var directory = Environment.IsPrivilegedProcess ? "/sys/kernel" : server.Directory;
        if (!Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await RefusesAsync(server, directory);
    }

    private static async Task RefusesAsync(ServerProcess server, string directory)
    {
        await using var refusing = server.Launch(directory);
        Assert.Equal(1, await refusing.EndedAsync(Soon));
        Assert.Contains($"The server does not start: {directory}: this data directory", refusing.Output, StringComparison.Ordinal);
        Assert.Contains("writ", refusing.Output, StringComparison.Ordinal);
        Assert.Contains("name another one", refusing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusing.Output, StringComparison.Ordinal);
    }
}

/// <summary>Two servers on one data directory: the second refuses and the first never notices, by whatever name the directory is called and however both were started.</summary>
[Trait("Suite", "twice")]
public sealed class TwiceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_second_refuses_and_the_first_goes_on()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenant = await server.TenantAsync("first");
        var link = server.Directory + "-link";
        Directory.CreateSymbolicLink(link, server.Directory);
        try
        {
            var count = Size.Of(test: 3_000, prove: 50_000);
            var sending = tenant.SendAsync(Generated.Events(count, 30), each: 100, atOnce: 2);
            foreach (var directory in (string[])[server.Directory, link])
            {
                await using var second = server.Launch(directory);
                Assert.Equal(1, await second.EndedAsync(Soon));
                Assert.Contains($"{directory}: another server uses this data directory (it holds carekpi.lock); stop that one, or give this one a directory of its own", second.Output, StringComparison.Ordinal);
            }

            Assert.Equal(count, (await sending).There);
            Assert.DoesNotContain("\"LogLevel\":\"Error\"", server.Program.Output, StringComparison.Ordinal);
            Assert.Equal(new Taken(0, count, 0), await tenant.SendAsync(Generated.Events(count, 30)));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task Of_two_that_start_at_once_one_serves_and_a_killed_one_holds_nothing()
    {
        var rounds = Size.Of(test: 1, prove: 20);
        await using var server = new ServerProcess();
        for (var round = 0; round < rounds; round++)
        {
            await using var left = server.Launch(server.Directory);
            await using var right = server.Launch(server.Directory);
            await Until.TrueAsync("one has ended", Soon, () => Task.FromResult(left.HasExited || right.HasExited));
            var (ended, serving) = left.HasExited ? (left, right) : (right, left);
            Assert.Equal(1, await ended.EndedAsync(Soon));
            Assert.Contains("another server uses this data directory", ended.Output, StringComparison.Ordinal);
            await Until.TrueAsync("the other listens", Soon, () =>
            {
                Assert.False(serving.HasExited, serving.Output);
                return Task.FromResult(serving.Output.Contains("Now listening on", StringComparison.Ordinal));
            });
            // The next round starts on its directory at once.
            await serving.KillAsync();
        }

        Size.Tell($"{rounds} times two servers at once, one of them served each time");
    }
}
