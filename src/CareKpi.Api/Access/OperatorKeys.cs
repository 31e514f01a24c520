using System.Security.Cryptography;
using System.Text;

namespace CareKpi.Api.Access;

/// <summary>The keys of the platform's operators: one from the environment, or a file of lines <c>name = key</c> that only its owner can read.</summary>
public sealed class OperatorKeys
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly (string Name, byte[] Hash)[] keys;

    private OperatorKeys(IEnumerable<(string Name, string Key)> named) => keys = [.. named.Select(pair => (pair.Name, Hash(pair.Key)))];

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

        return string.IsNullOrEmpty(file) ? new([]) : new(Read(file));
    }

    /// <summary>The name of the key; null: it is none. Takes the same time whichever key it is, or none.</summary>
    internal string? NameOf(string token)
    {
        var hash = Hash(token);
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
