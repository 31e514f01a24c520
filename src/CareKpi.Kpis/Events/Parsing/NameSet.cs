namespace CareKpi.Kpis.Events.Parsing;

/// <summary>The names met so far in the objects of one event that no schema knows, to find the second of two.
/// Kept between events; nothing is cleared.</summary>
internal sealed class NameSet
{
    private struct Entry
    {
        public int Epoch;
        public int Owner;
        public int Hash;
        public TextRef Name;
    }

    private Entry[] entries = new Entry[64];
    private int epoch;
    private int owners;
    private int count;

    /// <summary>Begins an event: what was there is forgotten.</summary>
    public void Clear()
    {
        if (++epoch == int.MaxValue)
        {
            Array.Clear(entries);
            epoch = 1;
        }

        owners = 0;
        count = 0;
    }

    /// <summary>Gives up the memory of a body with very many names.</summary>
    public void Trim()
    {
        if (entries.Length > 4096)
        {
            entries = new Entry[64];
        }
    }

    /// <summary>A number for an object of this event.</summary>
    public int NewOwner() => ++owners;

    /// <summary>False if the object has the name already.</summary>
    public bool Add(ReadOnlySpan<byte> buffer, int owner, TextRef name)
    {
        if (count * 2 >= entries.Length)
        {
            Grow();
        }

        var text = buffer.Slice(name.Offset, name.Length);
        var hash = Hash(owner, text);
        for (var at = hash & (entries.Length - 1); ; at = (at + 1) & (entries.Length - 1))
        {
            ref var entry = ref entries[at];
            if (entry.Epoch != epoch)
            {
                entry = new Entry { Epoch = epoch, Owner = owner, Hash = hash, Name = name };
                count++;
                return true;
            }

            if (entry.Hash == hash && entry.Owner == owner && buffer.Slice(entry.Name.Offset, entry.Name.Length).SequenceEqual(text))
            {
                return false;
            }
        }
    }

    // HashCode is seeded anew in each process, so nobody outside can choose names that collide.
    private static int Hash(int owner, ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.Add(owner);
        hash.AddBytes(text);
        return hash.ToHashCode();
    }

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Epoch != epoch)
            {
                continue;
            }

            var at = entry.Hash & (entries.Length - 1);
            while (entries[at].Epoch == epoch)
            {
                at = (at + 1) & (entries.Length - 1);
            }

            entries[at] = entry;
        }
    }
}
