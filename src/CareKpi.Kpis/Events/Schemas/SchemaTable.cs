using System.Text;
using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Schemas;

/// <summary>All rows of the contract's table, by type, and the names of all their fields.</summary>
internal static class SchemaTable
{
    private static readonly Schema?[] ByType = Collect();
    private static readonly NameTable Names = Bind();

    public static Schema Of(EventType type) => ByType[(int)type] ?? throw new ArgumentOutOfRangeException(nameof(type));

    /// <summary>0 for a name that no type has.</summary>
    public static int FieldId(ReadOnlySpan<byte> name) => Names.Find(name);

    public static IEnumerable<Schema> All => ByType.OfType<Schema>();

    private static Schema?[] Collect()
    {
        var table = new Schema?[(int)Enum.GetValues<EventType>().Max() + 1];
        IEnumerable<Schema>[] families =
            [CaseSchemas.All, ContactSchemas.All, SurveySchemas.All, AgentSchemas.All, CustomerSchemas.All, OtherSchemas.All];
        foreach (var schema in families.SelectMany(family => family))
        {
            table[(int)schema.Type] = schema;
        }

        return table;
    }

    private static NameTable Bind()
    {
        var names = All.SelectMany(schema => schema.Fields).Select(field => field.Name).Distinct(StringComparer.Ordinal).ToArray();
        var table = new NameTable(names);
        foreach (var schema in All)
        {
            schema.Bind(name => table.Find(Encoding.UTF8.GetBytes(name)), names.Length);
        }

        return table;
    }
}
