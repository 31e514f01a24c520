namespace Oracle.Model;

/// <summary>Where merged cases went: the earliest merge of a case holds, chains follow, in a ring the smallest key stays.</summary>
internal sealed class Merges
{
    private readonly Dictionary<string, string> _into = new(StringComparer.Ordinal);

    public Merges(IEnumerable<Event> countingInOrder)
    {
        foreach (var merge in countingInOrder.Where(e => e.Type is "case.merged"))
        {
            _into.TryAdd(merge.Case!, merge.Data.Text("into")!);
        }

        foreach (var start in _into.Keys.Order(StringComparer.Ordinal).ToList())
        {
            // Seen from its smallest key a ring ends where it began; that key stays.
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var key = start;
            while (_into.TryGetValue(key, out var next) && seen.Add(key))
            {
                key = next;
                if (string.Equals(key, start, StringComparison.Ordinal))
                {
                    _into.Remove(start);
                    break;
                }
            }
        }
    }

    public bool IsGone(string key) => _into.ContainsKey(key);

    public string Staying(string key)
    {
        while (_into.TryGetValue(key, out var next))
        {
            key = next;
        }

        return key;
    }
}
