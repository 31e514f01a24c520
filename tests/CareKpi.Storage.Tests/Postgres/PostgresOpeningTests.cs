using CareKpi.Engine.Stores;
using CareKpi.Storage.Postgres;
using CareKpi.Testing.Postgres;
using Npgsql;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>What a server looks at before it serves.</summary>
public sealed class PostgresOpeningTests
{
    [PostgresFact]
    public async Task Many_servers_that_start_at_once_lay_the_tables_out_once()
    {
        var database = await EmptyAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.OpenAsync()));
        foreach (var one in opened)
        {
            await one.DisposeAsync();
        }

        Assert.Equal(1L, await database.RunAsync("SELECT count(*) FROM carekpi.migrations WHERE version = 1"));
    }

    [PostgresFact]
    public async Task Tables_of_a_later_version_are_refused_unless_they_say_that_this_one_may()
    {
        var database = await EmptyAsync();
        await (await database.OpenAsync()).DisposeAsync();
        await database.RunAsync("INSERT INTO carekpi.migrations (version, name, readable_from) VALUES (9001, 'later', 1)");
        await (await database.OpenAsync()).DisposeAsync();

        await database.RunAsync("UPDATE carekpi.migrations SET readable_from = 9000 WHERE version = 9001");
        var refused = await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync());
        Assert.Equal(StoreFault.Format, refused.Fault);
        Assert.Contains("version 9001, for servers from version 9000 on", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_state_of_another_format_is_refused_with_how_to_mend_it()
    {
        var database = await EmptyAsync();
        await (await database.OpenAsync()).DisposeAsync();
        await database.RunAsync("UPDATE carekpi.formats SET version = 1 WHERE name = 'state'");
        var refused = await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync());
        Assert.Contains("TRUNCATE carekpi.state_heads, carekpi.state_rows", refused.Message, StringComparison.Ordinal);

        await database.RunAsync("TRUNCATE carekpi.state_heads, carekpi.state_rows; DELETE FROM carekpi.formats WHERE name = 'state'");
        await (await database.OpenAsync()).DisposeAsync();
    }

    [PostgresFact]
    public async Task Roles_that_row_level_security_does_not_hold_are_refused()
    {
        var database = await EmptyAsync();
        var role = new NpgsqlConnectionStringBuilder(database.Connection).Username;
        await database.RunAsync($"ALTER ROLE {role} BYPASSRLS");
        Assert.Contains("BYPASSRLS", (await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync())).Message, StringComparison.Ordinal);
        await database.RunAsync($"ALTER ROLE {role} NOBYPASSRLS SUPERUSER");
        Assert.Contains("superuser", (await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync())).Message, StringComparison.Ordinal);
        await database.RunAsync($"ALTER ROLE {role} NOSUPERUSER");
        await (await database.OpenAsync()).DisposeAsync();
    }

    [PostgresFact]
    public async Task A_wrong_password_is_said_and_not_repeated()
    {
        var database = await EmptyAsync();
        var wrong = new NpgsqlConnectionStringBuilder(database.Connection) { Password = "hunter2" }.ConnectionString;
        var refused = await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.OpenAsync(wrong, TimeSpan.FromMinutes(5), null, default));
        Assert.Contains("Username and Password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Of_several_hosts_the_one_that_may_be_written_is_taken()
    {
        var database = await EmptyAsync();
        var known = new NpgsqlConnectionStringBuilder(database.Connection);
        var several = new NpgsqlConnectionStringBuilder(database.Connection) { Host = $"127.0.0.1:1,127.0.0.1:{known.Port}", TargetSessionAttributes = "primary" }.ConnectionString;
        await using var opened = await PostgresDatabase.OpenAsync(several, TimeSpan.Zero, null, default);
        Assert.True(await opened.Log.ClaimAsync("a", 0, default));
        await opened.Log.ReopenAsync(default);
        Assert.Equal(new LogHead(1, 0), await opened.Log.HeadAsync("a", default));
    }

    [PostgresFact]
    public async Task Looking_changes_nothing_and_says_what_a_start_would_do()
    {
        var database = await EmptyAsync();
        Assert.Contains("no tables of CareKpi yet", (await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.ExamineAsync(database.Connection, default))).Message, StringComparison.Ordinal);
        Assert.Equal(true, await database.RunAsync("SELECT to_regnamespace('carekpi') IS NULL"));
        await (await database.OpenAsync()).DisposeAsync();
        Assert.Empty(await PostgresDatabase.ExamineAsync(database.Connection, default));
        await database.RunAsync("DELETE FROM carekpi.migrations WHERE version > 1");
        Assert.Contains("tables are of version 1", (await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.ExamineAsync(database.Connection, default))).Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_server_that_commits_before_the_disk_does_is_told_to_wait_for_it()
    {
        var database = await EmptyAsync();
        await database.RunAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$");
        await using var opened = await database.OpenAsync();
        await database.RunAsync("CREATE FUNCTION public.durable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF current_setting('synchronous_commit') <> 'on' THEN RAISE 'not durable'; END IF; RETURN NEW; END $$; CREATE TRIGGER durable BEFORE INSERT ON carekpi.log_heads FOR EACH ROW EXECUTE FUNCTION public.durable()");
        Assert.True(await opened.Log.ClaimAsync("a", 0, default));
    }

    [Fact]
    public async Task A_text_that_names_no_server_is_refused()
    {
        foreach (var text in new[] { "nonsense", "Database=x", "Host=a;Port=many" })
        {
            var refused = await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.OpenAsync(text, TimeSpan.Zero, null, default));
            Assert.StartsWith("CareKpi__Postgres", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_and_told_of()
    {
        var told = new List<string>();
        var refused = await Assert.ThrowsAsync<StoreException>(() => PostgresDatabase.OpenAsync("Host=127.0.0.1;Port=1;Database=x;Username=x", TimeSpan.FromMilliseconds(700), told.Add, default));
        Assert.Equal(StoreFault.Io, refused.Fault);
        Assert.Contains("cannot be reached", Assert.Single(told.Distinct()), StringComparison.Ordinal);
    }

    private static async Task<Database> EmptyAsync()
    {
        var database = new Database();
        await database.InitializeAsync();
        return database;
    }
}
