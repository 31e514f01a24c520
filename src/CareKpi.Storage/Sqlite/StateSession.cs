using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Sqlite;

/// <summary>The statements of the state, on one connection.</summary>
internal sealed class StateSession(SqliteDatabase database) : ISqliteSession
{
    private readonly SqliteStatement head = database.Prepare("SELECT number, epoch FROM heads WHERE tenant = ?");
    private readonly SqliteStatement create = database.Prepare("INSERT INTO heads (tenant, epoch) VALUES (?, ?) RETURNING number");
    private readonly SqliteStatement claim = database.Prepare("UPDATE heads SET epoch = ? WHERE number = ?");
    private readonly SqliteStatement upsert = database.Prepare("INSERT INTO state (tenant, key, value) VALUES (?, ?, ?) ON CONFLICT (tenant, key) DO UPDATE SET value = excluded.value");
    private readonly SqliteStatement delete = database.Prepare("DELETE FROM state WHERE tenant = ? AND key = ?");
    private readonly SqliteStatement get = database.Prepare("SELECT value FROM state WHERE tenant = ? AND key = ?");
    private readonly SqliteStatement scan = database.Prepare("SELECT key, value FROM state WHERE tenant = ? AND key >= ? AND key < ? ORDER BY key");
    private readonly SqliteStatement scanToEnd = database.Prepare("SELECT key, value FROM state WHERE tenant = ? AND key >= ? ORDER BY key");
    private readonly SqliteStatement measure = database.Prepare("SELECT key, length(key) + length(value) FROM state WHERE tenant = ? AND key >= ? ORDER BY key LIMIT ?");
    private readonly SqliteStatement bound = database.Prepare("SELECT key FROM state WHERE tenant = ? AND key >= ? ORDER BY key LIMIT 1 OFFSET ?");
    private readonly SqliteStatement deleteRange = database.Prepare("DELETE FROM state WHERE tenant = ? AND key >= ? AND key < ?");
    private readonly SqliteStatement deleteToEnd = database.Prepare("DELETE FROM state WHERE tenant = ? AND key >= ?");
    private readonly SqliteStatement remove = database.Prepare("INSERT INTO removed (number) VALUES (?)");
    private readonly SqliteStatement behead = database.Prepare("DELETE FROM heads WHERE number = ?");
    private readonly SqliteStatement removed = database.Prepare("SELECT number FROM removed LIMIT 1");
    private readonly SqliteStatement purged = database.Prepare("DELETE FROM removed WHERE number = ?");

    public long Epoch(string tenant) => Find(tenant).Epoch;

    public bool Write(string tenant, long epoch, IReadOnlyList<StateWrite> writes)
    {
        if (Take(tenant, epoch) is not { } number)
        {
            return false;
        }

        // In key order: neighbouring rows are changed while their page is at hand, and a transaction larger than the cache writes every page once.
        var order = KeyOrder.Of(writes);
        upsert.Bind(1, number);
        delete.Bind(1, number);
        for (var index = 0; index < order.Length; index++)
        {
            var write = writes[order[index].Index];
            if (write.Value is { } value)
            {
                upsert.Bind(2, write.Key).Bind(3, value).Run();
            }
            else
            {
                delete.Bind(2, write.Key).Run();
            }
        }

        return true;
    }

    public StateAnswer Read(string tenant, StateQuery query, CancellationToken cancellationToken)
    {
        var number = Find(tenant).Number;
        var values = new byte[]?[query.Keys.Count];
        get.Bind(1, number);
        for (var index = 0; number != 0 && index < values.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            get.Bind(2, query.Keys[index]);
            values[index] = get.Step() ? get.Blob(0) : null;
            get.Reset();
        }

        var ranges = new IReadOnlyList<StateRow>[query.Ranges.Count];
        for (var index = 0; index < ranges.Length; index++)
        {
            ranges[index] = number == 0 ? [] : Read(number, query.Ranges[index], cancellationToken);
        }

        return new StateAnswer(values, ranges);
    }

    /// <summary>Lengths stand in a row's head, so values that are long are not read for it.</summary>
    public (long Bytes, byte[]? Next) Measure(string tenant, byte[] from, int limit)
    {
        var (bytes, count, last) = (0L, 0, Array.Empty<byte>());
        measure.Bind(1, Find(tenant).Number).Bind(2, from).Bind(3, limit);
        while (measure.Step())
        {
            bytes += measure.Long(1);
            if (++count == limit)
            {
                last = [.. measure.Blob(0), 0];
            }
        }

        measure.Reset();
        return (bytes, count < limit ? null : last);
    }

    public int DeleteRange(string tenant, long epoch, StateRange range, int limit)
    {
        if (Take(tenant, epoch) is not { } number)
        {
            return -1;
        }

        limit = Math.Min(limit, range.Limit);
        if (limit <= 0)
        {
            return 0;
        }

        // Up to the row after the last that goes: then the delete itself is one walk, without a list of keys.
        bound.Bind(1, number).Bind(2, range.From).Bind(3, limit);
        var to = bound.Step() ? bound.Blob(0) : [];
        bound.Reset();
        if (to.Length == 0 || (range.To.Length > 0 && range.To.AsSpan().SequenceCompareTo(to) < 0))
        {
            to = range.To;
        }

        return to.Length == 0
            ? deleteToEnd.Bind(1, number).Bind(2, range.From).Run()
            : deleteRange.Bind(1, number).Bind(2, range.From).Bind(3, to).Run();
    }

    public void Delete(string tenant)
    {
        var number = Find(tenant).Number;
        if (number != 0)
        {
            remove.Bind(1, number).Run();
            behead.Bind(1, number).Run();
        }
    }

    public bool Purge()
    {
        if (removed.Scalar() is not { } number)
        {
            return false;
        }

        bound.Bind(1, number).Bind(2, []).Bind(3, 500);
        var to = bound.Step() ? bound.Blob(0) : [];
        bound.Reset();
        if (to.Length > 0)
        {
            deleteRange.Bind(1, number).Bind(2, []).Bind(3, to).Run();
        }
        else
        {
            deleteToEnd.Bind(1, number).Bind(2, []).Run();
            purged.Bind(1, number).Run();
        }

        return true;
    }

    public IReadOnlyList<string> CheckEnds() => [];

    public IEnumerable<string> Check() => database.Rows(
        """
        SELECT format('%d rows of tenant number %d, which does not exist', count(*), tenant) FROM state
        WHERE tenant NOT IN (SELECT number FROM heads UNION SELECT number FROM removed) GROUP BY tenant LIMIT 100
        """,
        static row => row.Text(0));

    private List<StateRow> Read(long number, StateRange range, CancellationToken cancellationToken)
    {
        var rows = new List<StateRow>();
        var statement = range.To.Length == 0 ? scanToEnd : scan;
        statement.Bind(1, number).Bind(2, range.From);
        if (range.To.Length > 0)
        {
            statement.Bind(3, range.To);
        }

        while (rows.Count < range.Limit && statement.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(new StateRow(statement.Blob(0), statement.Blob(1)));
        }

        statement.Reset();
        return rows;
    }

    /// <summary>Holds the tenant for this epoch; null: a later one does.</summary>
    private long? Take(string tenant, long epoch)
    {
        var (number, now) = Find(tenant);
        if (number == 0)
        {
            return create.Bind(1, tenant).Bind(2, epoch).Scalar();
        }

        if (now > epoch)
        {
            return null;
        }

        if (now < epoch)
        {
            claim.Bind(1, epoch).Bind(2, number).Run();
        }

        return number;
    }

    private (long Number, long Epoch) Find(string tenant)
    {
        head.Bind(1, tenant);
        var found = head.Step() ? (head.Long(0), head.Long(1)) : default;
        head.Reset();
        return found;
    }
}
