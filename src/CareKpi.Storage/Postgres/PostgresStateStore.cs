using CareKpi.Engine.Stores;
using Npgsql;
using static CareKpi.Storage.Postgres.PostgresBatch;

namespace CareKpi.Storage.Postgres;

/// <summary>Rows of tenants in PostgreSQL, in one of two pairs of tables: the state, or the installation's own rows.</summary>
public sealed class PostgresStateStore : IStateStore
{
    private const int RowsOfStatement = 5_000;
    private static readonly TimeSpan DeletePatience = TimeSpan.FromMinutes(10);

    private readonly PostgresConnections connections;
    private readonly string epochSql;
    private readonly string takeSql;
    private readonly string putSql;
    private readonly string dropSql;
    private readonly string keysSql;
    private readonly string rangesSql;
    private readonly string openRangesSql;
    private readonly string measureSql;
    private readonly string deleteRangeSql;
    private readonly string deleteRowsSql;
    private readonly string deleteHeadSql;

    internal PostgresStateStore(PostgresConnections connections, string kind)
    {
        this.connections = connections;
        var (heads, rows) = ($"carekpi.{kind}_heads", $"carekpi.{kind}_rows");
        var mine = $"EXISTS (SELECT FROM {heads} WHERE tenant = $1 AND epoch = $2)";
        epochSql = $"SELECT epoch FROM {heads} WHERE tenant = $1";

        // Holds the head until the commit. What follows are statements of their own, so that they see what the writer before has committed; they do nothing where the head was not taken.
        takeSql = $"INSERT INTO {heads} AS h (tenant, epoch) VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET epoch = excluded.epoch WHERE h.epoch <= excluded.epoch RETURNING epoch";
        putSql = $"INSERT INTO {rows} (tenant, key, value) SELECT $1, w.key, w.value FROM unnest($3, $4) AS w (key, value) WHERE {mine} ON CONFLICT (tenant, key) DO UPDATE SET value = excluded.value";
        dropSql = $"DELETE FROM {rows} WHERE tenant = $1 AND key = ANY ($3) AND {mine}";
        keysSql = $"SELECT k.number, r.value FROM unnest($2) WITH ORDINALITY AS k (key, number) JOIN {rows} r ON r.tenant = $1 AND r.key = k.key";

        // Ranges one after the other, each in key order: that is how a nested loop works, and a limit of its own leaves no other plan.
        rangesSql = $"""
            SELECT w.number, r.key, r.value FROM unnest($2, $3, $4, $5) AS w (number, low, high, most)
            CROSS JOIN LATERAL (SELECT key, value FROM {rows} WHERE tenant = $1 AND key >= w.low AND key < w.high ORDER BY key LIMIT w.most) r
            """;
        openRangesSql = $"""
            SELECT w.number, r.key, r.value FROM unnest($2, $3, $4) AS w (number, low, most)
            CROSS JOIN LATERAL (SELECT key, value FROM {rows} WHERE tenant = $1 AND key >= w.low ORDER BY key LIMIT w.most) r
            """;
        measureSql = $"SELECT key, octet_length(key) + octet_length(value) FROM {rows} WHERE tenant = $1 AND key >= $2 ORDER BY key LIMIT $3";
        deleteRangeSql = $"""
            WITH gone AS (DELETE FROM {rows} WHERE tenant = $1 AND {mine} AND key = ANY (ARRAY(
              SELECT key FROM {rows} WHERE tenant = $1 AND key >= $3 AND ($4 = ''::bytea OR key < $4) ORDER BY key LIMIT $5)) RETURNING 1)
            SELECT count(*) FROM gone
            """;
        deleteRowsSql = $"DELETE FROM {rows} WHERE tenant = $1";
        deleteHeadSql = $"DELETE FROM {heads} WHERE tenant = $1";
    }

    public ValueTask<long> EpochAsync(string tenant, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.See(tenant).Add(epochSql, Of(tenant)),
        static async reader => await reader.NextResultAsync() && await reader.ReadAsync() ? reader.GetInt64(0) : 0,
        cancellationToken);

    public ValueTask<bool> WriteAsync(string tenant, long epoch, IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return connections.WriteAsync(
            batch =>
            {
                batch.See(tenant).Add(takeSql, Of(tenant), Of(epoch));
                var (keys, values, dropped) = Columns(writes);
                for (var from = 0; from < keys.Length; from += RowsOfStatement)
                {
                    var to = Math.Min(from + RowsOfStatement, keys.Length);
                    batch.Add(putSql, Of(tenant), Of(epoch), Of(keys[from..to]), Of(values[from..to]));
                }

                if (dropped.Length > 0)
                {
                    batch.Add(dropSql, Of(tenant), Of(epoch), Of(dropped));
                }
            },
            static async reader => await reader.NextResultAsync() && await reader.ReadAsync(),
            cancellationToken);
    }

    public ValueTask<StateAnswer> ReadAsync(string tenant, StateQuery query, CancellationToken cancellationToken)
    {
        var bounded = Numbers(query.Ranges, static range => range.To.Length > 0);
        var open = Numbers(query.Ranges, static range => range.To.Length == 0);
        var statements = (query.Keys.Count > 0 ? 1 : 0) + (bounded.Length > 0 ? 1 : 0) + (open.Length > 0 ? 1 : 0);
        if (statements == 0)
        {
            return new(new StateAnswer([], []));
        }

        return connections.ReadAsync(
            batch =>
            {
                // A statement has a snapshot of its own; several share one in a transaction that says so.
                if (statements > 1)
                {
                    batch.Add("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                }

                batch.See(tenant);
                if (query.Keys.Count > 0)
                {
                    batch.Add(keysSql, Of(tenant), Of([.. query.Keys]));
                }

                if (bounded.Length > 0)
                {
                    batch.Add(rangesSql, Of(tenant), Of(bounded), Of(Each(bounded, number => query.Ranges[number].From)), Of(Each(bounded, number => query.Ranges[number].To)), Of(Each(bounded, number => (long)query.Ranges[number].Limit)));
                }

                if (open.Length > 0)
                {
                    batch.Add(openRangesSql, Of(tenant), Of(open), Of(Each(open, number => query.Ranges[number].From)), Of(Each(open, number => (long)query.Ranges[number].Limit)));
                }

                if (statements > 1)
                {
                    batch.Add("COMMIT");
                }
            },
            reader => AnswerAsync(reader, query, cancellationToken),
            cancellationToken);
    }

    public ValueTask<(long Bytes, byte[]? Next)> MeasureAsync(string tenant, byte[] from, int limit, CancellationToken cancellationToken) => connections.ReadAsync(
        batch => batch.See(tenant).Add(measureSql, Of(tenant), Of(from), Of(limit)),
        async reader =>
        {
            await reader.NextResultAsync(cancellationToken);
            var (bytes, count, last) = (0L, 0, Array.Empty<byte>());
            while (await reader.ReadAsync(cancellationToken))
            {
                bytes += reader.GetInt32(1);
                if (++count == limit)
                {
                    last = [.. reader.GetFieldValue<byte[]>(0), 0];
                }
            }

            return (bytes, count < limit ? null : last);
        },
        cancellationToken);

    public ValueTask<int> DeleteRangeAsync(string tenant, long epoch, StateRange range, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return connections.WriteAsync(
            batch => batch.See(tenant).Add(takeSql, Of(tenant), Of(epoch)).Add(deleteRangeSql, Of(tenant), Of(epoch), Of(range.From), Of(range.To), Of(Math.Max(0, Math.Min(limit, range.Limit)))),
            static async reader =>
            {
                var taken = await reader.NextResultAsync() && await reader.ReadAsync();
                await reader.NextResultAsync();
                await reader.ReadAsync();
                return taken ? (int)reader.GetInt64(0) : -1;
            },
            cancellationToken);
    }

    public async ValueTask DeleteAsync(string tenant, CancellationToken cancellationToken) =>
        await connections.WriteAsync(
            batch => batch.See(tenant).Add(deleteRowsSql, Of(tenant)).Add(deleteHeadSql, Of(tenant)).Add(deleteRowsSql, Of(tenant)),
            static _ => Task.FromResult(true),
            cancellationToken,
            DeletePatience);

    public ValueTask ReopenAsync(CancellationToken cancellationToken) => connections.ReopenAsync(cancellationToken);

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    private static async Task<StateAnswer> AnswerAsync(NpgsqlDataReader reader, StateQuery query, CancellationToken cancellationToken)
    {
        var values = new byte[]?[query.Keys.Count];
        var ranges = new List<StateRow>[query.Ranges.Count];
        for (var number = 0; number < ranges.Length; number++)
        {
            ranges[number] = [];
        }

        do
        {
            // Values of keys have two columns, rows of ranges three; what else comes has one row of no use.
            while (reader.FieldCount > 1 && await reader.ReadAsync(cancellationToken))
            {
                if (reader.FieldCount == 2)
                {
                    values[reader.GetInt64(0) - 1] = reader.GetFieldValue<byte[]>(1);
                }
                else
                {
                    ranges[reader.GetInt64(0)].Add(new StateRow(reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
                }
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
        return new StateAnswer(values, ranges);
    }

    /// <summary>What is put and what is dropped, in key order; of two writes to one key the last.</summary>
    private static (byte[][] Keys, byte[][] Values, byte[][] Dropped) Columns(IReadOnlyList<StateWrite> writes)
    {
        var (keys, values, dropped) = (new List<byte[]>(writes.Count), new List<byte[]>(writes.Count), new List<byte[]>());
        var order = KeyOrder.Of(writes);
        for (var index = 0; index < order.Length; index++)
        {
            var (key, value) = writes[order[index].Index];
            if (index + 1 < order.Length && key.AsSpan().SequenceEqual(writes[order[index + 1].Index].Key))
            {
                continue;
            }

            if (value is null)
            {
                dropped.Add(key);
            }
            else
            {
                keys.Add(key);
                values.Add(value);
            }
        }

        return ([.. keys], [.. values], [.. dropped]);
    }

    private static long[] Numbers(IReadOnlyList<StateRange> ranges, Predicate<StateRange> wanted)
    {
        var numbers = new List<long>();
        for (var number = 0; number < ranges.Count; number++)
        {
            if (wanted(ranges[number]))
            {
                numbers.Add(number);
            }
        }

        return [.. numbers];
    }

    private static T[] Each<T>(long[] numbers, Func<int, T> of) => Array.ConvertAll(numbers, number => of((int)number));
}
