using System.Diagnostics;
using CareKpi.Engine.Stores;
using Npgsql;
using static System.FormattableString;

namespace CareKpi.Storage.Postgres;

/// <summary>Log, state and the installation's rows in one PostgreSQL database. Several servers may have it open: a tenant's writer is fenced by its epoch, not by a lock.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private const int OldestServer = 150_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private PostgresDatabase(PostgresSettings settings)
    {
        Name = settings.Name;
        Log = new PostgresLogStore(new(settings, PostgresTuning.Log));
        State = new PostgresStateStore(new(settings, PostgresTuning.State), "state");
        Node = new PostgresStateStore(new(settings, PostgresTuning.Node), "node");
        Daily = new PostgresDailyTable(new(settings, PostgresTuning.Daily));
        Spool = new PostgresSpool(new(settings, PostgresTuning.Spool));
        Locks = new PostgresLocks(settings);
    }

    /// <summary>Host, port and database.</summary>
    public string Name { get; }

    public PostgresLogStore Log { get; }

    public PostgresStateStore State { get; }

    /// <summary>What follows from no log: keys, users, sessions, jobs.</summary>
    public PostgresStateStore Node { get; }

    /// <summary>Values of days for BI tools.</summary>
    public PostgresDailyTable Daily { get; }

    /// <summary>Files that wait for their import.</summary>
    public PostgresSpool Spool { get; }

    /// <summary>What one process at a time does.</summary>
    public PostgresLocks Locks { get; }

    /// <summary>Looks at the server and the role, lays the tables out or brings them up to this version, and opens the stores. Throws <see cref="StoreException"/> with what is wrong and how to mend it.</summary>
    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="patience">How long a server that is away is waited for.</param>
    /// <param name="tell">Is told why it waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<PostgresDatabase> OpenAsync(string connectionString, TimeSpan patience, Action<string>? tell, CancellationToken cancellationToken)
    {
        var settings = new PostgresSettings(connectionString);
        var begun = Stopwatch.GetTimestamp();
        var told = "";
        while (true)
        {
            try
            {
                await PrepareAsync(settings, laysOut: true, cancellationToken);
                return new PostgresDatabase(settings);
            }
            catch (Exception exception) when (exception is NpgsqlException or StoreException or IOException or TimeoutException)
            {
                var fault = PostgresFault.From(exception, settings.Name);
                if (!PostgresFault.IsAway(exception) || Stopwatch.GetElapsedTime(begun) >= patience)
                {
                    throw fault;
                }

                // Once for each reason, not once for each try.
                if (!string.Equals(told, fault.Message, StringComparison.Ordinal))
                {
                    tell?.Invoke(told = fault.Message);
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>Looks at a database and changes nothing: what is wrong with server, role, tables or stores; nothing: it is sound. Throws <see cref="StoreException"/> where it cannot be looked at.</summary>
    public static async Task<IReadOnlyList<string>> ExamineAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new PostgresSettings(connectionString);
        try
        {
            await PrepareAsync(settings, laysOut: false, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            throw PostgresFault.From(exception, settings.Name);
        }

        await using var database = new PostgresDatabase(settings);
        return await database.Log.CheckAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Daily.DisposeAsync();
        await Locks.DisposeAsync();
        await Spool.DisposeAsync();
        await Node.DisposeAsync();
        await State.DisposeAsync();
        await Log.DisposeAsync();
    }

    private static async Task PrepareAsync(PostgresSettings settings, bool laysOut, CancellationToken cancellationToken)
    {
        await using var source = settings.Connect("carekpi-start", most: 1, TimeSpan.FromSeconds(10));
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var look = new NpgsqlCommand(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), rolsuper OR rolbypassrls, current_setting('synchronous_commit') = 'off', current_user::text FROM pg_roles WHERE rolname = current_user",
            connection))
        {
            await using var row = await look.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            if (row.GetInt32(0) < OldestServer)
            {
                throw new StoreException(StoreFault.Format, Invariant($"{settings.Name}: it is version {row.GetInt32(0) / 10_000}; CareKpi needs PostgreSQL 15 or later."));
            }

            if (row.GetString(1) is not "UTF8")
            {
                throw new StoreException(StoreFault.Format, $"{settings.Name}: its encoding is {row.GetString(1)}; make a database WITH ENCODING 'UTF8'.");
            }

            if (row.GetBoolean(2))
            {
                throw new StoreException(StoreFault.ReadOnly, $"{settings.Name}: the role {row.GetString(4)} is a superuser or has BYPASSRLS, so that no row-level security would hold; name a plain role that owns the database in CareKpi__Postgres (CREATE ROLE carekpi LOGIN PASSWORD '…'; ALTER DATABASE … OWNER TO carekpi).");
            }

            settings.ForcesCommit = row.GetBoolean(3);
        }

        await PostgresMigrations.RunAsync(connection, settings.Name, laysOut, cancellationToken);
    }
}
