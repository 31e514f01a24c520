using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Access;

/// <summary>The keys of the platform's operators: one from the environment, or a file of lines <c>name = key</c> that only its owner can read. A file that changed is read at the next call;
/// while it cannot be read, or makes no sense, what it said before holds.</summary>
public sealed class OperatorKeys
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly string? file;
    private readonly Lock gate = new();
    private (string Name, byte[] Hash)[] keys;
    private (DateTime Written, long Length) seen;

    private OperatorKeys(IEnumerable<(string Name, string Key)> named, string? file = null)
    {
        this.file = file;
        seen = file is null ? default : Look(file);
        keys = Hashed(named);
    }

    public bool IsEmpty => keys.Length == 0;

    /// <summary>Throws <see cref="InvalidOperationException"/> with a sentence for the operator.</summary>
    public static OperatorKeys Load(string? key, string? file)
    {
        if (!string.IsNullOrEmpty(key) && !string.IsNullOrEmpty(file))
        {
            throw new InvalidOperationException("give CareKpi__OperatorKey or CareKpi__OperatorKeys, not both");
        }

        if (!string.IsNullOrEmpty(key))
        {
            return new([("operator", key)]);
        }

        return string.IsNullOrEmpty(file) ? new([]) : new(Read(file), file);
    }

    /// <summary>The name of the key; null: it is none. Takes the same time whichever key it is, or none.</summary>
    internal string? NameOf(string token, ILogger? log = null)
    {
        var hash = Hash(token);
        var keys = Current(log);
        string? found = null;
        foreach (var (name, known) in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
            {
                found = name;
            }
        }

        return found;
    }

    private (string Name, byte[] Hash)[] Current(ILogger? log)
    {
        if (file is null)
        {
            return keys;
        }

        lock (gate)
        {
            try
            {
                var now = Look(file);
                if (now != seen)
                {
                    // Noted first, so that one that makes no sense is told of once.
                    seen = now;
                    keys = Hashed(Read(file));
                    log?.LogWarning("The operator key file was read anew: {Count} keys", keys.Length);
                }
            }
            catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                log?.LogError("The operator key file changed and cannot be used ({Fault}): the keys from before hold", fault.Message);
            }

            return keys;
        }
    }

    private static (DateTime Written, long Length) Look(string file) => new FileInfo(file) is { Exists: true } info ? (info.LastWriteTimeUtc, info.Length) : default;

    private static (string Name, byte[] Hash)[] Hashed(IEnumerable<(string Name, string Key)> named) => [.. named.Select(static pair => (pair.Name, Hash(pair.Key)))];

    private static IEnumerable<(string Name, string Key)> Read(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw new InvalidOperationException($"the operator key file '{file}' can be read by others: chmod 600 it");
        }

        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == line.Length - 1 || !named.TryAdd(line[..at].Trim(), line[(at + 1)..].Trim()))
            {
                throw new InvalidOperationException($"the operator key file '{file}' needs lines 'name = key', each name once");
            }
        }

        return named.Select(pair => (pair.Key, pair.Value));
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>Who calls on the operator port: the name of the key.</summary>
internal sealed record Operator(string Name);
