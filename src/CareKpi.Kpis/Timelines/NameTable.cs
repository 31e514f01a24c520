using System.Numerics;
using System.Text;

namespace CareKpi.Kpis.Timelines;

/// <summary>Numbers for the names of one tenant: agents, teams, customers, topics, queues, tags, sources. A number is never reused; it is no part of a digest. 0 is "none".
/// One writer; readers on other threads see every name that was there when they got its number.</summary>
public sealed class NameTable
{
    private byte[][] names = new byte[1024][];
    private int[] slots = new int[4096];

    /// <summary>Places of names that are others by now: they are found under neither.</summary>
    private int renamed;

    public NameTable() => names[0] = [];

    /// <summary>The next number to be given.</summary>
    public int Next { get; private set; } = 1;

    public ReadOnlySpan<byte> this[int name] => Volatile.Read(ref names)[name];

    public string Text(int name) => Encoding.UTF8.GetString(this[name]);

    /// <summary>0 when nobody has used the name yet.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        var table = Volatile.Read(ref slots);
        for (var at = Hash(name) & (uint)(table.Length - 1); ; at = at + 1 & (uint)(table.Length - 1))
        {
            var found = Volatile.Read(ref table[at]);
            if (found == 0 || this[found].SequenceEqual(name))
            {
                return found;
            }
        }
    }

    public int Find(string name) => Find(Encoding.UTF8.GetBytes(name));

    public int Intern(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return 0;
        }
        var found = Find(name);
        return found != 0 ? found : Add(name.ToArray());
    }

    public int Intern(string name) => Intern(Encoding.UTF8.GetBytes(name));

    /// <summary>Ordinal order of the names, by UTF-8 bytes.</summary>
    public int Compare(int left, int right) => left == right ? 0 : this[left].SequenceCompareTo(this[right]);

    /// <summary>Puts back a name under the number it had; numbers come in order.</summary>
    public void Restore(int number, byte[] name)
    {
        if (number != Next)
        {
            throw new InvalidDataException($"name {number} follows {Next - 1}: a row of the name table is missing");
        }
        Add(name);
    }

    /// <summary>The number stays and is called otherwise; nobody may be called so already. Who asks for the old name gets another number.</summary>
    public void Rename(int number, byte[] name)
    {
        if (Find(name) != 0)
        {
            throw new InvalidOperationException("the name is taken");
        }
        renamed++;
        MakeRoom();
        Volatile.Write(ref names[number], name);
        Place(slots, name, number);
    }

    private void MakeRoom()
    {
        if ((Next + renamed) * 2 > slots.Length)
        {
            Grow();
        }
    }

    private int Add(byte[] name)
    {
        if (Next == names.Length)
        {
            Array.Resize(ref names, names.Length * 2);
        }
        MakeRoom();
        var number = Next;
        names[number] = name;
        Place(slots, name, number);
        Next = number + 1;
        return number;
    }

    private void Grow()
    {
        var larger = new int[slots.Length * 2];
        for (var number = 1; number < Next; number++)
        {
            Place(larger, names[number], number);
        }
        Volatile.Write(ref slots, larger);
    }

    private static void Place(int[] table, ReadOnlySpan<byte> name, int number)
    {
        var at = Hash(name) & (uint)(table.Length - 1);
        while (table[at] != 0)
        {
            at = at + 1 & (uint)(table.Length - 1);
        }
        Volatile.Write(ref table[at], number);
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        // FNV-1a over words, mixed: names are short and the table is never full by more than half.
        var hash = 14695981039346656037UL;
        while (name.Length >= 8)
        {
            hash = (hash ^ BitConverter.ToUInt64(name)) * 1099511628211UL;
            hash = BitOperations.RotateLeft(hash, 29);
            name = name[8..];
        }
        foreach (var value in name)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }
        hash ^= hash >> 32;
        return (uint)(hash * 0x9E3779B97F4A7C15UL >> 32);
    }
}
