using System.Numerics;

namespace CareKpi.Kpis.Events.Schemas;

/// <summary>A rule over several fields; run when each field by itself is in order.</summary>
internal delegate Fault? EventRule(ref CareEvent e, EventBatch batch);

/// <summary>One row of the contract's table: the fields of a type's <c>data</c>. Made at start, then only read.</summary>
internal sealed class Schema
{
    private readonly List<Field> fields = [];
    private byte[] slots = [];
    private ulong required;

    private Schema(EventType type) => Type = type;

    public EventType Type { get; }

    /// <summary>The main key's text field; <see cref="TextField.Count"/> where the key is no text or the event tells it.</summary>
    public TextField MainKey { get; private set; } = TextField.Count;

    public EventRule? Rule { get; private set; }

    /// <summary>Only the node itself writes it.</summary>
    public bool IsReserved { get; private set; }

    public bool NeedsSupersedes { get; private set; }

    public IReadOnlyList<Field> Fields => fields;

    public Field this[int slot] => fields[slot];

    public static Schema For(string type) =>
        EventTypes.TryParse(type, out var parsed) ? new Schema(parsed) : throw new ArgumentException($"{type} is not a type of the contract", nameof(type));

    /// <summary>The first field of the row. Text keys are the main key; a category keeps <see cref="TextField.Count"/>.</summary>
    public Schema Key(Field key)
    {
        MainKey = key.Kind == FieldKind.Key ? (TextField)key.Target : TextField.Count;
        return Required(key);
    }

    public Schema Required(params ReadOnlySpan<Field> more)
    {
        foreach (var field in more)
        {
            required |= 1UL << fields.Count;
            fields.Add(field);
        }

        return this;
    }

    public Schema Optional(params ReadOnlySpan<Field> more)
    {
        fields.AddRange(more);
        return this;
    }

    public Schema Obeys(EventRule rule)
    {
        Rule = rule;
        return this;
    }

    public Schema Reserved()
    {
        IsReserved = true;
        return this;
    }

    public Schema WithSupersedes()
    {
        NeedsSupersedes = true;
        return this;
    }

    /// <summary>Where the field with this id (<see cref="SchemaTable.FieldId"/>) stands in the row; -1 if the type has none.</summary>
    public int SlotOf(int fieldId) => slots[fieldId] - 1;

    /// <summary>The first required field that is not in <paramref name="given"/>.</summary>
    public Field? FirstMissing(ulong given)
    {
        var missing = required & ~given;
        return missing == 0 ? null : fields[BitOperations.TrailingZeroCount(missing)];
    }

    internal void Bind(Func<string, int> idOf, int ids)
    {
        slots = new byte[ids + 1];
        for (var slot = 0; slot < fields.Count; slot++)
        {
            slots[idOf(fields[slot].Name)] = (byte)(slot + 1);
        }
    }
}
