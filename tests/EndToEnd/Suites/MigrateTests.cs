using CareKpi.Testing.Postgres;

namespace CareKpi.EndToEnd.Suites;

/// <summary>An installation moves from SQLite to PostgreSQL and back with <c>carekpi migrate</c>: digests, keys and figures are the same, also after kills of the move.</summary>
[Trait("Suite", "migrate")]
public sealed class MigrateTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [PostgresFact]
    public async Task There_and_back_everything_is_the_same()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var events = Size.Of(test: 8_000, prove: 500_000);
        await using var server = new ServerProcess();
        await server.StartAsync();
        var (large, small) = (await server.TenantAsync("large"), await server.TenantAsync("small"));
        await large.SendAsync(Generated.Events(events, 90), 1_000, atOnce: 2);
        await small.SendAsync(Generated.Events(500, 10), 100);
        var digests = (await large.DigestAsync(), await small.DigestAsync());
        var figures = await large.FiguresAsync(Generated.Day(0), Generated.Day(90));

        // While a server has it, a data directory is nobody else's.
        var (exit, output) = await MigrateAsync(server.Directory, database, "--all");
        Assert.True(exit == 1 && output.Contains("another server uses this data directory", StringComparison.Ordinal), output);
        await server.StopAsync(Soon);

        var kills = await KilledAsync(server.Directory, database, Size.Of(test: 2, prove: 12));
        (exit, output) = await MigrateAsync(server.Directory, database, "--all");
        Assert.True(exit == 0, output);
        var forth = Rate(output);
        (exit, output) = await MigrateAsync(server.Directory, database, "--all");
        Assert.True(exit == 0 && output.Contains("large: was there", StringComparison.Ordinal) && output.Contains("no rows of the installation", StringComparison.Ordinal), output);

        await using var back = new ServerProcess();
        (exit, output) = await MigrateAsync(database, back.Directory, "--all");
        Assert.True(exit == 0, output);
        await back.StartAsync();
        var (largeBack, smallBack) = (new Tenant(back, large.Name, large.Key), new Tenant(back, small.Name, small.Key));
        Assert.Equal(digests, (await largeBack.DigestAsync(), await smallBack.DigestAsync()));
        Assert.Equal(figures, await largeBack.FiguresAsync(Generated.Day(0), Generated.Day(90)));
        // Their keys are good, what was sent is known, and what is new is taken.
        Assert.Equal(events, (await largeBack.SendAsync(Generated.Events(events, 90), 1_000)).Duplicates);
        Assert.Equal(100, (await largeBack.SendAsync(Generated.Events(100, 90, from: events), 100)).Accepted);
        Size.Tell($"{events} events to PostgreSQL ({forth}) and back ({Rate(output)}), {kills} kills on the way");
    }

    [PostgresFact]
    public async Task One_tenant_goes_with_its_keys_to_an_installation_that_has_others()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var from = new ServerProcess();
        await using var to = new ServerProcess();
        await from.StartAsync();
        await to.StartAsync();
        var (moving, staying) = (await from.TenantAsync("moving"), await from.TenantAsync("staying"));
        await moving.SendAsync(Generated.Events(2_000, 30), 500);
        await staying.SendAsync(Generated.Events(100, 30), 100);
        var other = await to.TenantAsync("other");
        await other.SendAsync(Generated.Events(300, 30), 100);
        var (digest, digestOfOther) = (await moving.DigestAsync(), await other.DigestAsync());
        await from.StopAsync(Soon);
        await to.StopAsync(Soon);

        var (exit, output) = await MigrateAsync(from.Directory, to.Directory, "--all");
        Assert.True(exit == 1 && output.Contains("one by one, with --tenant", StringComparison.Ordinal), output);
        (exit, output) = await MigrateAsync(from.Directory, database, "--tenant", "moving");
        Assert.True(exit == 0, output);
        (exit, output) = await MigrateAsync(database, to.Directory, "--tenant", "moving");
        Assert.True(exit == 0, output);

        await to.StartAsync();
        var moved = new Tenant(to, "moving", moving.Key);
        Assert.Equal((digest, digestOfOther), (await moved.DigestAsync(), await other.DigestAsync()));
        Assert.Equal(2_000, (await moved.SendAsync(Generated.Events(2_000, 30), 500)).Duplicates);
        // Nothing of the one that stayed came along.
        Assert.Equal(401, await new Http(() => to.Url, staying.Key).StatusAsync("/v1/tenant"));
        Assert.Contains("key.created", (await moved.Http.GetAsync("/v1/audit"))["items"]!.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Begun and killed, again and again; how many of them were in the middle.</summary>
    private static async Task<int> KilledAsync(string from, string to, int times)
    {
        var random = new Random(5);
        var killed = 0;
        for (var turn = 0; turn < times; turn++)
        {
            await using var move = Launch(from, to, "--all");
            await Task.Delay(400 + random.Next(1_200));
            if (!move.HasExited)
            {
                killed++;
                await move.KillAsync();
            }
        }

        return killed;
    }

    private static Program Launch(string from, string to, params string[] arguments) => new(
        "dotnet", [Checkout.Built("CareKpi.Cli", "carekpi.dll"), "migrate", .. arguments], new Dictionary<string, string?>(StringComparer.Ordinal) { ["CAREKPI_FROM"] = from, ["CAREKPI_TO"] = to });

    private static async Task<(int Exit, string Output)> MigrateAsync(string from, string to, params string[] arguments)
    {
        await using var move = Launch(from, to, arguments);
        var exit = await move.EndedAsync(Soon);
        return (exit, move.Output);
    }

    private static string Rate(string output) => output.Split('\n').First(static line => line.Contains("MiB/s", StringComparison.Ordinal));
}
