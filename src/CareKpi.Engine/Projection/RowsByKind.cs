namespace CareKpi.Engine.Projection;

/// <summary>Rows of the state, those of each kind together: who ranges over a kind passes no others.</summary>
internal sealed class RowsByKind
{
    private readonly Dictionary<StateKey, byte[]?>?[] kinds = new Dictionary<StateKey, byte[]?>?[byte.MaxValue + 1];

    public IEnumerable<KeyValuePair<StateKey, byte[]?>> All => kinds.SelectMany(static rows => rows ?? []);

    public bool TryGet(StateKey key, out byte[]? row)
    {
        row = null;
        return kinds[(int)key.Kind]?.TryGetValue(key, out row) ?? false;
    }

    public void Put(StateKey key, byte[]? row) => (kinds[(int)key.Kind] ??= [])[key] = row;

    public Dictionary<StateKey, byte[]?> Of(RowKind kind) => kinds[(int)kind] ?? [];
}
