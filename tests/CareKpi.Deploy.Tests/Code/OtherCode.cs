using System.Globalization;
using System.Text.RegularExpressions;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>What the gateway's sources say: its settings, its port, the paths of its health checks.</summary>
internal static partial class GatewayCode
{
    private static readonly string Config = Repository.Read("src/gateway/src/server/config.ts");
    private static readonly string Server = Repository.Read("src/gateway/src/server/server.ts");

    public static IReadOnlySet<string> Settings { get; } = Setting().Matches(Config).Select(static match => match.Groups[1].Value + match.Groups[2].Value).ToHashSet(StringComparer.Ordinal);

    public static int Port { get; } = int.Parse(PortSetting().Match(Config).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>How long it ends what is under way once it is told to stop.</summary>
    public static TimeSpan Drain { get; } = TimeSpan.FromMilliseconds(int.Parse(Closing().Match(Server).Groups[1].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    public static bool Serves(string path) => Server.Contains($"path === '{path}'", StringComparison.Ordinal);

    [GeneratedRegex(@"env\['([A-Z_]+)'\]|\(env, '([A-Z_]+)'", RegexOptions.None, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"'PORT', (\d+)", RegexOptions.None, 1000)]
    private static partial Regex PortSetting();

    [GeneratedRegex(@"withinMs = ([\d_]+)", RegexOptions.None, 1000)]
    private static partial Regex Closing();
}

/// <summary>What the command line's sources say.</summary>
internal static partial class CommandLineCode
{
    private static readonly string Sources = string.Concat(Repository.Files("src/CareKpi.Cli", "*.cs").Select(File.ReadAllText));

    /// <summary>Agreed on and not there yet: <c>carekpi backup --to FOLDER</c>, over <c>POST /v1/admin/backup</c>.</summary>
    public static readonly string[] Agreed = ["backup"];

    public static IReadOnlySet<string> Commands { get; } = Command().Matches(Sources).Select(static match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Settings { get; } = Setting().Matches(Sources).Select(static match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("new Command\\(\"([a-z-]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Command();

    [GeneratedRegex("\"(CAREKPI_[A-Z_]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Setting();
}
