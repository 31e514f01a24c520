using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;
using Xunit;

namespace CareKpi.Storage.Tests.Sqlite;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task It_is_made_and_found_again()
    {
        var path = scratch["a/b"];
        await using (var data = DataDirectory.Open(path))
        {
            Assert.True(await data.Log.ClaimAsync("acme", 0, default));
            Assert.True(await data.State.WriteAsync("acme", 1, [new StateWrite([1], [2])], default));
            Assert.True(await data.Node.WriteAsync("$node", 1, [new StateWrite([1], [3])], default));
            Assert.Empty(await data.CheckAsync());
        }

        await using var again = DataDirectory.Open(path);
        Assert.Equal(1, (await again.Log.HeadAsync("acme", default)).Epoch);
        Assert.Equal(1, await again.State.EpochAsync("acme", default));
        Assert.Equal(1, await again.Node.EpochAsync("$node", default));
    }

    [Fact]
    public async Task A_second_server_is_refused_until_the_first_has_ended()
    {
        await using (DataDirectory.Open(scratch.Path))
        {
            var refused = Assert.Throws<StoreException>(() => DataDirectory.Open(scratch.Path));
            Assert.Equal(StoreFault.Locked, refused.Fault);
            Assert.Contains("another server uses this data directory", refused.Message, StringComparison.Ordinal);
        }

        await using var next = DataDirectory.Open(scratch.Path);
    }

    [Fact]
    public void A_directory_that_may_not_be_written_is_named()
    {
        // Root may write everywhere but into what the kernel shows.
        var path = scratch["fixed"];
        Directory.CreateDirectory(path);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            path = "/sys/kernel";
        }
        else
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var refused = Assert.Throws<StoreException>(() => DataDirectory.Open(path));
        Assert.Equal(StoreFault.ReadOnly, refused.Fault);
        Assert.Contains("may not be written", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_its_place_is_named()
    {
        File.WriteAllText(scratch["file"], "");
        Assert.Equal(StoreFault.ReadOnly, Assert.Throws<StoreException>(() => DataDirectory.Open(scratch["file"])).Fault);
        Assert.Throws<StoreException>(() => DataDirectory.Open(scratch["file/below"]));
    }

    [Fact]
    public async Task One_that_could_not_be_opened_is_not_held()
    {
        await SqliteStateStore.Open(scratch["state.db"]).DisposeAsync();
        Scratch.Run(scratch["state.db"], "PRAGMA user_version = 7");
        Assert.Equal(StoreFault.Format, Assert.Throws<StoreException>(() => DataDirectory.Open(scratch.Path)).Fault);
        Scratch.Run(scratch["state.db"], "PRAGMA user_version = 2");
        await using var mended = DataDirectory.Open(scratch.Path);
    }

    [Fact]
    public async Task A_state_of_an_earlier_version_is_refused_with_how_to_mend_it()
    {
        await using (var data = DataDirectory.Open(scratch.Path))
        {
            await data.Log.ClaimAsync("acme", 0, default);
            await data.Node.WriteAsync("$node", 1, [new StateWrite([1], [3])], default);
        }
        Scratch.Run(scratch["state.db"], "PRAGMA user_version = 1");
        var refused = Assert.Throws<StoreException>(() => DataDirectory.Open(scratch.Path));
        Assert.Equal(StoreFault.Format, refused.Fault);
        Assert.Contains("its format is 1, this version of CareKpi knows 2; with the server stopped, remove state.db", refused.Message, StringComparison.Ordinal);
        foreach (var file in (string[])["state.db", "state.db-wal", "state.db-shm"])
        {
            File.Delete(scratch[file]);
        }
        await using var mended = DataDirectory.Open(scratch.Path);
        Assert.Equal(new LogHead(1, 0), await mended.Log.HeadAsync("acme", default));
        Assert.Equal(0, await mended.State.EpochAsync("acme", default));
        Assert.Equal(1, await mended.Node.EpochAsync("$node", default));
    }

    [Fact]
    public async Task A_backup_is_a_data_directory_whose_state_is_not_ahead_of_its_log()
    {
        await using var data = DataDirectory.Open(scratch["data"]);
        await data.Log.ClaimAsync("acme", 0, default);
        await data.Node.WriteAsync("$node", 1, [new StateWrite([1], [3])], default);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (long seq = 1; !enough.IsCancellationRequested; seq++)
                {
                    await data.Log.AppendAsync([new LogAppend("acme", 1, seq, [new byte[500]])], CancellationToken.None);
                    await data.State.WriteAsync("acme", 1, [new StateWrite([1], BitConverter.GetBytes(seq))], CancellationToken.None);
                }
            },
            CancellationToken.None);
        while ((await data.Log.HeadAsync("acme", default)).LastSeq < 20)
        {
            await Task.Yield();
        }

        await data.BackupAsync(scratch["backup"], TimeProvider.System, default);
        await enough.CancelAsync();
        await writing;

        await using var copy = DataDirectory.Open(scratch["backup"]);
        Assert.Empty(await copy.CheckAsync());
        Assert.Equal([3], (await copy.Node.ReadAsync("$node", new StateQuery([[1]], []), default)).Values[0]);
        var state = await copy.State.ReadAsync("acme", new StateQuery([[1]], []), default);
        Assert.InRange((await copy.Log.HeadAsync("acme", default)).LastSeq, BitConverter.ToInt64(state.Values[0]!), long.MaxValue);
    }
}
