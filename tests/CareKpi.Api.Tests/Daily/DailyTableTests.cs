using System.Globalization;
using CareKpi.Api.Daily;
using CareKpi.Api.Tests.Cluster;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CareKpi.Api.Tests.Daily;

/// <summary>The table on a real PostgreSQL says what the series by day say, whatever came late, and however often who fills it was cut off or somebody else filled it, too.</summary>
public sealed class DailyTableTests : IAsyncLifetime
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    private PostgresServer server = null!;
    private ClusterNode one = null!;
    private ClusterNode other = null!;
    private string admin = "";
    private int events;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.WhyNot is null)
        {
            server = await PostgresServer.SharedAsync();
            var connection = await server.CreateDatabaseAsync();
            admin = server.AdminConnection(new NpgsqlConnectionStringBuilder(connection).Database!);
            one = new(connection);
            await one.InitializeAsync();
            other = new(one);
            await other.InitializeAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (one is not null)
        {
            await other.DisposeAsync();
            await one.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task What_the_table_says_is_what_every_series_says()
    {
        var random = new Random(20_260_309);
        var key = await one.KeyAsync("ingest", "read");
        for (var step = 0; step < 12; step++)
        {
            await one.IngestAsync(key, [.. Enumerable.Range(0, 8).Select(_ => Event(random))]);
            one.Clock.Moved += random.Next(3) == 0 ? TimeSpan.FromHours(9) : TimeSpan.FromMinutes(6);
            other.Clock.Moved = one.Clock.Moved;
            // Both at once, and one of them is cut off somewhere.
            using var cut = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(5, 400)));
            await Task.WhenAll(FillAsync(one, cut.Token), FillAsync(other, random.Next(2) == 0 ? cut.Token : CancellationToken.None));
        }

        await FillAsync(one, CancellationToken.None);
        await AssertSameAsync();
        // A day goes by.
        one.Clock.Moved += TimeSpan.FromDays(1);
        other.Clock.Moved = one.Clock.Moved;
        await FillAsync(other, CancellationToken.None);
        await AssertSameAsync();
    }

    [PostgresFact]
    public async Task Days_before_the_horizon_stay_as_they_were()
    {
        const int keep = 120;
        var random = new Random(20_261_122);
        var key = await one.KeyAsync("ingest", "read", "manage");
        for (var batch = 0; batch < 12; batch++)
        {
            await one.IngestAsync(key, [.. Enumerable.Range(0, 20).Select(_ => Event(random))]);
        }

        // What was within the last six days is now on both sides of where the horizon is to be.
        other.Clock.Moved = one.Clock.Moved = TimeSpan.FromDays(keep - 3);
        // How late it is, what comes has to say too.
        await one.IngestAsync(key, [Sent(one.Clock.GetUtcNow().AddMinutes(4), "clock.ticked", "{}")]);
        await FillAsync(one, CancellationToken.None);
        var before = await RowsAsync();
        var horizon = DateOnly.FromDateTime(one.Clock.GetUtcNow().UtcDateTime).AddDays(-keep);
        using (var changed = await Node.TestNode.SendAsync(one.Public, HttpMethod.Patch, "/v1/settings", key, Node.TestNode.Json($$$"""{"settings":{"retentionDays":{{{keep}}}}}""")))
        {
            Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        }

        await MovedAsync(key, horizon);
        one.Clock.Moved += TimeSpan.FromMinutes(6);
        other.Clock.Moved = one.Clock.Moved;
        // All days are due, and who writes them is cut off again and again.
        var cuts = 0;
        for (var milliseconds = 50; milliseconds < 1_000; milliseconds += 100)
        {
            using var cut = new CancellationTokenSource(milliseconds);
            await FillAsync(milliseconds % 200 == 50 ? one : other, cut.Token);
            cuts += (long)(await PostgresServer.RunAsync(admin, "SELECT count(*) FROM carekpi.kpi_daily_due"))! > 0 ? 1 : 0;
        }

        Assert.True(cuts > 0, "nobody was cut off in the middle");
        await FillAsync(other, CancellationToken.None);
        await AssertSameAsync();
        AssertStood(before, await RowsAsync(), horizon);

        // It goes on, also with what comes late for days that are kept.
        await one.IngestAsync(key, [.. Enumerable.Range(0, 20).Select(_ => Event(random)), Contact("lee", new DateTimeOffset(horizon.AddDays(1), new TimeOnly(12, 0), TimeSpan.Zero))]);
        one.Clock.Moved += TimeSpan.FromMinutes(6);
        other.Clock.Moved = one.Clock.Moved;
        await FillAsync(one, CancellationToken.None);
        await AssertSameAsync();
        Assert.Contains((await RowsAsync()).Keys, row => row.Scope == "lee" && row.Day > horizon && row.Day < horizon.AddDays(3));
    }

    [PostgresFact]
    public async Task Who_lost_the_tenant_writes_nothing_any_more()
    {
        var key = await one.KeyAsync("ingest", "read");
        await one.IngestAsync(key, [Contact("lee", DateTimeOffset.UtcNow.AddMinutes(-5)), Contact("lee", DateTimeOffset.UtcNow.AddDays(-1))]);
        await FillAsync(one, CancellationToken.None);
        var before = await RowsAsync();
        Assert.NotEmpty(before);
        var table = one.Services.GetRequiredService<IDailyTable>();
        var (mine, its) = (Guid.NewGuid(), Guid.NewGuid());
        await table.HoldAsync("demo", mine, CancellationToken.None);
        var known = (await table.HoldAsync("demo", its, CancellationToken.None))!;
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        Assert.Null(await table.WriteAsync("demo", mine, new ChangedDay(today, true), new DailyValues(), DateTimeOffset.UtcNow, CancellationToken.None));
        Assert.False(await table.PlanAsync("demo", mine, known, new ChangedDays(1, 1, "x", today.AddDays(-9), today.AddDays(-9), 1, true, []), CancellationToken.None));
        Assert.Equal(before, await RowsAsync());
    }

    /// <summary>What changed is not known any more, and nothing of a team or an agent is as old as that day by now: nobody would read their rows of it again.</summary>
    [PostgresFact]
    public async Task A_day_told_anew_of_the_tenant_alone_keeps_nothing_of_agents()
    {
        var key = await one.KeyAsync("ingest", "read");
        await one.IngestAsync(key, [Contact("lee", DateTimeOffset.UtcNow.AddMinutes(-5)), Contact("lee", DateTimeOffset.UtcNow.AddDays(-3))]);
        await FillAsync(one, CancellationToken.None);
        var before = await RowsAsync();
        var (first, last) = (before.Keys.Min(static row => row.Day), before.Keys.Max(static row => row.Day));
        Assert.Contains(before.Keys, row => row.Day == first && row.Level == "agent");
        var table = one.Services.GetRequiredService<IDailyTable>();
        var mine = Guid.NewGuid();
        var known = (await table.HoldAsync("demo", mine, CancellationToken.None))!;
        Assert.True(await table.PlanAsync("demo", mine, known, new ChangedDays(known.Applied, known.At, "other", last, first, known.At, true, [new(last, true), new(first, false)]), CancellationToken.None));
        Assert.Equal(before.Where(row => row.Key.Day != first || row.Key.Level == "tenant").OrderBy(static row => row.Key).ToList(), [.. (await RowsAsync()).OrderBy(static row => row.Key)]);
    }

    [PostgresFact]
    public async Task Agents_are_not_in_it_where_admins_may_not_see_them()
    {
        var key = await one.KeyAsync("ingest", "read", "manage");
        await one.IngestAsync(key, [Event(new Random(1)), Contact("lee", DateTimeOffset.UtcNow.AddMinutes(-5))]);
        await FillAsync(one, CancellationToken.None);
        Assert.Contains((await RowsAsync()).Keys, static row => row.Level == "agent");
        using (var changed = await Node.TestNode.SendAsync(one.Public, HttpMethod.Patch, "/v1/settings", key, Node.TestNode.Json("""{"settings":{"visibility":{"agents":["lead"]}}}""")))
        {
            Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        }

        one.Clock.Moved += TimeSpan.FromMinutes(6);
        await FillAsync(one, CancellationToken.None);
        Assert.DoesNotContain((await RowsAsync()).Keys, static row => row.Level == "agent");
        Assert.NotEmpty(await RowsAsync());
    }

    private static async Task FillAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        try
        {
            // Bounded rounds, until nothing is left; another node may be at it.
            var table = node.Services.GetRequiredService<IDailyTable>();
            while ((await table.TenantsAsync(node.Clock.GetUtcNow(), DailyRound.Refresh, cancellationToken)).Count > 0)
            {
                await node.Services.GetRequiredService<DailyWorker>().FillAllAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // As it was meant.
        }
    }

    private async Task MovedAsync(string key, DateOnly horizon)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var answer = await one.GetAsync("/v1/tenant", key);
            if (answer.IsSuccessStatusCode && (await Node.TestNode.ReadAsync(answer))["horizon"]?.GetValue<DateTime>() is { } at)
            {
                Assert.Equal(horizon, DateOnly.FromDateTime(at));
                return;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Days that ended before the horizon; not health, which knows what is kept.</summary>
    private static void AssertStood<TRow>(Dictionary<(string Level, string Scope, DateOnly Day, string Kpi), TRow> before, Dictionary<(string Level, string Scope, DateOnly Day, string Kpi), TRow> after, DateOnly horizon)
    {
        var frozen = before.Where(row => IsFrozen(row.Key)).ToDictionary();
        Assert.True(frozen.Count > 200, $"only {frozen.Count} values are compared");
        Assert.Equal(frozen.Keys.Order(), after.Keys.Where(IsFrozen).Order());
        Assert.All(frozen, row => Assert.Equal(row.Value, after[row.Key]));

        bool IsFrozen((string Level, string Scope, DateOnly Day, string Kpi) row) => row.Day < horizon && !row.Kpi.StartsWith("customer_health", StringComparison.Ordinal);
    }

    private async Task AssertSameAsync()
    {
        Assert.Equal(0L, await PostgresServer.RunAsync(admin, "SELECT count(*) FROM carekpi.kpi_daily_due"));
        var rows = await RowsAsync();
        var (first, last) = (rows.Keys.Min(static row => row.Day), rows.Keys.Max(static row => row.Day));
        var grains = one.Services.GetRequiredService<IGrains>();
        var expected = new Dictionary<(string Level, string Scope, DateOnly Day, string Kpi), (double?, double?, double?, long)>();
        foreach (var level in (Level[])[Level.Tenant, Level.Team, Level.Agent])
        {
            var scopes = level == Level.Tenant ? [Whole] : (await grains.Intake("demo").ScopesAsync(new ScopeQuery(level, 100, null, null, null))).Items.Select(scope => new ScopeRef(level, scope.Key)).ToList();
            foreach (var scope in scopes)
            {
                var request = new ReadRequest(scope, new PeriodChoice(new Period(first, last), null)) { Kpis = [.. KpiRegistry.BuiltIn.ForLevel(level).Select(static kpi => kpi.Code)], Interval = Interval.Day };
                foreach (var series in (await grains.Scope("demo", scope).ReadAsync(request))!.Series!)
                {
                    var nothing = ClosedValue.NothingOf(KpiRegistry.BuiltIn.Find(series.Kpi)!);
                    foreach (var point in series.Points.Where(point => (point.Value, point.Count, point.Numerator, point.Denominator) != (nothing.Value, nothing.Count, nothing.Numerator, nothing.Denominator)))
                    {
                        expected.Add((level.ToString().ToLowerInvariant(), scope.Key, point.From, series.Kpi), (point.Value, point.Numerator, point.Denominator, point.Count));
                    }
                }
            }
        }

        Assert.True(expected.Count > 300, $"only {expected.Count} values are compared");
        // Of today what is counted by the clock goes on.
        var wrong = expected.Keys.Union(rows.Keys).Where(of => of.Day < last && (!expected.TryGetValue(of, out var is_) || !rows.TryGetValue(of, out var has) || is_ != has)).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10).Select(of => $"{of}: {expected.GetValueOrDefault(of)}, and the table has {rows.GetValueOrDefault(of)}")));
    }

    private async Task<Dictionary<(string Level, string Scope, DateOnly Day, string Kpi), (double?, double?, double?, long)>> RowsAsync()
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT level, scope_key, day, kpi, value, numerator, denominator, count FROM carekpi.kpi_daily WHERE tenant = 'demo'", connection);
        await using var reader = await ask.ExecuteReaderAsync();
        var found = new Dictionary<(string, string, DateOnly, string), (double?, double?, double?, long)>();
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.GetString(3)), (Number(4), Number(5), Number(6), reader.GetInt64(7)));
        }

        return found;

        double? Number(int at) => reader.IsDBNull(at) ? null : reader.GetDouble(at);
    }

    /// <summary>Of the last six days, in no order.</summary>
    private string Event(Random random)
    {
        var at = one.Clock.GetUtcNow().AddMinutes(-random.Next(1, 6 * 1_440));
        var (agent, customer, kase) = ($"a{random.Next(4)}", $"c{random.Next(5)}", $"k{random.Next(9)}");
        return random.Next(8) switch
        {
            0 => Sent(at, "care.case.opened", $$"""{"case":"{{kase}}","customer":"{{customer}}","channel":"email","openedBy":"customer"}"""),
            1 => Sent(at, "care.case.assigned", $$"""{"case":"{{kase}}","agent":"{{agent}}"}"""),
            2 => Sent(at, "care.case.resolved", $$"""{"case":"{{kase}}","agent":"{{agent}}"}"""),
            3 => Sent(at, "care.survey.answered", $$"""{"survey":"s{{events}}","kind":"csat","score":{{random.Next(1, 6)}},"agent":"{{agent}}","customer":"{{customer}}"}"""),
            4 => Sent(at, "care.agent.described", $$"""{"agent":"{{agent}}","team":"t{{random.Next(3)}}"}"""),
            5 => Sent(at, "care.agent.status", $$"""{"agent":"{{agent}}","status":"{{(random.Next(2) == 0 ? "available" : "offline")}}"}"""),
            6 => Sent(at, "care.subscription.started", $$"""{"customer":"{{customer}}","subscription":"x{{random.Next(6)}}","mrr":{{random.Next(5, 50)}}}"""),
            _ => Contact(agent, at),
        };
    }

    private string Contact(string agent, DateTimeOffset at) => Sent(at, "care.contact.ended", $$"""{"contact":"n{{events}}","channel":"voice","direction":"inbound","outcome":"answered","wait":12.4,"talk":181,"agent":"{{agent}}","customer":"c{{events % 5}}"}""");

    private string Sent(DateTimeOffset at, string type, string data) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{events++}}","source":"daily","type":"{{type}}","time":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","data":{{data}}}""");
}
