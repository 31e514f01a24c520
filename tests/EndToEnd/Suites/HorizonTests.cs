using CareKpi.Testing.Postgres;
using Npgsql;
using SQLitePCL;

namespace CareKpi.EndToEnd.Suites;

/// <summary>A tenant with a past keeps its events for fewer days from now on: every figure stays, what is older is refused, and its room is used again. The same after a restart and after a rebuild.</summary>
[Trait("Suite", "horizon")]
public sealed class HorizonTests
{
    private const int EachDay = 2_000;
    private static readonly int Days = Size.Of(test: 6, prove: 400);
    private static readonly int Gone = Days * 2 / 3;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Figures_stand_on_SQLite()
    {
        await using var server = new ServerProcess();
        var (log, state) = (Path.Combine(server.Directory, "log.db"), Path.Combine(server.Directory, "state.db"));
        await PlayAsync(
            server,
            () => Task.FromResult(NumberOf(log, "SELECT sum(length(payload)) FROM entries") + NumberOf(state, "SELECT sum(length(key) + length(value)) FROM state")),
            () => Task.FromResult(new FileInfo(log).Length + new FileInfo(state).Length));
    }

    [PostgresFact]
    public async Task Figures_stand_on_PostgreSQL()
    {
        var postgres = await PostgresServer.SharedAsync();
        var connection = await postgres.CreateDatabaseAsync();
        var admin = postgres.AdminConnection(new NpgsqlConnectionStringBuilder(connection).Database!);
        await using var server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal) { ["CareKpi__Postgres"] = connection });
        await PlayAsync(
            server,
            async () => Number(await PostgresServer.RunAsync(admin, "SELECT (SELECT sum(length(payload)) FROM carekpi.log_entries) + (SELECT sum(length(key) + length(value)) FROM carekpi.state_rows)")),
            async () =>
            {
                // As its own vacuum does sooner or later.
                await PostgresServer.RunAsync(admin, "VACUUM carekpi.log_entries, carekpi.state_rows");
                return Number(await PostgresServer.RunAsync(admin, "SELECT pg_total_relation_size('carekpi.state_rows') + sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'carekpi.log_entries'::regclass"));
            });
    }

    /// <param name="server">Not started yet.</param>
    /// <param name="bytes">How much entries of the log and rows of the state are.</param>
    /// <param name="room">How much log and state take on disk while no server runs.</param>
    private static async Task PlayAsync(ServerProcess server, Func<Task<long>> bytes, Func<Task<long>> room)
    {
        await server.StartAsync();
        var tenant = await server.TenantAsync("old");
        Assert.Equal(Days * EachDay, (await tenant.SendAsync(Generated.Events(Days * EachDay, Days), EachDay, atOnce: 2)).There);
        var figures = await FiguresAsync(tenant);
        await StartAgainAsync(server);
        var (before, memory) = (await bytes(), server.Program.WorkingSet);

        var horizon = DateTime.ParseExact(Generated.Day(Gone), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        // How late it is, what comes has to say too.
        Assert.Equal(1, (await tenant.SendAsync([Generated.Tick(DateTime.UtcNow.AddMinutes(4))], each: 1)).There);
        await tenant.ChangeAsync($$"""{"retentionDays":{{(DateTime.UtcNow.Date - horizon).Days}}}""");
        var most = memory;
        await Until.TrueAsync("the horizon moves", Soon, async () =>
        {
            most = Math.Max(most, server.Program.WorkingSet);
            return (await tenant.Http.GetAsync("/v1/tenant"))["horizon"]?.GetValue<DateTime>() == horizon;
        });
        var moved = System.Diagnostics.Stopwatch.GetElapsedTime(started);
        Assert.Equal(figures, await FiguresAsync(tenant));
        await AssertRefusedAsync(tenant);
        await Until.TrueAsync("log and state say less", Soon, async () => await bytes() < before);

        var digest = await tenant.DigestAsync();
        await StartAgainAsync(server);
        Assert.Equal(digest, await tenant.DigestAsync());
        Assert.Equal(figures, await FiguresAsync(tenant));
        var job = (await server.Operator.SendAsync(HttpMethod.Post, $"/v1/admin/tenants/{tenant.Name}/rebuild", null))["id"]!.GetValue<string>();
        await tenant.DoneAsync(job, Soon);
        Assert.Equal(digest, await tenant.DigestAsync());
        Assert.Equal(figures, await FiguresAsync(tenant));
        await AssertRefusedAsync(tenant);

        // As many events as are gone find room where those were: rows, indexes and free pages beside, the files grow by less than comes.
        var left = await bytes();
        await server.StopAsync(Soon);
        var taken = await room();
        await server.StartAsync();
        for (var part = 0; part < 4; part++)
        {
            // What PostgreSQL has replaced is room after a vacuum only.
            const int each = EachDay / 4;
            Assert.Equal(Gone * each, (await tenant.SendAsync(Generated.Events(Gone * each, 2 * Days, from: (Days * EachDay) + (part * Gone * each)), EachDay, atOnce: 2)).There);
            await room();
        }

        await tenant.FiguresAsync(Generated.Day(0), Generated.Day(2 * Days));
        await server.StopAsync(Soon);
        var (all, after) = (await bytes(), await room());
        Assert.True(all > left + (left / 4), $"{left >> 10} KB of entries and rows, {all >> 10} KB with as many events again");
        Assert.True(after < taken + (all - left), $"{all - left >> 10} KB came to {left >> 10}, and {taken >> 10} KB on disk became {after >> 10}");
        Size.Tell($"{Days * EachDay} events over {Days} days, {Gone} days of them gone: the horizon moved in {moved.TotalSeconds:F0} s with {most >> 20} MB at most ({memory >> 20} before); {before >> 10} KB of log and state became {left >> 10}; {(all - left) >> 10} KB more made {taken >> 10} KB on disk to {after >> 10}; figures those of before, digests those of a restart and a rebuild");
    }

    /// <summary>Of all of it, of what is gone, and over the horizon; not of health, which knows what is kept.</summary>
    private static async Task<string> FiguresAsync(Tenant tenant)
    {
        var told = new List<string>();
        foreach (var (from, to) in ((int, int)[])[(0, Days), (0, Gone - 1), (1, 1), (Gone - 1, Gone)])
        {
            told.AddRange((await tenant.FiguresAsync(Generated.Day(from), Generated.Day(to))).Split('\n').Where(static line => !line.StartsWith("customer_health", StringComparison.Ordinal)));
        }

        Assert.True(told.Count(static line => !line.Contains("  0", StringComparison.Ordinal)) > 100, $"{told.Count} figures");
        return string.Join('\n', told);
    }

    /// <summary>What is after the horizon is known, what is before it is refused, and none of it is counted.</summary>
    private static async Task AssertRefusedAsync(Tenant tenant)
    {
        Assert.Equal(new Taken(0, EachDay, EachDay), await tenant.SendAsync(Generated.Events(2 * EachDay, Days, from: (Gone - 1) * EachDay), each: 500));
        using var response = await tenant.Http.TryAsync(HttpMethod.Post, "/v1/events", Generated.Events(1, Days).Single(), "application/cloudevents+json");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("too_old", answer["rejected"]![0]!["code"]!.GetValue<string>());
    }

    private static async Task StartAgainAsync(ServerProcess server)
    {
        Assert.Equal(0, await server.StopAsync(Soon));
        await server.StartAsync();
    }

    private static long Number(object? told) => Convert.ToInt64(told, CultureInfo.InvariantCulture);

    private static long NumberOf(string file, string sql)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READONLY, null));
        using (database)
        {
            raw.sqlite3_busy_timeout(database, 10_000);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, sql, out var statement));
            using (statement)
            {
                Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement));
                return raw.sqlite3_column_int64(statement, 0);
            }
        }
    }
}
