namespace CareKpi.Api.Imports;

/// <summary>Makes events of the rows of a CSV file. The same row always makes the same events with the same ids, so that an import may be repeated.</summary>
public interface IImportMapping
{
    string Name { get; }

    /// <summary>Reads the file as it goes. Throws <see cref="ImportException"/> when it is not a file of this mapping.</summary>
    IEnumerable<MappedRow> Read(Stream csv);
}

/// <summary>The whole file cannot be read: the message says why.</summary>
public sealed class ImportException(string message) : Exception(message);

public static class ImportMappings
{
    public static IReadOnlyList<IImportMapping> All { get; } = [new CallCenterMapping()];

    public static IImportMapping? Find(string name) => All.FirstOrDefault(mapping => string.Equals(mapping.Name, name, StringComparison.Ordinal));
}
