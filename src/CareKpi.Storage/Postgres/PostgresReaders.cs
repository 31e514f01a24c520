using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CareKpi.Engine.Stores;
using Npgsql;
using static System.FormattableString;

namespace CareKpi.Storage.Postgres;

/// <summary>A role of the database that reads one tenant's days.</summary>
public sealed record DailyReader(string Role, string Tenant, DateTimeOffset CreatedAt);

/// <summary>
/// Login roles for BI tools. Each reads the days of one tenant and nothing else: it has rights on these tables only, and row-level security tells its tenant by who has logged in. Made with a connection of the database's
/// administrator: the node's own role may make no roles.
/// </summary>
public sealed partial class PostgresReaders(string adminConnection)
{
    /// <summary>Sessions of one role at a time.</summary>
    public const int MaxConnections = 5;

    /// <summary>Stands for the tenant of a role whose tenant was removed: no key is like it, and no row.</summary>
    public const string Removed = "(removed)";

    private const int Iterations = 4_096;

    /// <summary>Whose they are is settled before any is ended: conditions beside each other are judged in no order.</summary>
    private const string EndSql = """
        WITH its AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE usename = $1::name)
        SELECT count(*) FROM its WHERE NOT pg_terminate_backend(pid, 5000) HAVING count(*) > 0
        """;

    private readonly PostgresSettings settings = new(adminConnection);

    /// <summary>Makes a role; its password, which nobody can tell again. Throws <see cref="StoreException"/>.</summary>
    public Task<string> CreateAsync(string tenant, string role, CancellationToken cancellationToken) => RunAsync(
        async (connection, transaction) =>
        {
            var quoted = Quoted(role);
            await RunAsync(connection, "SELECT set_config('carekpi.listing', 'on', true)");
            if (await OneAsync(connection, "SELECT 1 FROM carekpi.log_heads WHERE tenant = $1", tenant) is null)
            {
                throw new StoreException(StoreFault.Format, $"There is no tenant '{tenant}'; `carekpi tenants list` tells their keys.");
            }

            if (await IsThereAsync(connection, role))
            {
                throw new StoreException(StoreFault.Format, $"There is a role '{role}' already; name another one, or drop it with `carekpi bi drop {role}`.");
            }

            var password = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 32);
            // What the server may write into its log is what it keeps anyway, not the password.
            await RunAsync(connection, Invariant($"CREATE ROLE {quoted} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT CONNECTION LIMIT {MaxConnections} PASSWORD '{Verifier(password)}'"));
            await GrantAsync(connection, quoted);
            await OneAsync(connection, "INSERT INTO carekpi.bi_readers (role, tenant) VALUES ($1::name, $2)", role, tenant);
            await transaction.CommitAsync(cancellationToken);
            return password;
        },
        cancellationToken);

    public Task<IReadOnlyList<DailyReader>> ListAsync(CancellationToken cancellationToken) => RunAsync((connection, _) => ListAsync(connection, cancellationToken), cancellationToken);

    /// <summary>Gives every role what <see cref="CreateAsync"/> gave it, in a database that was restored: rights and settings are not in a dump. Those that this server has; the others have to be dropped and made anew.</summary>
    public Task<IReadOnlyList<DailyReader>> GrantAsync(CancellationToken cancellationToken) => RunAsync(
        async (connection, transaction) =>
        {
            var granted = new List<DailyReader>();
            foreach (var reader in await ListAsync(connection, cancellationToken))
            {
                if (await IsThereAsync(connection, reader.Role))
                {
                    await GrantAsync(connection, Quoted(reader.Role));
                    granted.Add(reader);
                }
            }

            await transaction.CommitAsync(cancellationToken);
            return (IReadOnlyList<DailyReader>)granted;
        },
        cancellationToken);

    /// <summary>Ends the sessions of a role that <see cref="CreateAsync"/> made, and removes it. Any other one is refused. Cut short, it is called again.</summary>
    public async Task DropAsync(string role, CancellationToken cancellationToken)
    {
        var quoted = Quoted(role);
        var isThere = await RunAsync(
            async (connection, transaction) =>
            {
                if (await OneAsync(connection, "SELECT 1 FROM carekpi.bi_readers WHERE role = $1::name", role) is null)
                {
                    throw new StoreException(StoreFault.Format, $"'{role}' is no role that `carekpi bi create` made; `carekpi bi list` tells those.");
                }

                if (!await IsThereAsync(connection, role))
                {
                    return false;
                }

                // For everybody before its sessions are ended: it opens no others.
                await RunAsync(connection, $"ALTER ROLE {quoted} NOLOGIN");
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);
        await RunAsync(
            async (connection, transaction) =>
            {
                if (isThere)
                {
                    if (await OneAsync(connection, EndSql, role) is not null)
                    {
                        throw new StoreException(StoreFault.Io, $"A session of '{role}' does not end; it may not log in any more. Look for it in pg_stat_activity, then run `carekpi bi drop {role}` again.");
                    }

                    await RunAsync(connection, $"REVOKE ALL ON DATABASE {Database(connection)} FROM {quoted}; REVOKE ALL ON ALL TABLES IN SCHEMA carekpi FROM {quoted}; REVOKE ALL ON FUNCTION carekpi.bi_tenant() FROM {quoted}; REVOKE ALL ON SCHEMA carekpi FROM {quoted}; DROP ROLE {quoted}");
                }

                await OneAsync(connection, "DELETE FROM carekpi.bi_readers WHERE role = $1::name", role);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private static async Task<IReadOnlyList<DailyReader>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var found = new List<DailyReader>();
        await using var ask = new NpgsqlCommand("SELECT role::text, tenant, created_at FROM carekpi.bi_readers ORDER BY tenant, role", connection);
        await using var reader = await ask.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return found;
    }

    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, string role) => await OneAsync(connection, "SELECT 1 FROM pg_roles WHERE rolname = $1", role) is not null;

    private static string Database(NpgsqlConnection connection) => new NpgsqlCommandBuilder().QuoteIdentifier(connection.Database);

    private static async Task GrantAsync(NpgsqlConnection connection, string quoted)
    {
        var database = Database(connection);
        foreach (var setting in (string[])["statement_timeout = '60s'", "idle_in_transaction_session_timeout = '60s'", "default_transaction_read_only = on", "search_path = carekpi"])
        {
            await RunAsync(connection, $"ALTER ROLE {quoted} IN DATABASE {database} SET {setting}");
        }

        await RunAsync(connection, $"GRANT CONNECT ON DATABASE {database} TO {quoted}; GRANT USAGE ON SCHEMA carekpi TO {quoted}; GRANT SELECT ON carekpi.kpi_daily, carekpi.bi_scopes, carekpi.bi_kpis, carekpi.kpi_daily_named TO {quoted}; GRANT EXECUTE ON FUNCTION carekpi.bi_tenant() TO {quoted}");
    }

    /// <summary>What the server would make of the password itself (RFC 5803).</summary>
    private static string Verifier(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        return Invariant($"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(HMACSHA256.HashData(salted, "Server Key"u8))}");
    }

    private static string Quoted(string role) => Names().IsMatch(role)
        ? $"\"{role}\""
        : throw new StoreException(StoreFault.Format, $"'{role}' is no name for a role: lower-case letters, digits and _, at most 63, beginning with a letter.");

    [GeneratedRegex(@"\A(?!pg_)[a-z][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Names();

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = settings.Connect("carekpi-bi", most: 1, TimeSpan.FromSeconds(30));
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            return await work(connection, transaction);
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.From(fault, settings.Name);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> OneAsync(NpgsqlConnection connection, string sql, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        Array.ForEach(values, value => command.Parameters.Add(PostgresBatch.Of(value)));
        return await command.ExecuteScalarAsync();
    }
}
