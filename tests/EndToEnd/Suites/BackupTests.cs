using System.Net;
using CareKpi.Storage.Backups;
using CareKpi.Storage.Sqlite;

namespace CareKpi.EndToEnd.Suites;

/// <summary>Backups of a node while it serves: what was acknowledged before one began is in it, a kill leaves none that is half, and what is restored goes on.</summary>
[Trait("Suite", "backup")]
public sealed class BackupTests : IAsyncLifetime
{
    private const int Each = 200;
    private readonly string folder = Directory.CreateTempSubdirectory("carekpi-backups-").FullName;
    private ServerProcess server = null!;

    public async Task InitializeAsync()
    {
        server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal) { ["CareKpi__BackupDirectory"] = folder });
        await server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_under_load_has_everything_acknowledged_before_it_began()
    {
        var tenant = await server.TenantAsync("loaded");
        var events = Size.Of(test: 20_000, prove: 200_000);
        var acknowledged = 0L;
        var some = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = tenant.SendAsync(Generated.Events(events, 90), Each, atOnce: 4, taken =>
        {
            if (Interlocked.Add(ref acknowledged, taken.Accepted) > events / 4)
            {
                some.TrySetResult();
            }
        });
        await some.Task;
        var before = Interlocked.Read(ref acknowledged);
        var made = await BackUpAsync();
        var after = Interlocked.Read(ref acknowledged);
        await sending;

        await using var restored = await RestoredAsync(made);
        var there = await EventsAsync(restored, tenant.Name);
        Assert.InRange(there, before, after + (4 * Each));

        // Sent again, what the backup lacks is taken, and then both say the same.
        var copy = new Tenant(restored, tenant.Name, tenant.Key);
        var again = await copy.SendAsync(Generated.Events(events, 90), Each * 5);
        // A post that a busy node answered 503 may have been taken, and is a duplicate when it comes again: the count says at least what was there. That each event is there once, count and digest say.
        Assert.Equal(events, again.There);
        Assert.InRange(again.Duplicates, there, events);
        // What is acknowledged is applied a moment later.
        await Until.TrueAsync("all events are counted", TimeSpan.FromSeconds(30), async () => await EventsAsync(restored, tenant.Name) == events);
        Assert.Equal(await tenant.DigestAsync(), await copy.DigestAsync());
        await RebuiltIsSameAsync(restored, copy);
        Size.Tell($"a backup under load: {before} events acknowledged before it, {there} in it, {events} in all after they were sent again");
    }

    [Fact]
    public async Task A_kill_leaves_no_half_backup()
    {
        var tenant = await server.TenantAsync("killed");
        await tenant.SendAsync(Generated.Events(Size.Of(test: 20_000, prove: 200_000), 90), 1_000, atOnce: 2);
        var digest = await tenant.DigestAsync();
        var random = new Random(7);
        var (halves, kills) = (0, Size.Of(test: 4, prove: 20));
        for (var kill = 0; kill < kills; kill++)
        {
            var making = server.Operator.TryAsync(HttpMethod.Post, "/v1/admin/backup", "{}"u8.ToArray(), "application/json");
            await Task.Delay(random.Next(60));
            await server.KillAsync();
            try
            {
                (await making).Dispose();
            }
            catch (HttpRequestException)
            {
                // The server was killed under it.
            }

            halves += Directory.EnumerateDirectories(folder, "*.part").Count();
            foreach (var whole in Directory.EnumerateDirectories(folder, "carekpi-*Z"))
            {
                var copy = Directory.CreateTempSubdirectory("carekpi-copy-").FullName;
                await Restore.RunAsync(whole, copy, CancellationToken.None);
                Directory.Delete(copy, recursive: true);
            }

            await server.StartAsync();
        }

        Assert.True(halves > 0, "no kill came while a backup was being made");
        var made = await BackUpAsync(keep: 1);
        Assert.Equal([made], Directory.EnumerateDirectories(folder));
        await using var restored = await RestoredAsync(made);
        Assert.Equal(digest, await new Tenant(restored, tenant.Name, tenant.Key).DigestAsync());
        Size.Tell($"{kills} kills during backups, {halves} half copies left behind and removed");
    }

    [Fact]
    public async Task They_go_where_the_configuration_says_one_at_a_time()
    {
        await server.TenantAsync("where");
        Assert.Equal(400, await PostAsync("""{"to":"/etc"}"""));
        Assert.Equal(400, await PostAsync($$"""{"to":"{{folder}}-beside"}"""));
        Assert.Equal(400, await PostAsync("""{"to":"../up"}"""));
        Assert.Equal(400, await PostAsync("""{"keep":0}"""));
        Assert.Equal(201, await PostAsync("""{"to":"nightly","keep":3}"""));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(folder, "nightly")));
        using (new FileStream(Path.Combine(folder, "carekpi-backup.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(409, await PostAsync("{}"));
        }

        Assert.Empty((await server.Operator.GetAsync("/v1/admin/backup"))["items"]!.AsArray());
        await using var without = new ServerProcess();
        await without.StartAsync();
        using var refused = await without.Operator.TryAsync(HttpMethod.Post, "/v1/admin/backup", "{}"u8.ToArray(), "application/json");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("CareKpi__BackupDirectory", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Audited, as everything that operators do.
        var audit = await server.Operator.GetAsync("/v1/admin/audit?action=backup.made");
        Assert.Single(audit["items"]!.AsArray());
    }

    private async Task<int> PostAsync(string body)
    {
        using var answer = await server.Operator.TryAsync(HttpMethod.Post, "/v1/admin/backup", System.Text.Encoding.UTF8.GetBytes(body), "application/json");
        return (int)answer.StatusCode;
    }

    private async Task<string> BackUpAsync(int? keep = null) =>
        (await server.Operator.SendAsync(HttpMethod.Post, "/v1/admin/backup", keep is null ? "{}" : $$"""{"keep":{{keep}}}"""))["path"]!.GetValue<string>();

    /// <summary>A server on what <c>carekpi restore</c> makes of a backup; its keys are those of the backup.</summary>
    private static async Task<ServerProcess> RestoredAsync(string backup)
    {
        var restored = new ServerProcess();
        await using (var program = new Program("dotnet", [Checkout.Built("CareKpi.Cli", "carekpi.dll"), "restore", "--from", backup, "--to", restored.Directory, "--json"], new Dictionary<string, string?>(StringComparer.Ordinal)))
        {
            Assert.True(await program.EndedAsync(TimeSpan.FromMinutes(2)) == 0, program.Output);
        }

        await restored.StartAsync();
        return restored;
    }

    private static async Task<long> EventsAsync(ServerProcess of, string tenant) =>
        (await of.Operator.GetAsync("/v1/admin/tenants"))["items"]!.AsArray().Single(item => item!["key"]!.GetValue<string>() == tenant)!["events"]!.GetValue<long>();

    private static async Task RebuiltIsSameAsync(ServerProcess server, Tenant tenant)
    {
        var before = await tenant.DigestAsync();
        var job = await server.Operator.SendAsync(HttpMethod.Post, $"/v1/admin/tenants/{tenant.Name}/rebuild", "{}");
        await tenant.DoneAsync(job["id"]!.GetValue<string>(), TimeSpan.FromMinutes(2));
        Assert.Equal(before, await tenant.DigestAsync());
    }
}
