using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The entities that an event names. <see cref="Case"/>, <see cref="Contact"/>, <see cref="Into"/> may be what the main key is too.</summary>
internal readonly record struct NamedEntities(Entity Main, byte[]? Case, byte[]? Contact, byte[]? Into);

/// <summary>The dossiers that one entry changes. An event that names entities of two dossiers makes them one. A dossier's row stands under the number of the event that began it, so that those that come together lie together,
/// and the row of each of its entities says under which.</summary>
internal sealed class DossierWork(RowStore rows, DossierFacts facts, EntrySink sink, EventOrder order, EntityHash hash)
{
    private const byte Redirect = 0xff;

    /// <summary>An event begins at most four dossiers.</summary>
    private const int IndexShift = 2;

    private const int SeqShift = 24;

    private readonly Dictionary<ulong, Working> byEntity = [];
    private readonly List<Working> all = [];
    private readonly RowWriter writer = new();
    private ulong nextId;

    /// <summary>A dossier being changed.</summary>
    private sealed class Working(ulong id, Dossier dossier, bool isStored)
    {
        public ulong Id { get; } = id;

        public Dossier Dossier { get; } = dossier;

        public bool IsStored { get; } = isStored;

        /// <summary>By which it was absorbed; null: by none.</summary>
        public Working? Into { get; set; }

        /// <summary>Rows that are to point here.</summary>
        public List<ulong> Pointing { get; } = [];
    }

    public static StateKey KeyOf(ulong entity) => new(RowKind.Dossier, entity, 0);

    /// <summary>Where the row of an entity points; null: it is a dossier itself.</summary>
    public static ulong? RedirectOf(ReadOnlySpan<byte> row)
    {
        var reader = new RowReader(row);
        return reader.Byte() == Redirect ? reader.Fixed() : null;
    }

    /// <summary>Brings the dossiers of entities, by the keys of their rows, into memory, redirects followed.</summary>
    public static async ValueTask LoadAsync(RowStore rows, List<StateKey> keys, CancellationToken cancellationToken)
    {
        while (keys.Count > 0)
        {
            await rows.LoadAsync(keys, cancellationToken);
            var next = new List<StateKey>();
            foreach (var key in keys)
            {
                if (rows[key] is { } row && RedirectOf(row) is { } to)
                {
                    next.Add(KeyOf(to));
                }
            }
            keys = next;
        }
    }

    /// <param name="seq">The entry of the log that says it.</param>
    /// <param name="index">Its place in that entry: no other event of the tenant has both.</param>
    /// <param name="added">The event.</param>
    /// <param name="named">What it names.</param>
    public void Add(long seq, int index, DossierEvent added, in NamedEntities named)
    {
        nextId = ((ulong)seq << SeqShift) | ((ulong)(uint)index << IndexShift);
        var working = Find(named.Main);
        working = Join(working, EntityKind.Case, named.Case);
        working = Join(working, EntityKind.Contact, named.Contact);
        working = Join(working, EntityKind.Case, named.Into);
        var dossier = working.Dossier;
        added.Main = dossier.Place(named.Main.Kind, named.Main.Key);
        added.Case = named.Case is null ? -1 : dossier.Place(EntityKind.Case, named.Case);
        added.Contact = named.Contact is null ? -1 : dossier.Place(EntityKind.Contact, named.Contact);
        added.Into = named.Into is null ? -1 : dossier.Place(EntityKind.Case, named.Into);
        dossier.Add(added, order);
    }

    /// <summary>Tells what the changed dossiers say now, and writes their rows.</summary>
    public void Finish(Action<StateKey, byte[]?> write)
    {
        foreach (var working in all)
        {
            if (working.Into is not null)
            {
                continue;
            }
            sink.Dossier = working.Id;
            sink.Sign = 1;
            facts.Tell(working.Dossier, sink);
            writer.Clear();
            working.Dossier.Encode(writer);
            write(KeyOf(working.Id), writer.ToArray());
            if (working.Pointing.Count == 0)
            {
                continue;
            }
            writer.Clear();
            writer.Byte(Redirect);
            writer.Fixed(working.Id);
            var redirect = writer.ToArray();
            foreach (var from in working.Pointing)
            {
                write(KeyOf(from), redirect);
            }
        }
        sink.Dossier = 0;
    }

    private Working Join(Working working, EntityKind kind, byte[]? key) => key is null ? working : Unite(working, Find(new Entity(kind, key)), hash.Of((byte)kind, key));

    /// <summary>The dossier of an entity. What it said until now is taken back when it is first touched.</summary>
    private Working Find(Entity entity)
    {
        var id = hash.Of((byte)entity.Kind, entity.Key);
        if (byEntity.TryGetValue(id, out var known))
        {
            return Root(known);
        }
        var at = id;
        var row = rows[KeyOf(at)];
        while (row is not null && RedirectOf(row) is { } next)
        {
            at = next;
            row = rows[KeyOf(at)];
        }
        if (byEntity.TryGetValue(at, out known))
        {
            known = Root(known);
            byEntity[id] = known;
            return known;
        }
        Working working;
        if (row is not null)
        {
            working = new Working(at, Dossier.Decode(row), isStored: true);
            sink.Dossier = at;
            sink.Sign = -1;
            facts.Tell(working.Dossier, sink);
            byEntity[at] = working;
        }
        else
        {
            working = new Working(nextId++, new Dossier(), isStored: false);
            working.Pointing.Add(id);
        }
        byEntity[id] = working;
        all.Add(working);
        return working;
    }

    private Working Unite(Working left, Working right, ulong entity)
    {
        if (left == right)
        {
            return left;
        }
        var (into, from) = left.Dossier.Events.Count >= right.Dossier.Events.Count ? (left, right) : (right, left);
        into.Dossier.Absorb(from.Dossier, order);
        into.Pointing.AddRange(from.Pointing);
        if (from.IsStored)
        {
            into.Pointing.Add(from.Id);
        }
        foreach (var held in from.Dossier.Entities)
        {
            into.Pointing.Add(hash.Of((byte)held.Kind, held.Key));
        }
        into.Pointing.Add(entity);
        // Who is found under its entity's hash, as all were once, does not point to itself.
        into.Pointing.RemoveAll(into.Id.Equals);
        from.Into = into;
        return into;
    }

    private static Working Root(Working working)
    {
        while (working.Into is { } into)
        {
            working = into;
        }
        return working;
    }
}
