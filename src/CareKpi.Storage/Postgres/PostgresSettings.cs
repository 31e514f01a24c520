using CareKpi.Engine.Stores;
using Npgsql;
using static System.FormattableString;

namespace CareKpi.Storage.Postgres;

/// <summary>Where the database is, and how every connection to it is made.</summary>
internal sealed class PostgresSettings
{
    private readonly NpgsqlConnectionStringBuilder given;

    public PostgresSettings(string connectionString)
    {
        try
        {
            given = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new StoreException(StoreFault.Format, $"CareKpi__Postgres is not a connection string ({exception.Message}); it looks like Host=db;Database=carekpi;Username=carekpi;Password=….", exception);
        }

        if (string.IsNullOrEmpty(given.Host))
        {
            throw new StoreException(StoreFault.Format, "CareKpi__Postgres names no Host; it looks like Host=db;Database=carekpi;Username=carekpi;Password=….");
        }

        Name = Invariant($"PostgreSQL {given.Host}:{given.Port}/{given.Database ?? given.Username}");
    }

    /// <summary>For messages: never with user or password.</summary>
    public string Name { get; }

    /// <summary>Says on by itself where the server says off: what is answered is durable.</summary>
    public bool ForcesCommit { get; set; }

    /// <param name="application">What the server lists it as.</param>
    /// <param name="most">Connections.</param>
    /// <param name="patience">Of a statement.</param>
    /// <param name="session">Options of a connection that is kept by its holder, and closed with him.</param>
    public NpgsqlDataSource Connect(string application, int most, TimeSpan patience, string? session = null)
    {
        var seconds = (int)patience.TotalSeconds;
        var made = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            ApplicationName = application,
            MaxPoolSize = most,
            MinPoolSize = 0,
            Pooling = session is null,
            Multiplexing = false,
            Enlist = false,
            // All that a transaction sets is local to it.
            NoResetOnClose = true,
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            CommandTimeout = seconds,
            // A statement that took too long ends with its connection at once: asking a server that does not answer to cancel it would take as long again.
            CancellationTimeout = -1,
            TcpKeepAlive = true,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        if (!given.ContainsKey("Timeout"))
        {
            made.Timeout = 2;
        }

        if (!given.ContainsKey("GSS Encryption Mode"))
        {
            // Asking for it first costs a round trip, and its own time-out where nobody answers.
            made.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        // No statement here is better off without an index. Who vanishes in the middle of a transaction holds its tenants no longer than this.
        made.Options = Invariant($"{given.Options} -c enable_seqscan=off -c jit=off -c statement_timeout={(seconds + 5) * 1_000} -c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000{(ForcesCommit ? " -c synchronous_commit=on" : "")} {session}").Trim();
        return NpgsqlDataSource.Create(made);
    }
}
