using System.Globalization;
using CareKpi.Engine.Stores;
using Npgsql;
using static System.FormattableString;

namespace CareKpi.Storage.Postgres;

/// <summary>Lays out the tables, and brings those of an earlier version up to this one: numbered files of SQL, each once, all in one transaction that one server at a time runs.</summary>
internal static class PostgresMigrations
{
    /// <summary>The lowest version whose code works on the tables as this version leaves them: so that a server of the version before serves beside one of this.</summary>
    private const int ReadableFrom = 1;

    // The same number for every version there will be.
    private const long Lock = 0x436172654b7069;

    private static readonly (string Name, int Version)[] Formats = [("log", StoredFormats.Log), ("state", StoredFormats.State), ("node", StoredFormats.Node)];

    private static readonly (int Version, string Name)[] Known = [.. typeof(PostgresMigrations).Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith("Migrations/", StringComparison.Ordinal))
        .Select(static name => (int.Parse(name.AsSpan("Migrations/".Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), name))
        .Order()];

    /// <param name="connection">Open.</param>
    /// <param name="database">Its name.</param>
    /// <param name="laysOut">False: it is only looked, and what a server would do at its start is a fault.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    public static async Task RunAsync(NpgsqlConnection connection, string database, bool laysOut, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Another server may be at it: that is waited for.
        await ExecuteAsync(connection, Invariant($"SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({Lock})"), cancellationToken);
        if (await ScalarAsync(connection, "SELECT to_regclass('carekpi.migrations') IS NULL", cancellationToken) is true)
        {
            if (!laysOut)
            {
                throw new StoreException(StoreFault.Format, $"{database}: it has no tables of CareKpi yet; a server lays them out when it starts.");
            }

            if (await ScalarAsync(connection, "SELECT to_regnamespace('carekpi') IS NULL", cancellationToken) is true)
            {
                await ExecuteAsync(connection, "CREATE SCHEMA carekpi", cancellationToken);
            }

            await ExecuteAsync(connection, "CREATE TABLE carekpi.migrations (version int PRIMARY KEY, name text NOT NULL, readable_from int NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())", cancellationToken);
        }

        var newest = Known[^1].Version;
        var readable = (int)(await ScalarAsync(connection, "SELECT coalesce(max(readable_from), 0) FROM carekpi.migrations", cancellationToken))!;
        if (readable > newest)
        {
            var found = (int)(await ScalarAsync(connection, "SELECT max(version) FROM carekpi.migrations", cancellationToken))!;
            throw new StoreException(StoreFault.Format, Invariant($"{database}: its tables are of version {found}, for servers from version {readable} on; this one knows {newest}. Start the version that made them, or a later one."));
        }

        var done = (int)(await ScalarAsync(connection, "SELECT coalesce(max(version), 0) FROM carekpi.migrations", cancellationToken))!;
        if (done < newest && !laysOut)
        {
            throw new StoreException(StoreFault.Format, Invariant($"{database}: its tables are of version {done}, this one knows {newest}; a server brings them up to it when it starts."));
        }

        foreach (var (version, name) in Known.Where(migration => migration.Version > done))
        {
            using var text = new StreamReader(typeof(PostgresMigrations).Assembly.GetManifestResourceStream(name)!);
            await ExecuteAsync(connection, await text.ReadToEndAsync(cancellationToken), cancellationToken);
            await using var note = new NpgsqlCommand("INSERT INTO carekpi.migrations (version, name, readable_from) VALUES ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = version }, new() { Value = name["Migrations/".Length..] }, new() { Value = ReadableFrom } },
            };
            await note.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var (name, version) in Formats)
        {
            await EnsureFormatAsync(connection, database, name, version, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task EnsureFormatAsync(NpgsqlConnection connection, string database, string name, int version, CancellationToken cancellationToken)
    {
        await using var make = new NpgsqlCommand("INSERT INTO carekpi.formats (name, version) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection) { Parameters = { new() { Value = name }, new() { Value = version } } };
        await make.ExecuteNonQueryAsync(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT version FROM carekpi.formats WHERE name = $1", connection) { Parameters = { new() { Value = name } } };
        var found = (int)(await ask.ExecuteScalarAsync(cancellationToken))!;
        if (found == version)
        {
            return;
        }

        throw new StoreException(StoreFault.Format, Invariant($"{database}: the format of its {name} is {found}, this version of CareKpi knows {version}; ") + (found < version && string.Equals(name, "state", StringComparison.Ordinal)
            ? "with all servers stopped, run TRUNCATE carekpi.state_heads, carekpi.state_rows and DELETE FROM carekpi.formats WHERE name = 'state', and start them again: the state is made anew from the log."
            : "start the version that wrote it, or restore a backup that this one wrote."));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
