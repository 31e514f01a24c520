using CareKpi.Engine.Stores;
using Npgsql;
using static CareKpi.Storage.Postgres.PostgresBatch;

namespace CareKpi.Storage.Postgres;

/// <summary>Files that wait for their import, in PostgreSQL, so that any process on it can run any import. Each part is a transaction: a file is whole when its writer says so.</summary>
public sealed class PostgresSpool : ISpool, IAsyncDisposable
{
    private readonly PostgresConnections connections;

    internal PostgresSpool(PostgresConnections connections) => this.connections = connections;

    public async ValueTask WriteAsync(string tenant, string id, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        var number = 0;
        await AddAsync(tenant, id, number, default, cancellationToken);
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            await AddAsync(tenant, id, ++number, part, cancellationToken);
        }
    }

    public async ValueTask<Stream?> OpenAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var (isThere, length) = await connections.ReadAsync(
            batch => batch.See(tenant).Add("SELECT count(*), coalesce(sum(octet_length(content)), 0)::bigint FROM carekpi.spool WHERE tenant = $1 AND id = $2", Of(tenant), Of(id)),
            async reader =>
            {
                await reader.NextResultAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                return (reader.GetInt64(0) > 0, reader.GetInt64(1));
            },
            cancellationToken);
        return isThere ? new SpooledStream((part, stop) => PartAsync(tenant, id, part, stop), length) : null;
    }

    public async ValueTask RemoveAsync(string tenant, string id, CancellationToken cancellationToken) =>
        await ChangeAsync(batch => batch.See(tenant).Add("DELETE FROM carekpi.spool WHERE tenant = $1 AND id = $2", Of(tenant), Of(id)), cancellationToken);

    public ValueTask<IReadOnlyList<SpooledFile>> ListAsync(CancellationToken cancellationToken) => connections.ReadAsync<IReadOnlyList<SpooledFile>>(
        batch => batch.Add("SELECT set_config('carekpi.listing', 'on', true)").Add("SELECT tenant, id FROM carekpi.spool WHERE part = 0 ORDER BY tenant, id"),
        async reader =>
        {
            await reader.NextResultAsync(cancellationToken);
            var files = new List<SpooledFile>();
            while (await reader.ReadAsync(cancellationToken))
            {
                files.Add(new(reader.GetString(0), reader.GetString(1)));
            }

            return files;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    private Task AddAsync(string tenant, string id, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => ChangeAsync(
        batch => batch.See(tenant).Add("INSERT INTO carekpi.spool (tenant, id, part, content) VALUES ($1, $2, $3::int, $4)", Of(tenant), Of(id), Of(number), Of(content)), cancellationToken);

    /// <summary>null: there is none.</summary>
    private ValueTask<byte[]?> PartAsync(string tenant, string id, int part, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.See(tenant).Add("SELECT content FROM carekpi.spool WHERE tenant = $1 AND id = $2 AND part = $3::int", Of(tenant), Of(id), Of(part)),
        async reader => await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken) ? reader.GetFieldValue<byte[]>(0) : null,
        cancellationToken);

    private async Task ChangeAsync(Action<NpgsqlBatch> write, CancellationToken cancellationToken) =>
        await connections.WriteAsync(write, static _ => Task.FromResult(true), cancellationToken).OrReopenAsync(connections.ReopenAsync);
}
