using System.Diagnostics;

namespace CareKpi.EndToEnd.Suites;

/// <summary>Files that are damaged: <c>carekpi doctor</c> and the log say which and what to do, nothing acknowledged is lost silently, and what they say mends it.</summary>
[Trait("Suite", "corrupt")]
public sealed class CorruptTests
{
    private const int Page = 8_192;
    private const int Days = 30;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly int Count = Size.Of(test: 4_000, prove: 40_000);

    /// <summary>The last page of a log with small entries holds some of them, of one with large ones a part of one.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(1_000)]
    public async Task A_damaged_end_of_the_log_is_told_and_a_backup_mends_it(int each)
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenant = await server.TenantAsync("logged");
        await tenant.SendAsync(Generated.Events(Count, Days), each);
        var (figures, digest) = (await FiguresAsync(tenant), await tenant.DigestAsync());
        Assert.Equal(0, await server.StopAsync(Drain));
        using var copy = new Copy(server.Directory);
        Damage(In(server, "log.db"), new FileInfo(In(server, "log.db")).Length - Page, Page);

        var (exit, said) = await DoctorAsync(server.Directory);
        Assert.Equal(1, exit);
        Assert.Contains("log", said, StringComparison.Ordinal);
        Assert.Contains("restore the last backup", said, StringComparison.Ordinal);
        await using (var refusing = server.Launch(server.Directory))
        {
            if (await Task.WhenAny(refusing.EndedAsync(Soon), Until.TrueAsync("it listens", Soon, () => Task.FromResult(refusing.Output.Contains("Now listening", StringComparison.Ordinal)))) is Task<int>)
            {
                Assert.Equal(1, refusing.ExitCode);
                Assert.Contains("log.db: ", refusing.Output, StringComparison.Ordinal);
                Assert.Contains("restore the last backup", refusing.Output, StringComparison.Ordinal);
            }
            else
            {
                await refusing.KillAsync();
                await ServesWhatItHasAsync(server, tenant, figures);
            }
        }

        copy.PutBack();
        await server.StartAsync();
        Assert.Equal(new Taken(0, Count, 0), await tenant.SendAsync(Generated.Events(Count, Days), each));
        Assert.Equal(digest, await tenant.DigestAsync());
        Size.Tell($"the last page of a log of {Count} events, {each} a post, overwritten: {said.ReplaceLineEndings(" ")}");
    }

    [Fact]
    public async Task A_damaged_state_is_told_and_made_anew_from_the_log()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenant = await server.TenantAsync("stated");
        await tenant.SendAsync(Generated.Events(Count, Days));
        var (figures, digest) = (await FiguresAsync(tenant), await tenant.DigestAsync());
        Assert.Equal(0, await server.StopAsync(Drain));
        // All but the first pages, so that whatever is read meets one.
        var state = In(server, "state.db");
        for (var (at, length) = (4L * Page, new FileInfo(state).Length); at < length; at += Page)
        {
            Damage(state, at, Page);
        }

        var (exit, said) = await DoctorAsync(server.Directory);
        Assert.Equal(1, exit);
        Assert.Contains("remove state.db, state.db-wal and state.db-shm", said, StringComparison.Ordinal);
        await server.StartAsync();
        for (var reads = 0; reads < 5; reads++)
        {
            using var read = await tenant.Http.TryAsync(HttpMethod.Get, "/v1/quality", null, "");
            Assert.Equal(503, (int)read.StatusCode);
            Assert.Contains("damaged", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await Until.TrueAsync("the log says so", Soon, () => Task.FromResult(server.Program.Output.Contains("Calls of tenant", StringComparison.Ordinal)));
        var told = Assert.Single(server.Program.Output.Split('\n'), static line => line.Contains("Calls of tenant", StringComparison.Ordinal));
        Assert.Contains("stated", told, StringComparison.Ordinal);
        Assert.Contains("remove state.db, state.db-wal and state.db-shm", told, StringComparison.Ordinal);
        Assert.DoesNotContain("u-", told, StringComparison.Ordinal);

        // As it says.
        await server.KillAsync();
        foreach (var file in (string[])["state.db", "state.db-wal", "state.db-shm"])
        {
            File.Delete(In(server, file));
        }

        await server.StartAsync();
        Assert.Equal(figures, await FiguresAsync(tenant));
        Assert.Equal(digest, await tenant.DigestAsync());
        Assert.Equal(new Taken(0, Count, 0), await tenant.SendAsync(Generated.Events(Count, Days)));
        Assert.Equal(0, await server.StopAsync(Drain));
        Assert.Equal(0, (await DoctorAsync(server.Directory)).Exit);
    }

    /// <summary>What a crash leaves of a write that nobody was told of.</summary>
    [Fact]
    public async Task A_torn_end_of_the_wal_heals_by_itself()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenant = await server.TenantAsync("torn");
        await tenant.SendAsync(Generated.Events(Count, Days), each: 100);
        var digest = await tenant.DigestAsync();
        await server.KillAsync();
        foreach (var name in (string[])["log.db-wal", "state.db-wal"])
        {
            using var wal = new FileStream(In(server, name), FileMode.Append);
            wal.Write(Noise(3 * Page));
        }

        await server.StartAsync();
        Assert.Equal(new Taken(0, Count, 0), await tenant.SendAsync(Generated.Events(Count, Days)));
        Assert.Equal(digest, await tenant.DigestAsync());
    }

    [Fact]
    public async Task A_wal_that_is_damaged_before_what_was_acknowledged_is_refused()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var tenant = await server.TenantAsync("early");
        await tenant.SendAsync(Generated.Events(Count, Days), each: 100);
        var digest = await tenant.DigestAsync();
        await server.KillAsync();
        var wal = In(server, "log.db-wal");
        var at = new FileInfo(wal).Length * 2 / 3;
        Damage(wal, at, 16);

        var (exit, said) = await DoctorAsync(server.Directory);
        Assert.Equal(1, exit);
        Assert.Contains("commits that were acknowledged lie behind", said, StringComparison.Ordinal);
        await using (var refusing = server.Launch(server.Directory))
        {
            Assert.Equal(1, await refusing.EndedAsync(Soon));
            Assert.Contains("The server does not start", refusing.Output, StringComparison.Ordinal);
            Assert.Contains("restore the last backup, or go on without them: `truncate -s ", refusing.Output, StringComparison.Ordinal);
            var command = refusing.Output.Split('`')[1].Split(' ');
            using var truncate = Process.Start(command[0], command[1..]);
            await truncate.WaitForExitAsync();
            Assert.Equal(0, truncate.ExitCode);
        }

        // Sent again, everything is there once. A state that knew more than the log does now is refused until it is made anew.
        await server.StartAsync();
        using (var asked = await tenant.Http.TryAsync(HttpMethod.Get, "/v1/quality", null, ""))
        {
            if ((int)asked.StatusCode == 503)
            {
                Assert.Contains("carekpi rebuild early", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                await server.Operator.SendAsync(HttpMethod.Post, "/v1/admin/tenants/early/rebuild", "{}");
            }
        }

        var again = await tenant.SendAsync(Generated.Events(Count, Days), each: 100);
        Assert.Equal(Count, again.There);
        Assert.InRange(again.Accepted, 1, Count - 1);
        Assert.Equal(digest, await tenant.DigestAsync());
        Size.Tell($"log.db-wal damaged at byte {at}: refused, and after what it says {again.Duplicates} of {Count} events were there, the others taken again");
    }

    /// <summary>A page of the log that nobody has to read harms nobody: figures stay, events are known, and what would read it says so.</summary>
    private static async Task ServesWhatItHasAsync(ServerProcess server, Tenant tenant, string figures)
    {
        await server.StartAsync();
        Assert.Equal(figures, await FiguresAsync(tenant));
        Assert.Equal(new Taken(0, Count, 0), await tenant.SendAsync(Generated.Events(Count, Days)));
        var path = $"/v1/admin/tenants/{tenant.Name}";
        var job = (await server.Operator.SendAsync(HttpMethod.Post, $"{path}/rebuild", "{}"))["id"]!.GetValue<string>();
        await Until.TrueAsync("the rebuild fails", Soon, async () => (await server.Operator.GetAsync($"{path}/jobs/{job}"))["state"]!.GetValue<string>() == "failed");
        Assert.Equal(figures, await FiguresAsync(tenant));
        await server.KillAsync();
    }

    private static Task<string> FiguresAsync(Tenant tenant) => tenant.FiguresAsync(Generated.Day(0), Generated.Day(Days));

    private static string In(ServerProcess server, string file) => Path.Combine(server.Directory, file);

    private static async Task<(int Exit, string Said)> DoctorAsync(string directory)
    {
        // Nobody listens at port 9: only what it says of the stores counts.
        await using var doctor = new Program("dotnet", [Checkout.Built("CareKpi.Cli", "carekpi.dll"), "doctor", "--data", directory, "--url", "http://127.0.0.1:9", "--json"], new Dictionary<string, string?>(StringComparer.Ordinal));
        await doctor.EndedAsync(Soon);
        var stores = JsonNode.Parse(doctor.Output)!.AsArray().Single(static finding => finding!["check"]!.GetValue<string>() == "stores")!;
        return (stores["ok"]!.GetValue<bool>() ? 0 : 1, stores["says"]!.GetValue<string>());
    }

    private static void Damage(string file, long at, int bytes)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Position = at;
        stream.Write(Noise(bytes));
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        return noise;
    }

    /// <summary>A backup: the files of a server that is stopped.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly string of;
        private readonly string at = Directory.CreateTempSubdirectory("carekpi-copy-").FullName;

        public Copy(string of)
        {
            this.of = of;
            Move(of, at);
        }

        public void PutBack()
        {
            foreach (var file in Directory.EnumerateFiles(of))
            {
                File.Delete(file);
            }

            Move(at, of);
        }

        public void Dispose() => Directory.Delete(at, recursive: true);

        private static void Move(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }
    }
}
