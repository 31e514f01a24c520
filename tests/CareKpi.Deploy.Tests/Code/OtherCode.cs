using System.Globalization;
using System.Text.RegularExpressions;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>What the gateway's sources say: its settings, its port, the paths of its health checks.</summary>
internal static partial class GatewayCode
{
    private static readonly string Config = Repository.Read("src/gateway/src/server/config.ts");
    private static readonly string Server = Repository.Read("src/gateway/src/server/server.ts");

    public static IReadOnlySet<string> Settings { get; } = Setting().Matches(Config).Select(static match => match.Groups["a"].Value + match.Groups["b"].Value).ToHashSet(StringComparer.Ordinal);

    public static int Port { get; } = int.Parse(PortSetting().Match(Config).Groups["a"].Value, CultureInfo.InvariantCulture);

    /// <summary>How long it ends what is under way once it is told to stop.</summary>
    public static TimeSpan Drain { get; } = TimeSpan.FromMilliseconds(int.Parse(Closing().Match(Server).Groups["a"].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    public static bool Serves(string path) => Server.Contains($"path === '{path}'", StringComparison.Ordinal);

    [GeneratedRegex(@"env\['(?<a>[A-Z_]+)'\]|\(env, '(?<b>[A-Z_]+)'", RegexOptions.None, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"'PORT', (?<a>\d+)", RegexOptions.None, 1000)]
    private static partial Regex PortSetting();

    [GeneratedRegex(@"withinMs = (?<a>[\d_]+)", RegexOptions.None, 1000)]
    private static partial Regex Closing();
}

/// <summary>What the command line's sources say.</summary>
internal static partial class CommandLineCode
{
    private static readonly string Sources = string.Concat(Repository.Files("src/CareKpi.Cli", "*.cs").Select(File.ReadAllText));

    public static IReadOnlySet<string> Commands { get; } = Command().Matches(Sources).Select(static match => match.Groups["a"].Value).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Settings { get; } = Setting().Matches(Sources).Select(static match => match.Groups["a"].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("new Command\\(\"(?<a>[a-z-]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Command();

    [GeneratedRegex("\"(?<a>CAREKPI_[A-Z_]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Setting();
}
