using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Events;

namespace CareKpi.Silo.Wire;

/// <summary>What silos know messages by: an alias for each type, a number for each of its properties. The engine's records are plain; wire.txt says what they are called between silos of this version, the one before and
/// the one after. A name may change; an alias or a number is never given to anything else.</summary>
internal sealed class WireManifest
{
    public const string Resource = "CareKpi.Silo.wire.txt";

    private readonly Dictionary<Type, Dictionary<string, string>> numbers = [];
    private readonly Dictionary<Type, string> aliases = [];

    private WireManifest() => Options = new JsonSerializerOptions
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Number } },
    };

    public static WireManifest Current { get; } = Read(Text());

    public IReadOnlyDictionary<Type, string> Aliases => aliases;

    public JsonSerializerOptions Options { get; }

    public bool Has(Type type) => aliases.ContainsKey(type);

    /// <summary>A generic type has one name, whatever it is made of.</summary>
    internal static Type Named(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    internal static IReadOnlyList<string> Text()
    {
        using var stream = typeof(WireManifest).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static WireManifest Read(IReadOnlyList<string> lines)
    {
        var manifest = new WireManifest();
        Dictionary<string, string>? properties = null;
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] == '#')
            {
                continue;
            }
            if (line[0] != ' ')
            {
                properties = null;
                if (words[0] == "message")
                {
                    var type = typeof(IngestReply).Assembly.GetType(words[2]) ?? typeof(Rejection).Assembly.GetType(words[2]) ?? throw new InvalidDataException($"wire.txt names the type {words[2]}, which there is not");
                    manifest.aliases.Add(type, words[1]);
                    manifest.numbers.Add(type, properties = new(StringComparer.Ordinal));
                }
                continue;
            }
            properties?.Add(words[1], int.Parse(words[0], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }
        return manifest;
    }

    private void Number(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith("CareKpi", StringComparison.Ordinal) != true)
        {
            return;
        }
        if (!numbers.TryGetValue(Named(type.Type), out var given))
        {
            throw new InvalidOperationException($"{type.Type.FullName} is not in wire.txt: give it an alias");
        }
        foreach (var property in type.Properties)
        {
            property.Name = given.GetValueOrDefault(property.Name) ?? throw new InvalidOperationException($"{type.Type.FullName}.{property.Name} is not in wire.txt: give it a number that was never used");
        }
    }
}
