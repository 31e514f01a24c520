using System.Text.RegularExpressions;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>Instruments that the sources make, whichever process makes them.</summary>
internal static partial class Meters
{
    /// <summary>Names as the code has them, such as <c>carekpi.events</c>.</summary>
    public static IReadOnlySet<string> Own { get; } = Repository.Files("src", "*.cs").SelectMany(static file => Made().Matches(File.ReadAllText(file))).Select(static match => match.Groups["a"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>How often the sources make one, named by a literal or not.</summary>
    public static int Makings { get; } = Repository.Files("src", "*.cs").Sum(static file => Making().Count(File.ReadAllText(file)));

    private const string Create = @"\.Create(?:Observable)?(?:Counter|Histogram|UpDownCounter|Gauge)<\w+>\(";

    [GeneratedRegex(Create + @"\s*""(?<a>[^""]+)""", RegexOptions.None, 1000)]
    private static partial Regex Made();

    [GeneratedRegex(Create, RegexOptions.None, 1000)]
    private static partial Regex Making();
}
