using System.Text.RegularExpressions;
using CareKpi.Api.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>What the node's code says of itself: which settings it asks for, and where it listens. Seen by asking it, not by reading it.</summary>
internal static partial class NodeCode
{
    private static readonly Lazy<(IReadOnlySet<string> Names, NodeSettings Settings)> Asked = new(Ask);

    /// <summary>The silo is not part of this solution (its packages are not everywhere): its sources are read.</summary>
    private static readonly string SiloSettings = Repository.Read("src/CareKpi.Silo/Hosting/ClusterSettings.cs");

    /// <summary>Of the cluster's own.</summary>
    public static IReadOnlySet<string> Cluster { get; } = ClusterSetting().Matches(SiloSettings).Select(static match => "CareKpi__Cluster__" + match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    public static int SiloPort { get; } = int.Parse(SiloPortSetting().Match(SiloSettings).Groups["port"].Value.Replace("_", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    public static int Port => new Uri(Asked.Value.Settings.Urls).Port;

    public static int OperatorPort => new Uri(Asked.Value.Settings.OperatorUrls).Port;

    /// <summary>Environment variables that mean something to a node. OTEL_ and DOTNET_ ones are the libraries'.</summary>
    public static bool Reads(string name) => Asked.Value.Names.Contains(name) || Cluster.Contains(name) || name is "OTEL_EXPORTER_OTLP_ENDPOINT" or "DOTNET_EnableDiagnostics";

    private static (IReadOnlySet<string>, NodeSettings) Ask()
    {
        var asking = new Recording();
        var settings = NodeSettings.Read(asking);
        using var none = Telemetry.Start(asking);
        Assert.Null(none);
        // The host itself takes the prefix off.
        return (asking.Keys.Select(static key => key is "urls" ? "ASPNETCORE_URLS" : key.Replace(":", "__", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal), settings);
    }

    [GeneratedRegex("(Text|Number)\\(\"(?<name>[A-Za-z]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClusterSetting();

    [GeneratedRegex(@"int SiloPort .*= (?<port>[\d_]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SiloPortSetting();

    /// <summary>Knows nothing and remembers what it was asked.</summary>
    private sealed class Recording : IConfiguration
    {
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                return null;
            }
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public IChangeToken GetReloadToken() => throw new NotSupportedException();

        public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
    }
}
