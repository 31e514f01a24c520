using System.Reflection;

namespace CareKpi.Kpis.Measures;

/// <summary>Every measure there is: the static fields of the families in this folder, so that a new one is added in one place.</summary>
public static class MeasureCatalogue
{
    private static readonly Measure?[] ById = Gather();

    public static IReadOnlyList<Measure> All { get; } = [.. ById.OfType<Measure>()];

    /// <summary>Throws on an id that no measure has: the row was written by a later version.</summary>
    public static Measure Find(byte id) => ById[id] ?? throw new InvalidDataException($"measure {id} is not known to this version");

    private static Measure?[] Gather()
    {
        var found = new Measure?[byte.MaxValue + 1];
        foreach (var type in typeof(Measure).Assembly.GetTypes())
        {
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                if (field.FieldType != typeof(Measure) || field.GetValue(null) is not Measure measure)
                {
                    continue;
                }
                if (found[measure.Id] is { } other)
                {
                    throw new InvalidOperationException($"measures '{measure.Name}' and '{other.Name}' have the same id {measure.Id}");
                }
                found[measure.Id] = measure;
            }
        }
        return found;
    }
}
