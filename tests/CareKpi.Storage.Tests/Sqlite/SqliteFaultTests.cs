using CareKpi.Engine.Stores;
using CareKpi.Storage.Sqlite;
using Xunit;

namespace CareKpi.Storage.Tests.Sqlite;

/// <summary>Disks that tear, fill up or hold something else.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(30, false)]
    [InlineData(5_000, false)]
    [InlineData(1, true)]
    [InlineData(30, true)]
    [InlineData(5_000, true)]
    public async Task A_torn_end_of_the_wal_loses_nothing_before_it(int bytes, bool garbled)
    {
        var file = scratch["log.db"];
        await using var store = SqliteLogStore.Open(file);
        await store.ClaimAsync("acme", 0, default);
        await AppendAsync(store, 1, 3_000);
        await AppendAsync(store, 2, 3_000);
        var whole = new FileInfo(file + "-wal").Length;
        await AppendAsync(store, 3, 20_000);
        var torn = scratch.CopyOf(file);
        using (var wal = new FileStream(torn + "-wal", FileMode.Open))
        {
            Assert.InRange(whole, 1, wal.Length - bytes - 1);
            if (garbled)
            {
                wal.Position = wal.Length - bytes;
                wal.Write(new byte[bytes]);
                wal.SetLength(wal.Length);
            }
            else
            {
                wal.SetLength(wal.Length - bytes);
            }
        }

        await using var after = SqliteLogStore.Open(torn);
        var left = bytes == 0 ? 3 : 2;
        Assert.Equal(new LogHead(1, left), await after.HeadAsync("acme", default));
        Assert.Equal(left, (await after.ReadAsync("acme", 1, int.MaxValue, default)).Count);
        Assert.Empty(await after.CheckAsync());
        await AppendAsync(after, left + 1, 100);
    }

    [Fact]
    public async Task A_wal_cut_anywhere_leaves_whole_appends()
    {
        var file = scratch["log.db"];
        await using var store = SqliteLogStore.Open(file);
        var ends = new List<long>();
        await store.ClaimAsync("acme", 0, default);
        for (var seq = 1; seq <= 10; seq++)
        {
            await AppendAsync(store, seq, seq * 700);
            ends.Add(new FileInfo(file + "-wal").Length);
        }

        var random = new Random(1);
        for (var cut = 0; cut < 15; cut++)
        {
            var torn = scratch.CopyOf(file);
            var length = random.NextInt64(ends[^1]);
            using (var wal = new FileStream(torn + "-wal", FileMode.Open))
            {
                wal.SetLength(length);
            }

            await using var after = SqliteLogStore.Open(torn);
            Assert.Equal(ends.Count(end => end <= length), (await after.HeadAsync("acme", default)).LastSeq);
            Assert.Empty(await after.CheckAsync());
        }
    }

    /// <summary>In every frame of ten appends: behind a damaged one lies what was acknowledged, but for the last append, which a crash may have torn.</summary>
    [Fact]
    public async Task A_wal_that_is_damaged_before_its_last_append_is_refused()
    {
        var file = scratch["log.db"];
        await using var store = SqliteLogStore.Open(file);
        await store.ClaimAsync("acme", 0, default);
        var last = 0L;
        for (var seq = 1; seq <= 10; seq++)
        {
            last = new FileInfo(file + "-wal").Length;
            await AppendAsync(store, seq, 20_000);
        }

        var frame = 24 + SqliteTuning.Log.PageSize;
        var length = new FileInfo(file + "-wal").Length;
        for (var at = 32L; at < length; at += frame)
        {
            foreach (var place in (int[])[2, 17, 24, frame - 1])
            {
                var torn = scratch.CopyOf(file);
                using (var wal = new FileStream(torn + "-wal", FileMode.Open))
                {
                    wal.Position = at + place;
                    var was = wal.ReadByte();
                    wal.Position--;
                    wal.WriteByte((byte)~was);
                }

                if (at < last)
                {
                    var refused = Assert.Throws<StoreException>(() => SqliteLogStore.Open(torn));
                    Assert.Equal(StoreFault.Corrupt, refused.Fault);
                    Assert.Contains(FormattableString.Invariant($"truncate -s {at} {torn}-wal"), refused.Message, StringComparison.Ordinal);
                }
                else
                {
                    await using var after = SqliteLogStore.Open(torn);
                    Assert.Equal(new LogHead(1, 9), await after.HeadAsync("acme", default));
                }
            }
        }
    }

    [Fact]
    public async Task A_log_without_its_last_entry_is_refused()
    {
        await using (var store = SqliteLogStore.Open(scratch["log.db"]))
        {
            await store.ClaimAsync("acme", 0, default);
            await AppendAsync(store, 1, 10);
            await AppendAsync(store, 2, 10);
        }

        Scratch.Run(scratch["log.db"], "DELETE FROM entries WHERE id & 0xff = 2");
        var refused = Assert.Throws<StoreException>(() => SqliteLogStore.Open(scratch["log.db"]));
        Assert.Contains("the log of a tenant (stream 1) lacks its last entry, 2; keep a copy of the data directory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_reads_go_on()
    {
        var file = scratch["log.db"];
        await using var store = SqliteLogStore.Open(file, SqliteTuning.Log with { MaxPages = 20 });
        await store.ClaimAsync("acme", 0, default);
        await AppendAsync(store, 1, 1_000);

        var full = await Assert.ThrowsAsync<StoreException>(() => AppendAsync(store, 2, 1_000_000));
        Assert.Equal(StoreFault.Full, full.Fault);
        Assert.Contains("no room is left", full.Message, StringComparison.Ordinal);
        Assert.Equal(new LogHead(1, 1), await store.HeadAsync("acme", default));

        await store.ReopenAsync(default);
        await AppendAsync(store, 2, 1_000);
    }

    [Fact]
    public async Task A_file_of_another_version_or_kind_is_refused_with_what_to_do()
    {
        await SqliteLogStore.Open(scratch["newer.db"]).DisposeAsync();
        Scratch.Run(scratch["newer.db"], "PRAGMA user_version = 9");
        var newer = Assert.Throws<StoreException>(() => SqliteLogStore.Open(scratch["newer.db"]));
        Assert.Equal(StoreFault.Format, newer.Fault);
        Assert.Contains("its format is 9, this version of CareKpi knows 1; start the version that wrote it", newer.Message, StringComparison.Ordinal);

        Scratch.Run(scratch["else.db"], "CREATE TABLE mine (x)");
        Assert.Equal(StoreFault.Format, Assert.Throws<StoreException>(() => SqliteLogStore.Open(scratch["else.db"])).Fault);
        Assert.Equal(StoreFault.Format, Assert.Throws<StoreException>(() => SqliteStateStore.Open(scratch["newer.db"])).Fault);

        await File.WriteAllTextAsync(scratch["text.db"], string.Concat(Enumerable.Repeat("not a database ", 100)));
        Assert.Equal(StoreFault.Format, Assert.Throws<StoreException>(() => SqliteLogStore.Open(scratch["text.db"])).Fault);
    }

    [Fact]
    public async Task A_check_finds_what_is_missing()
    {
        await using var store = SqliteLogStore.Open(scratch["log.db"]);
        await store.ClaimAsync("acme", 0, default);
        for (var seq = 1; seq <= 3; seq++)
        {
            await AppendAsync(store, seq, 10);
        }

        Assert.True(await store.RewriteAsync("acme", 1, [new LogRewrite(1, null)], default));
        Assert.Empty(await store.CheckAsync());
        Scratch.Run(scratch["log.db"], "DELETE FROM entries WHERE id & 0xff = 2");
        Assert.Contains("entries from 3 to 3, 1 of them, 1 removed", Assert.Single(await store.CheckAsync()), StringComparison.Ordinal);

        await using var state = SqliteStateStore.Open(scratch["state.db"]);
        await state.WriteAsync("acme", 1, [new StateWrite([1], [1])], default);
        Assert.Empty(await state.CheckAsync());
        Scratch.Run(scratch["state.db"], "DELETE FROM heads");
        Assert.Single(await state.CheckAsync());
    }

    /// <summary>Whose connection is closed last carries the write-ahead file over, if it may write and nobody else has the file open.</summary>
    [Fact]
    public async Task A_file_that_is_closed_is_whole_without_its_write_ahead_file()
    {
        var file = scratch["state.db"];
        for (var time = 0; time < 12; time++)
        {
            var store = SqliteStateStore.Open(file);
            await store.WriteAsync("acme", 1, [.. Enumerable.Range(0, 20_000).Select(row => new StateWrite(BitConverter.GetBytes((row * 7_919) ^ time), new byte[200]))], default);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ReadAsync("acme", new StateQuery([[0]], []), default).AsTask()));
            await store.DisposeAsync();
            Assert.False(File.Exists($"{file}-wal"), $"time {time}");
        }
    }

    [Fact]
    public async Task The_room_of_a_removed_tenant_comes_back()
    {
        var file = scratch["state.db"];
        await using var store = SqliteStateStore.Open(file);
        await store.WriteAsync("acme", 1, [.. Enumerable.Range(0, 20_000).Select(static row => new StateWrite(BitConverter.GetBytes(row), new byte[100]))], default);
        await store.DeleteAsync("acme", default);

        // The writer frees a piece after every call and goes on while nobody calls; ended in order, it has at least begun, and the next to open it goes on.
        for (var call = 0; call < 50; call++)
        {
            await store.WriteAsync("other", 1, [new StateWrite([1], [1])], default);
        }

        await store.DisposeAsync();
        Scratch.Run(file, "CREATE TABLE rows_left (n CHECK (n = 1)); INSERT INTO rows_left SELECT count(*) FROM state");
        Scratch.Run(file, "CREATE TABLE removed_left (n CHECK (n = 0)); INSERT INTO removed_left SELECT count(*) FROM removed");
    }

    [Fact]
    public async Task Callers_go_on_on_their_own_scheduler()
    {
        await using var store = SqliteLogStore.Open(scratch["log.db"]);
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        await Task.Factory.StartNew(
            async () =>
            {
                for (var call = 0; call < 20; call++)
                {
                    await store.ClaimAsync("acme", call, default);
                    Assert.Same(scheduler, TaskScheduler.Current);
                    await store.HeadAsync("acme", default);
                    Assert.Same(scheduler, TaskScheduler.Current);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            scheduler).Unwrap();
    }

    private static async Task AppendAsync(SqliteLogStore store, long seq, int size)
    {
        var payload = new byte[size];
        new Random((int)seq).NextBytes(payload);
        Assert.Equal([AppendOutcome.Committed], await store.AppendAsync([new LogAppend("acme", 1, seq, [payload])], default));
    }
}
