using System.Net.Sockets;
using CareKpi.Engine.Stores;
using Npgsql;

namespace CareKpi.Storage.Postgres;

/// <summary>What a failure of PostgreSQL means to an operator.</summary>
internal static class PostgresFault
{
    public static StoreException From(Exception exception, string database) => exception switch
    {
        StoreException fault => fault,
        PostgresException refused => From(refused, database),
        ObjectDisposedException => new(StoreFault.Closed, $"{database}: it is closed.", exception),
        _ when Within<TimeoutException>(exception) => new(StoreFault.Io, $"{database}: it did not answer in time; look at its load, its disk and the network between.", exception),
        _ when Within<SocketException>(exception) => new(StoreFault.Io, $"{database}: it cannot be reached ({Innermost(exception)}); check that it runs, and Host and Port in CareKpi__Postgres.", exception),
        _ => new(StoreFault.Io, $"{database}: the connection was lost ({Innermost(exception)}).", exception),
    };

    /// <summary>It may answer if it is asked a little later.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        StoreException { InnerException: { } inner } => IsAway(inner),
        PostgresException refused => refused.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TooManyConnections,
        NpgsqlException => true,
        _ => exception is IOException or SocketException or TimeoutException,
    };

    private static StoreException From(PostgresException refused, string database)
    {
        var (fault, text) = refused.SqlState switch
        {
            PostgresErrorCodes.DiskFull => (StoreFault.Full, "no room is left on its disk; make room, the store goes on by itself"),
            PostgresErrorCodes.ReadOnlySqlTransaction => (StoreFault.ReadOnly, "it may only be read: it is a standby, or set read only; name the primary in CareKpi__Postgres"),
            PostgresErrorCodes.InsufficientPrivilege => (StoreFault.ReadOnly, "the role may not do this; let it own the database, or the schema carekpi with all in it"),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (StoreFault.ReadOnly, "it refuses the role; check Username and Password in CareKpi__Postgres, and pg_hba.conf"),
            PostgresErrorCodes.InvalidCatalogName => (StoreFault.Io, "there is no such database; create it, owned by the role of CareKpi__Postgres"),
            PostgresErrorCodes.TooManyConnections => (StoreFault.Io, "it takes no more connections; raise max_connections"),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => (StoreFault.Locked, "another transaction holds the rows; look for long ones in pg_stat_activity"),
            PostgresErrorCodes.QueryCanceled => (StoreFault.Io, "a statement was cancelled or took too long; look at its load and its disk"),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => (StoreFault.Io, "it stops, or starts, or ended the connection"),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName => (StoreFault.Format, "its tables are not those of CareKpi; start the server anew, which lays them out, or restore a backup"),
            PostgresErrorCodes.UniqueViolation => (StoreFault.Corrupt, "an entry stands where the head says that none does; restore the last backup"),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => (StoreFault.Corrupt, "its content is damaged; restore the last backup"),
            _ => (StoreFault.Io, "reading or writing failed"),
        };

        // Texts of the server name tables and codes; what may quote a row is its detail, which is left out.
        return new StoreException(fault, $"{database}: {text} (PostgreSQL {refused.SqlState}: {refused.MessageText}).", refused);
    }

    private static bool Within<T>(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T)
            {
                return true;
            }
        }

        return false;
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
