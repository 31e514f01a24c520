using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Projection;

/// <summary>The rows of one generation as the writer sees them: what is changed since the last checkpoint, what a running checkpoint writes, what was read lately, and the store beneath.
/// Belongs to one grain's scheduler; only its store calls leave it.</summary>
public sealed class RowStore(IStateStore store, string tenant, int generation)
{
    /// <summary>Rows kept clean in memory before the older half goes.</summary>
    public const int MaxClean = 200_000;

    private RowsByKind dirty = new();
    private RowsByKind? saving;
    private Dictionary<StateKey, byte[]?> young = [];
    private Dictionary<StateKey, byte[]?> old = [];

    public long DirtyBytes { get; private set; }

    /// <summary>Brings rows into memory; those not in the store are remembered as absent. A key may be named twice. Only the writer's own turn calls it, so nothing it brings is older than what is here.</summary>
    public async ValueTask LoadAsync(List<StateKey> keys, CancellationToken cancellationToken)
    {
        List<StateKey>? missing = null;
        foreach (var key in keys)
        {
            if (!TryGet(key, out _))
            {
                (missing ??= []).Add(key);
            }
        }
        if (missing is null)
        {
            return;
        }
        missing.Sort(Compare);
        var encoded = new List<byte[]>(missing.Count);
        var distinct = 0;
        for (var i = 0; i < missing.Count; i++)
        {
            if (distinct == 0 || missing[distinct - 1] != missing[i])
            {
                missing[distinct++] = missing[i];
                encoded.Add(missing[i].ToBytes(generation));
            }
        }
        var answer = await store.ReadAsync(tenant, new StateQuery(encoded, []), cancellationToken);
        for (var i = 0; i < distinct; i++)
        {
            young[missing[i]] = answer.Values[i];
        }
    }

    /// <summary>A row that is loaded. null: there is none.</summary>
    public byte[]? this[StateKey key] => TryGet(key, out var row) ? row : throw new InvalidOperationException($"row {key} is used before it is loaded");

    public bool TryGet(StateKey key, out byte[]? row)
    {
        if (dirty.TryGet(key, out row) || (saving?.TryGet(key, out row) ?? false) || young.TryGetValue(key, out row))
        {
            return true;
        }
        if (old.TryGetValue(key, out row))
        {
            young[key] = row;
            return true;
        }
        return false;
    }

    /// <summary>Whether a row is changed and not yet in the store.</summary>
    public bool TryGetUnsaved(StateKey key, out byte[]? row) => dirty.TryGet(key, out row) || (saving?.TryGet(key, out row) ?? false);

    public void Put(StateKey key, byte[]? row)
    {
        DirtyBytes += (row?.Length ?? 0) + 64;
        dirty.Put(key, row);
    }

    /// <summary>Lets go of the rows that were not used lately. Between batches only.</summary>
    public void Trim()
    {
        if (young.Count > MaxClean)
        {
            old = young;
            young = [];
        }
    }

    /// <summary>What a checkpoint has to write. Until <see cref="Written"/> it stays readable here.</summary>
    public IEnumerable<KeyValuePair<StateKey, byte[]?>> TakeUnsaved()
    {
        if (saving is not null)
        {
            throw new InvalidOperationException("a checkpoint is already being written");
        }
        saving = dirty;
        dirty = new RowsByKind();
        DirtyBytes = 0;
        return saving.All;
    }

    public void Written()
    {
        foreach (var (key, row) in saving!.All)
        {
            // Only what batches read again.
            if (key.Kind is RowKind.Dossier or RowKind.CustomerSpan or RowKind.AgentDay or RowKind.Profile or RowKind.LedgerDay or RowKind.CustomerLife)
            {
                young[key] = row;
            }
        }
        saving = null;
    }

    /// <summary>Unsaved rows of a kind, for reads that range over rows.</summary>
    public IEnumerable<KeyValuePair<StateKey, byte[]?>> Unsaved(RowKind kind)
    {
        var changed = dirty.Of(kind);
        foreach (var row in changed)
        {
            yield return row;
        }
        foreach (var row in saving?.Of(kind) ?? [])
        {
            if (!changed.ContainsKey(row.Key))
            {
                yield return row;
            }
        }
    }

    private static int Compare(StateKey left, StateKey right) =>
        left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : left.A != right.A ? left.A.CompareTo(right.A) : left.B.CompareTo(right.B);
}
