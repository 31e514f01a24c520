using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace CareKpi.Silo.Tests.Wire;

/// <summary>Values of any type of message, by a seed, and whether two of them are the same to the last field.</summary>
internal sealed class Anything(int seed)
{
    private readonly Random random = new(seed);

    public object? Of(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return random.Next(3) == 0 ? null : Of(inner, depth);
        }
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(random.Next(values.Length));
        }
        return Simple(type) ?? List(type, depth) ?? Record(type, depth);
    }

    private object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => "aZ0 \"\\税é\u0001"[random.Next(9)])]),
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(byte) => (byte)random.Next(256),
        _ when type == typeof(ushort) => (ushort)random.Next(65_536),
        _ when type == typeof(int) => random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(Int128) => new Int128((ulong)random.NextInt64(), (ulong)random.NextInt64()),
        _ when type == typeof(double) => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)),
        _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)),
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(random.NextInt64(long.MaxValue)),
        _ when type == typeof(JsonElement) => JsonElement.Parse($$"""{"a":[{{random.Next()}},null,"税"],"b":{{random.NextDouble():R}}}"""),
        _ => null,
    };

    private IList? List(Type type, int depth)
    {
        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return null;
        }
        var element = type.GetElementType() ?? type.GetGenericArguments().Single();
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (var left = depth > 4 ? 0 : random.Next(4); left > 0; left--)
        {
            list.Add(Of(element, depth + 1));
        }
        if (!type.IsArray)
        {
            return list;
        }
        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private object Record(Type type, int depth)
    {
        var nullable = new NullabilityInfoContext();
        var constructor = type.GetConstructors().OrderByDescending(static constructor => constructor.GetParameters().Length).FirstOrDefault();
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Maybe(parameter.ParameterType, nullable.Create(parameter).WriteState))]);
        foreach (var property in type.GetProperties().Where(static property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0))
        {
            property.SetValue(made, Maybe(property.PropertyType, nullable.Create(property).WriteState));
        }
        return made;

        object? Maybe(Type wanted, NullabilityState state) => !wanted.IsValueType && state == NullabilityState.Nullable && (depth > 6 || random.Next(3) == 0) ? null : Of(wanted, depth + 1);
    }

    /// <summary>null: they are the same; else where they differ.</summary>
    public static string? Difference(object? one, object? other, string path)
    {
        if (one is null || other is null)
        {
            return one is null && other is null ? null : $"{path}: {one ?? "null"} became {other ?? "null"}";
        }
        if (one is JsonElement element)
        {
            return other is JsonElement copy && JsonElement.DeepEquals(element, copy) ? null : $"{path}: {one} became {other}";
        }
        if (one is IEnumerable many and not string)
        {
            var (left, right) = (many.Cast<object?>().ToList(), ((IEnumerable)other).Cast<object?>().ToList());
            return left.Count != right.Count ? $"{path}: {left.Count} became {right.Count}" : left.Index().Select(item => Difference(item.Item, right[item.Index], $"{path}[{item.Index}]")).FirstOrDefault(static difference => difference is not null);
        }
        var type = one.GetType();
        if (type != other.GetType())
        {
            return $"{path}: {type} became {other.GetType()}";
        }
        if (type.Namespace?.StartsWith("CareKpi.", StringComparison.Ordinal) != true || type.IsEnum)
        {
            return one.Equals(other) ? null : $"{path}: {one} became {other}";
        }
        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => Difference(field.GetValue(one), field.GetValue(other), $"{path}.{field.Name}")).FirstOrDefault(static difference => difference is not null);
    }
}
