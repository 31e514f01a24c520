using System.Text;
using CareKpi.Engine.Stores;
using CareKpi.Storage.Backups;
using CareKpi.Storage.Sqlite;
using Xunit;

namespace CareKpi.Storage.Tests.Sqlite;

public sealed class BackupTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task One_that_is_restored_is_the_data_directory_of_its_moment()
    {
        await using (var data = await FilledAsync())
        {
            Directory.CreateDirectory(data.Imports);
            await File.WriteAllTextAsync(Path.Combine(data.Imports, "job.csv"), "a,b");
            var made = await new BackupFolder(scratch["backups"]).MakeAsync(data, null, TimeProvider.System, default);
            await data.Log.AppendAsync([new LogAppend("acme", 1, 3, [new byte[] { 9 }])], default);
            Assert.Equal(["imports/job.csv", "log.db", "state.db", "node.db"], made.Manifest.Files.Select(static file => file.Name));
            Assert.Equal(made.Manifest.Bytes, made.Manifest.Files.Sum(file => new FileInfo(Path.Combine(made.Path, file.Name)).Length));
            await Restore.RunAsync(made.Path, scratch["restored"], default);
        }

        Assert.Equal("a,b", await File.ReadAllTextAsync(scratch["restored/imports/job.csv"]));
        await using var restored = DataDirectory.Open(scratch["restored"]);
        Assert.Equal(new LogHead(1, 2), await restored.Log.HeadAsync("acme", default));
        Assert.Equal(["one", "two"], (await restored.Log.ReadAsync("acme", 1, 100, default)).Select(static entry => Encoding.UTF8.GetString(entry.Payload.Span)));
        Assert.Equal([5], (await restored.State.ReadAsync("acme", new StateQuery([[1]], []), default)).Values[0]);
        Assert.Equal([7], (await restored.Node.ReadAsync("$node", new StateQuery([[1]], []), default)).Values[0]);
    }

    [Fact]
    public async Task The_newest_are_kept_and_nothing_else_is_touched()
    {
        await using var data = await FilledAsync();
        var folder = new BackupFolder(scratch["backups"]);
        Directory.CreateDirectory(scratch["backups/carekpi-mine"]);
        Directory.CreateDirectory(scratch["backups/carekpi-20200101T000000000Z"]);
        var all = new List<string>();
        for (var day = 0; day < 4; day++)
        {
            all.Add((await folder.MakeAsync(data, 2, new FixedTime(day), default)).Name);
        }

        Assert.Equal([all[3], all[2]], folder.List().Select(static backup => backup.Name));
        // Not ours, and one without a manifest: nobody knows what they are.
        Assert.True(Directory.Exists(scratch["backups/carekpi-mine"]) && Directory.Exists(scratch["backups/carekpi-20200101T000000000Z"]));
        Assert.False(Directory.Exists(Path.Combine(scratch["backups"], all[1])));
    }

    [Fact]
    public async Task One_that_is_cut_short_is_none_and_goes_with_the_next()
    {
        await using var data = await FilledAsync();
        var folder = new BackupFolder(scratch["backups"]);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.MakeAsync(data, null, TimeProvider.System, stopped.Token));
        Assert.Empty(Directory.EnumerateDirectories(scratch["backups"]));

        // As a kill leaves it.
        await data.BackupAsync(scratch["backups/carekpi-20250101T000000000Z.part"], TimeProvider.System, default);
        Assert.Empty(folder.List());
        var made = await folder.MakeAsync(data, null, TimeProvider.System, default);
        Assert.Equal([made.Path], Directory.EnumerateDirectories(scratch["backups"]));
    }

    [Fact]
    public async Task A_second_one_in_the_same_folder_is_refused()
    {
        await using var data = await FilledAsync();
        Directory.CreateDirectory(scratch["backups"]);
        using var other = new FileStream(scratch["backups/carekpi-backup.lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var refused = await Assert.ThrowsAsync<StoreException>(() => new BackupFolder(scratch["backups"]).MakeAsync(data, null, TimeProvider.System, default));
        Assert.Equal(StoreFault.Locked, refused.Fault);
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await using var data = await FilledAsync();
        var made = await new BackupFolder(scratch["backups"]).MakeAsync(data, null, TimeProvider.System, default);
        Directory.CreateDirectory(scratch["there"]);
        await File.WriteAllTextAsync(scratch["there/log.db"], "mine");
        Assert.Contains("nothing is overwritten", (await Assert.ThrowsAsync<StoreException>(() => Restore.RunAsync(made.Path, scratch["there"], default))).Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(scratch["there/log.db"]));
        Assert.Equal(StoreFault.Locked, (await Assert.ThrowsAsync<StoreException>(() => Restore.RunAsync(made.Path, data.Path, default))).Fault);
    }

    [Theory]
    [InlineData("log.db", false)]
    [InlineData("state.db", false)]
    [InlineData("node.db", true)]
    [InlineData("manifest.json", true)]
    public async Task A_damaged_one_is_refused_and_leaves_nothing(string file, bool isGone)
    {
        await using var data = await FilledAsync();
        var made = await new BackupFolder(scratch["backups"]).MakeAsync(data, null, TimeProvider.System, default);
        var path = Path.Combine(made.Path, file);
        if (isGone)
        {
            File.Delete(path);
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(path, bytes);
        }

        await Assert.ThrowsAsync<StoreException>(() => Restore.RunAsync(made.Path, scratch["restored"], default));
        Assert.True(!Directory.Exists(scratch["restored"]) || Directory.EnumerateFileSystemEntries(scratch["restored"]).Select(Path.GetFileName).All(static name => name is "carekpi.lock"));
    }

    [Fact]
    public async Task A_restore_that_was_cut_short_keeps_servers_away_and_is_done_again()
    {
        Backup made;
        await using (var data = await FilledAsync())
        {
            made = await new BackupFolder(scratch["backups"]).MakeAsync(data, null, TimeProvider.System, default);
        }

        Directory.CreateDirectory(scratch["restored/restoring"]);
        await File.WriteAllTextAsync(scratch["restored/log.db"], "half");
        Assert.Contains("cut short", Assert.Throws<StoreException>(() => DataDirectory.Open(scratch["restored"])).Message, StringComparison.Ordinal);
        await Restore.RunAsync(made.Path, scratch["restored"], default);
        await using var restored = DataDirectory.Open(scratch["restored"]);
        Assert.Equal(2, (await restored.Log.HeadAsync("acme", default)).LastSeq);
    }

    [Fact]
    public async Task Entries_that_are_rewritten_meanwhile_are_in_none_or_in_both()
    {
        // The state of a backup is at entry s. Whatever its log lacks behind s is lost: so no rewrite comes between the two snapshots.
        await using var data = await FilledAsync();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (long seq = 3; !enough.IsCancellationRequested; seq++)
                {
                    await data.Log.AppendAsync([new LogAppend("acme", 1, seq, [BitConverter.GetBytes(seq)])], CancellationToken.None);
                    await data.State.WriteAsync("acme", 1, [new StateWrite([1], BitConverter.GetBytes(seq))], CancellationToken.None);
                    await data.Log.RewriteAsync("acme", 1, [new LogRewrite(seq - 1, null)], CancellationToken.None);
                }
            },
            CancellationToken.None);
        for (var turn = 0; turn < 20; turn++)
        {
            await data.BackupAsync(scratch[$"backup-{turn}"], TimeProvider.System, default);
        }

        await enough.CancelAsync();
        await writing;
        for (var turn = 0; turn < 20; turn++)
        {
            await using var copy = DataDirectory.Open(scratch[$"backup-{turn}"]);
            Assert.Empty(await copy.CheckAsync());
            var state = (await copy.State.ReadAsync("acme", new StateQuery([[1]], []), default)).Values[0]!;
            var applied = state.Length == 8 ? BitConverter.ToInt64(state) : 2;
            var behind = (await copy.Log.ReadAsync("acme", applied + 1, 1 << 20, default)).Select(static entry => entry.Seq);
            var last = (await copy.Log.HeadAsync("acme", default)).LastSeq;
            Assert.Equal(Enumerable.Range(0, (int)(last - applied)).Select(at => applied + 1 + at), behind);
        }
    }

    /// <summary>Its moment lies between the state's and the log's: what is written then is in the log alone, and no entry goes.</summary>
    [Fact]
    public async Task What_comes_at_its_moment_is_in_its_log_alone_and_nothing_goes()
    {
        await using var data = await FilledAsync();
        Task<bool>? rewrite = null;
        await data.BackupAsync(scratch["backup"], new Moment(() =>
        {
            // Behind it in the log's queue, if it is there, comes the append.
            rewrite = data.Log.RewriteAsync("acme", 1, [new LogRewrite(1, null)], default).AsTask();
            data.Log.AppendAsync([new LogAppend("acme", 1, 3, ["three"u8.ToArray()])], default).AsTask().GetAwaiter().GetResult();
            data.State.WriteAsync("acme", 1, [new StateWrite([1], [6])], default).AsTask().GetAwaiter().GetResult();
        }), default);
        Assert.True(await rewrite!);
        Assert.Equal(["two", "three"], await SaidAsync(data));
        await using var copy = DataDirectory.Open(scratch["backup"]);
        Assert.Equal(["one", "two", "three"], await SaidAsync(copy));
        Assert.Equal([5], (await copy.State.ReadAsync("acme", new StateQuery([[1]], []), default)).Values[0]);
    }

    private static async Task<IEnumerable<string>> SaidAsync(DataDirectory data) => (await data.Log.ReadAsync("acme", 1, 100, default)).Select(static entry => Encoding.UTF8.GetString(entry.Payload.Span));

    private async Task<DataDirectory> FilledAsync()
    {
        var data = DataDirectory.Open(scratch["data"]);
        await data.Log.ClaimAsync("acme", 0, default);
        await data.Log.AppendAsync([new LogAppend("acme", 1, 1, ["one"u8.ToArray(), "two"u8.ToArray()])], default);
        await data.State.WriteAsync("acme", 1, [new StateWrite([1], [5])], default);
        await data.Node.WriteAsync("$node", 1, [new StateWrite([1], [7])], default);
        return data;
    }

    private sealed class Moment(Action at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            at();
            return DateTimeOffset.UnixEpoch;
        }
    }

    private sealed class FixedTime(int day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1 + day, 0, 0, 0, TimeSpan.Zero);
    }
}
