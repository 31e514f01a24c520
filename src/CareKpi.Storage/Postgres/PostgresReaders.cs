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

    private const int Iterations = 4_096;
    private static readonly string[] Tables = ["kpi_daily", "bi_scopes", "bi_kpis"];

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

            if (await OneAsync(connection, "SELECT 1 FROM pg_roles WHERE rolname = $1", role) is not null)
            {
                throw new StoreException(StoreFault.Format, $"There is a role '{role}' already; name another one, or drop it with `carekpi bi drop {role}`.");
            }

            var password = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 32);
            var database = new NpgsqlCommandBuilder().QuoteIdentifier(connection.Database);
            // What the server may write into its log is what it keeps anyway, not the password.
            await RunAsync(connection, Invariant($"CREATE ROLE {quoted} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT CONNECTION LIMIT {MaxConnections} PASSWORD '{Verifier(password)}'"));
            foreach (var setting in (string[])["statement_timeout = '60s'", "idle_in_transaction_session_timeout = '60s'", "default_transaction_read_only = on", "search_path = carekpi"])
            {
                await RunAsync(connection, $"ALTER ROLE {quoted} IN DATABASE {database} SET {setting}");
            }

            await RunAsync(connection, $"GRANT USAGE ON SCHEMA carekpi TO {quoted}; GRANT SELECT ON carekpi.kpi_daily, carekpi.bi_scopes, carekpi.bi_kpis, carekpi.kpi_daily_named TO {quoted}; GRANT EXECUTE ON FUNCTION carekpi.bi_tenant() TO {quoted}");
            foreach (var table in Tables)
            {
                await RunAsync(connection, $"CREATE POLICY {quoted} ON carekpi.{table} FOR SELECT TO {quoted} USING (tenant = (SELECT carekpi.bi_tenant()))");
            }

            await OneAsync(connection, "INSERT INTO carekpi.bi_readers (role, tenant) VALUES ($1::name, $2)", role, tenant);
            await transaction.CommitAsync(cancellationToken);
            return password;
        },
        cancellationToken);

    public Task<IReadOnlyList<DailyReader>> ListAsync(CancellationToken cancellationToken) => RunAsync(
        async (connection, _) =>
        {
            var found = new List<DailyReader>();
            await using var ask = new NpgsqlCommand("SELECT role::text, tenant, created_at FROM carekpi.bi_readers ORDER BY tenant, role", connection);
            await using var reader = await ask.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                found.Add(new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
            }

            return (IReadOnlyList<DailyReader>)found;
        },
        cancellationToken);

    /// <summary>Removes a role that <see cref="CreateAsync"/> made, and ends its sessions. Any other one is refused.</summary>
    public Task<bool> DropAsync(string role, CancellationToken cancellationToken) => RunAsync(
        async (connection, transaction) =>
        {
            var quoted = Quoted(role);
            if (await OneAsync(connection, "DELETE FROM carekpi.bi_readers WHERE role = $1::name RETURNING 1", role) is null)
            {
                throw new StoreException(StoreFault.Format, $"'{role}' is no role that `carekpi bi create` made; `carekpi bi list` tells those.");
            }

            if (await OneAsync(connection, "SELECT 1 FROM pg_roles WHERE rolname = $1", role) is not null)
            {
                foreach (var table in Tables)
                {
                    await RunAsync(connection, $"DROP POLICY IF EXISTS {quoted} ON carekpi.{table}");
                }

                await RunAsync(connection, $"REVOKE ALL ON ALL TABLES IN SCHEMA carekpi FROM {quoted}; REVOKE ALL ON FUNCTION carekpi.bi_tenant() FROM {quoted}; REVOKE ALL ON SCHEMA carekpi FROM {quoted}; DROP ROLE {quoted}");
            }

            await transaction.CommitAsync(cancellationToken);
            // From here on nobody can log in as it any more.
            await OneAsync(connection, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = $1::name", role);
            return true;
        },
        cancellationToken);

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
