using System.Runtime.InteropServices;
using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

public readonly record struct Entity(EntityKind Kind, byte[] Key);

/// <summary>The timeline of everything that hangs together by naming: a case (or merged ones) with its messages, contacts and surveys, or a contact without a case and its survey. Two dossiers
/// that an event links become one, so the events that a dossier holds depend on the set of events alone, never on their order.</summary>
public sealed class Dossier
{
    /// <summary>Messages a case keeps: the first ones in the total order, so that which they are does not depend on arrival.</summary>
    public const int MaxMessages = 2_000;

    private const byte Format = 1;

    /// <summary>Entities among which one is searched for; of more there is an index.</summary>
    private const int MaxSearched = 32;

    private static readonly IEqualityComparer<Entity> SameKey = EqualityComparer<Entity>.Create(
        static (left, right) => left.Kind == right.Kind && left.Key.AsSpan().SequenceEqual(right.Key),
        static entity =>
        {
            var code = default(HashCode);
            code.Add(entity.Kind);
            code.AddBytes(entity.Key);
            return code.ToHashCode();
        });

    private Dictionary<Entity, int>? places;

    public List<Entity> Entities { get; } = new(2);

    /// <summary>In the total order.</summary>
    public List<DossierEvent> Events { get; } = new(1);

    /// <summary>The place of an entity in <see cref="Entities"/>, made if it is new.</summary>
    public int Place(EntityKind kind, byte[] key)
    {
        var entity = new Entity(kind, key);
        var at = Find(entity);
        if (at >= 0)
        {
            return at;
        }
        Entities.Add(entity);
        places?.Add(entity, Entities.Count - 1);
        return Entities.Count - 1;
    }

    public void Add(in DossierEvent added, EventOrder order)
    {
        var all = CollectionsMarshal.AsSpan(Events);
        // Mostly at the end.
        var (from, to) = all.Length > 0 && order.Compare(added, all[^1]) < 0 ? (0, all.Length - 1) : (all.Length, all.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = order.Compare(added, all[middle]) < 0 ? (from, middle) : (middle + 1, to);
        }
        Events.Insert(from, added);
        if (added.Type is EventType.MessageReceived or EventType.MessageSent)
        {
            DropBeyondMaxMessages(added.Case);
        }
    }

    /// <summary>Takes over everything of another dossier.</summary>
    public void Absorb(Dossier other, EventOrder order)
    {
        var places = new int[other.Entities.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Place(other.Entities[i].Kind, other.Entities[i].Key);
        }
        foreach (var theirs in other.Events)
        {
            var moved = theirs;
            moved.Main = Moved(theirs.Main);
            moved.Case = Moved(theirs.Case);
            moved.Contact = Moved(theirs.Contact);
            moved.Into = Moved(theirs.Into);
            Add(moved, order);
        }

        int Moved(int place) => place < 0 ? place : places[place];
    }

    public void Encode(RowWriter row)
    {
        row.Byte(Format);
        row.Int(Entities.Count);
        foreach (var entity in Entities)
        {
            row.Byte((byte)entity.Kind);
            row.Bytes(entity.Key);
        }
        row.Int(Events.Count);
        var before = 0L;
        foreach (ref readonly var kept in CollectionsMarshal.AsSpan(Events))
        {
            DossierEventRow.Write(row, kept, Entities, before);
            before = kept.Time;
        }
    }

    public static Dossier Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        if (row.Byte() != Format)
        {
            throw new InvalidDataException("a dossier has a format that this version does not know");
        }
        var dossier = new Dossier();
        for (var count = row.Int(); count > 0; count--)
        {
            dossier.Entities.Add(new Entity((EntityKind)row.Byte(), row.Bytes().ToArray()));
        }
        var before = 0L;
        var events = row.Int();
        // One more is likely about to be added.
        dossier.Events.Capacity = events + 1;
        for (var count = events; count > 0; count--)
        {
            var read = DossierEventRow.Read(ref row, dossier.Entities, before);
            before = read.Time;
            dossier.Events.Add(read);
        }
        return dossier;
    }

    private int Find(in Entity entity)
    {
        if (Entities.Count > MaxSearched)
        {
            return (places ??= Indexed()).TryGetValue(entity, out var place) ? place : -1;
        }
        for (var i = 0; i < Entities.Count; i++)
        {
            if (SameKey.Equals(Entities[i], entity))
            {
                return i;
            }
        }
        return -1;
    }

    private Dictionary<Entity, int> Indexed()
    {
        var index = new Dictionary<Entity, int>(Entities.Count + 1, SameKey);
        for (var i = 0; i < Entities.Count; i++)
        {
            index.Add(Entities[i], i);
        }
        return index;
    }

    private void DropBeyondMaxMessages(int ofCase)
    {
        if (Events.Count <= MaxMessages)
        {
            return;
        }
        var messages = 0;
        var last = -1;
        for (var i = 0; i < Events.Count; i++)
        {
            if (Events[i].Type is EventType.MessageReceived or EventType.MessageSent && Events[i].Case == ofCase)
            {
                messages++;
                last = i;
            }
        }
        if (messages > MaxMessages)
        {
            Events.RemoveAt(last);
        }
    }
}
