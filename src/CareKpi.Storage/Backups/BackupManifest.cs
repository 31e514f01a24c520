using System.Text.Json;
using System.Text.Json.Serialization;
using CareKpi.Engine.Stores;

namespace CareKpi.Storage.Backups;

/// <summary>What a backup says of itself, in <c>manifest.json</c>, which is written last: who made it, when, in which formats, and every file of it.</summary>
/// <param name="Version">Of the CareKpi that made it.</param>
/// <param name="MadeAt">Everything acknowledged before this is in it.</param>
public sealed record BackupManifest(string Version, DateTimeOffset MadeAt, BackupFormats Formats, IReadOnlyList<BackupFile> Files)
{
    internal const string FileName = "manifest.json";

    [JsonIgnore]
    public long Bytes => Files.Sum(static file => file.Bytes);

    /// <summary>Throws <see cref="StoreException"/> where there is none that can be read.</summary>
    public static BackupManifest Read(string backup)
    {
        var file = Path.Combine(backup, FileName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), BackupJson.Default.BackupManifest) is { Files.Count: > 0 } manifest ? manifest : throw new JsonException("it is empty");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreException(StoreFault.Format, $"{backup}: this is no backup of CareKpi (it has no {FileName}); name the directory that `carekpi backup` made.", exception);
        }
        catch (JsonException exception)
        {
            throw new StoreException(StoreFault.Corrupt, $"{file}: it cannot be read ({exception.Message}); take another backup.", exception);
        }
    }

    internal void Write(string backup)
    {
        using var file = new FileStream(Path.Combine(backup, FileName), FileMode.CreateNew, FileAccess.Write);
        file.Write(JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest));
        file.Flush(flushToDisk: true);
    }
}

/// <summary>Versions of the stores' formats.</summary>
public sealed record BackupFormats(int Log, int State, int Node);

/// <param name="Name">Below the backup, with <c>/</c>.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
