using System.Text.RegularExpressions;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>What a page about metrics and alarms names.</summary>
internal sealed partial class MetricsPage(string text)
{
    /// <summary>Names of the code, such as <c>carekpi.events</c>.</summary>
    public IReadOnlySet<string> Instruments { get; } = InstrumentName().Matches(text).Select(static match => match.Groups["a"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Names of Prometheus, of those that nodes send.</summary>
    public IReadOnlySet<string> Metrics { get; } = MetricsOf(text);

    /// <summary>Sections of alarms, each with its text.</summary>
    public IReadOnlyDictionary<string, string> Alarms { get; } = AlarmSection().Matches(text).ToDictionary(static match => match.Groups["a"].Value, static match => match.Groups["b"].Value, StringComparer.Ordinal);

    public static IReadOnlySet<string> MetricsOf(string text) => MetricName().Matches(text).Select(static match => match.Groups["a"].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"`(?<a>carekpi\.[a-z_.]+)`", RegexOptions.None, 1000)]
    private static partial Regex InstrumentName();

    [GeneratedRegex(@"`(?<a>(?:carekpi|http_server|kestrel|dotnet)_[a-z_]+)`", RegexOptions.None, 1000)]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^### (?<a>CareKpi\w+)\n(?<b>(?:(?!##).*\n?)*)", RegexOptions.Multiline, 1000)]
    private static partial Regex AlarmSection();
}
