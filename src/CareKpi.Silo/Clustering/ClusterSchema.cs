using CareKpi.Engine.Stores;
using Npgsql;

namespace CareKpi.Silo.Clustering;

/// <summary>Orleans' own tables, in a schema of their own beside the platform's.</summary>
internal static class ClusterSchema
{
    // One silo at a time, of whatever version.
    private const long Lock = 0x436172654f72;

    /// <summary>For Orleans' providers, which name no schema.</summary>
    public static string Connection(string postgres) => new NpgsqlConnectionStringBuilder(postgres) { SearchPath = "orleans", ApplicationName = "carekpi-cluster", MaxPoolSize = 10 }.ConnectionString;

    /// <summary>Throws <see cref="StoreException"/>.</summary>
    public static async Task EnsureAsync(string postgres, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { ApplicationName = "carekpi-cluster-start", Pooling = false });
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            using var text = new StreamReader(typeof(ClusterSchema).Assembly.GetManifestResourceStream("CareKpi.Silo.orleans.sql")!);
            await ExecuteAsync(connection, FormattableString.Invariant($"SET LOCAL client_min_messages = warning; SELECT pg_advisory_xact_lock({Lock})"), cancellationToken);
            await ExecuteAsync(connection, await text.ReadToEndAsync(cancellationToken), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException fault)
        {
            throw new StoreException(StoreFault.Io, $"the tables of the cluster (schema orleans) could not be laid out: {fault.Message}. The role of CareKpi__Postgres must own its database", fault);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(connection: connection, cmdText: sql);
        // The text of statements has parameters' names; here they are text.
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
