using System.Text;
using System.Text.Json;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Intake;

/// <summary>What a tenant has defined, in memory, and as rows beside the generations: one a document, so that a checkpoint writes what has changed and no more.</summary>
public sealed class TenantDefinitions : IDefinitions
{
    private const byte Format = 1;
    private const int NoGeneration = 0;
    private const RowKind Kind = (RowKind)62;

    private readonly Dictionary<DefinitionCollection, Dictionary<string, Definition>> byId = [];
    private readonly Dictionary<DefinitionCollection, SortedList<long, Definition>> byMade = [];
    private readonly Dictionary<StateKey, Definition?> unsaved = [];

    private readonly Dictionary<DefinitionCollection, long> at = [];
    private (long At, CustomKpis Kpis) own = (0, CustomKpis.None);

    /// <summary>The entry that changed one of a collection last; 0: none has.</summary>
    public long At(DefinitionCollection collection) => at.GetValueOrDefault(collection);

    public CustomKpis OwnKpis
    {
        get
        {
            if (own.At != At(DefinitionCollection.Kpis))
            {
                own = (At(DefinitionCollection.Kpis), CustomKpiDocument.AllOf(All(DefinitionCollection.Kpis)));
            }
            return own.Kpis;
        }
    }

    public static StateRange Range { get; } = new(new StateKey(Kind, 0, int.MinValue).ToBytes(NoGeneration), new StateKey(Kind + 1, 0, int.MinValue).ToBytes(NoGeneration));

    public IReadOnlyCollection<Definition> All(DefinitionCollection collection) => byMade.TryGetValue(collection, out var found) ? [.. found.Values] : [];

    public bool Has(DefinitionCollection collection) => byId.TryGetValue(collection, out var found) && found.Count > 0;

    public Definition? Find(DefinitionCollection collection, string id) => byId.TryGetValue(collection, out var found) ? found.GetValueOrDefault(id) : null;

    /// <summary>Those made after an entry, in order, at most so many.</summary>
    public IReadOnlyList<Definition> After(DefinitionCollection collection, long after, int first)
    {
        if (!byMade.TryGetValue(collection, out var all))
        {
            return [];
        }
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all.Keys[middle] > after ? (low, middle) : (middle + 1, high);
        }
        var found = new List<Definition>();
        for (; low < all.Count && found.Count < first; low++)
        {
            found.Add(all.Values[low]);
        }
        return found;
    }

    /// <summary>Applies an entry of the log.</summary>
    public void Apply(long seq, DefinitionChange change)
    {
        at[change.Collection] = seq;
        var before = Find(change.Collection, change.Id);
        if (change.Document is { } document)
        {
            var made = before?.Made ?? seq;
            Put(new Definition(change.Collection, change.Id, (before?.Version ?? 0) + 1, made, seq, document));
            unsaved[KeyOf(change.Collection, made)] = Find(change.Collection, change.Id);
        }
        else if (before is not null)
        {
            byId[change.Collection].Remove(change.Id);
            byMade[change.Collection].Remove(before.Made);
            unsaved[KeyOf(change.Collection, before.Made)] = null;
        }
    }

    /// <summary>From rows of the store.</summary>
    public void Restore(IReadOnlyList<StateRow> rows)
    {
        foreach (var row in rows)
        {
            var key = StateKey.FromBytes(row.Key);
            var reader = new RowReader(row.Value);
            if (reader.Byte() != Format)
            {
                throw new InvalidDataException("a definition was written by a later version of CareKpi; start that version");
            }
            var version = reader.Int();
            var changed = reader.Signed();
            var id = Encoding.UTF8.GetString(reader.Bytes());
            Put(new Definition((DefinitionCollection)key.B, id, version, (long)key.A, changed, JsonElement.Parse(reader.Bytes())));
            at[(DefinitionCollection)key.B] = Math.Max(At((DefinitionCollection)key.B), changed);
        }
    }

    /// <summary>What a checkpoint has to write. If it fails, the writer gives up with all that it holds.</summary>
    public void AddWrites(List<StateWrite> writes)
    {
        var row = new RowWriter();
        foreach (var (key, definition) in unsaved)
        {
            writes.Add(new StateWrite(key.ToBytes(NoGeneration), definition is null ? null : Encode(row, definition)));
        }
        unsaved.Clear();
    }

    private void Put(Definition definition)
    {
        if (!byId.TryGetValue(definition.Collection, out var ids))
        {
            byId.Add(definition.Collection, ids = new Dictionary<string, Definition>(StringComparer.Ordinal));
            byMade.Add(definition.Collection, []);
        }
        ids[definition.Id] = definition;
        byMade[definition.Collection][definition.Made] = definition;
    }

    private static StateKey KeyOf(DefinitionCollection collection, long made) => new(Kind, (ulong)made, (int)collection);

    private static byte[] Encode(RowWriter row, Definition definition)
    {
        row.Clear();
        row.Byte(Format);
        row.Int(definition.Version);
        row.Signed(definition.Changed);
        row.Bytes(Encoding.UTF8.GetBytes(definition.Id));
        row.Bytes(JsonSerializer.SerializeToUtf8Bytes(definition.Document));
        return row.ToArray();
    }
}
