using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Wire;
using Orleans.Runtime;

namespace CareKpi.Silo.Tests.Wire;

/// <summary>The types of the platform that calls between silos bring along, by walking the grains' methods.</summary>
internal static class Reached
{
    private static readonly JsonSerializerOptions Plain = new() { IncludeFields = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static IReadOnlyList<Type> Grains { get; } = [.. typeof(ITenantWriter).Assembly.GetTypes().Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).OrderBy(static type => type.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Messages { get; } = Walk();

    public static IEnumerable<MethodInfo> MethodsOf(Type grain) => grain.GetMethods().OrderBy(static method => method.Name, StringComparer.Ordinal);

    public static IEnumerable<string> NamesOf(Type message) => message.IsEnum ? Enum.GetNames(message) : Info(message).Kind == JsonTypeInfoKind.Object ? Info(message).Properties.Select(static property => property.Name) : [];

    public static string NameOf(Type message) => WireManifest.Named(message).FullName!;

    private static JsonTypeInfo Info(Type type) => Plain.GetTypeInfo(type);

    private static List<Type> Walk()
    {
        var seen = new HashSet<Type>();
        foreach (var method in Grains.SelectMany(MethodsOf))
        {
            Visit(method.ReturnType, seen);
            foreach (var parameter in method.GetParameters())
            {
                Visit(parameter.ParameterType, seen);
            }
        }
        return [.. seen.Where(IsOurs).DistinctBy(NameOf, StringComparer.Ordinal).OrderBy(NameOf, StringComparer.Ordinal)];
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("CareKpi.", StringComparison.Ordinal) == true;

    private static void Visit(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            Visit(type.GetGenericArguments()[0], seen);
            return;
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Task) || type == typeof(SiloAddress) || type == typeof(EventsOnWire) || type == typeof(CancellationToken) || !seen.Add(type) || type.IsEnum)
        {
            return;
        }
        var info = Info(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                foreach (var property in info.Properties)
                {
                    Visit(property.PropertyType, seen);
                }
                break;
            case JsonTypeInfoKind.Enumerable:
                Visit(info.ElementType!, seen);
                break;
            case JsonTypeInfoKind.Dictionary:
                Visit(info.KeyType!, seen);
                Visit(info.ElementType!, seen);
                break;
        }
    }
}
