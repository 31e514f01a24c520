using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareKpi.Engine.Erasure;

/// <summary>A customer that is being erased by the log entry <see cref="Seq"/>: what entries before it say of <see cref="Key"/> is said of <see cref="Replacement"/>. Everything up to <see cref="Through"/> is rewritten.</summary>
public sealed record ErasedCustomer(long Seq, string Key, string Replacement)
{
    public long Through { get; init; }
}

/// <summary>The content of the log entry. <see cref="Key"/> null: it is done, and nothing says any more who it was.</summary>
public sealed record ErasureEntry(string? Key, string Replacement)
{
    internal byte[] Encode() => Log.LogEntry.OfJson(Log.LogEntryKind.CustomerErased, JsonSerializer.SerializeToElement(this, ErasureJson.Default.ErasureEntry));

    internal static ErasureEntry Decode(ReadOnlyMemory<byte> payload) => Log.LogEntry.JsonOf(payload).Deserialize(ErasureJson.Default.ErasureEntry) ?? throw new InvalidDataException("an entry that erases is empty");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErasureEntry))]
internal sealed partial class ErasureJson : JsonSerializerContext;
