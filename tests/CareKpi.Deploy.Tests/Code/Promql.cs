using System.Text.RegularExpressions;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>As much of PromQL as it takes to see what an expression names.</summary>
internal static partial class Promql
{
    private static readonly string[] Words = ["by", "without", "on", "ignoring", "group_left", "group_right", "or", "and", "unless", "offset", "bool", "inf", "nan"];

    /// <summary>Metrics, each with the labels that are asked of it: in its braces, or in a grouping around it.</summary>
    public static IReadOnlyList<(string Metric, IReadOnlyList<string> Labels)> Named(string expression)
    {
        var grouped = Grouping().Matches(expression).SelectMany(static match => match.Groups["a"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        // Ranges and groupings name no metric; what is in quotes does not either.
        var bare = Range().Replace(Grouping().Replace(expression, " "), " ");
        return
        [
            .. Name().Matches(bare)
                .Where(match => !Words.Contains(match.Groups["a"].Value) && !InBraces(bare, match.Index) && !bare[(match.Index + match.Groups["a"].Length)..].TrimStart().StartsWith('('))
                .Select(match => (match.Groups["a"].Value, (IReadOnlyList<string>)[.. Matcher().Matches(Braces(bare, match)).Select(static label => label.Groups["a"].Value), .. grouped])),
        ];
    }

    /// <summary>Values that a label is compared with, as they are.</summary>
    public static IEnumerable<string> Values(string expression, string label) => Comparison().Matches(expression).Where(match => match.Groups["a"].Value == label && match.Groups["b"].Value.Length > 0).Select(static match => match.Groups["b"].Value);

    private static string Braces(string text, Match metric)
    {
        var rest = text[(metric.Index + metric.Groups["a"].Length)..];
        return rest.StartsWith('{') ? rest[..(rest.IndexOf('}', StringComparison.Ordinal) + 1)] : "";
    }

    private static bool InBraces(string text, int index) => text.AsSpan(0, index).Count('{') > text.AsSpan(0, index).Count('}');

    [GeneratedRegex(@"\b(?:by|without)\s*\((?<a>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]|\boffset\s+\w+", RegexOptions.None, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<![\w$""])(?<a>[a-zA-Z_:][\w:]*)", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"[{,]\s*(?<a>\w+)\s*(?:=~|!~|!=|=)", RegexOptions.None, 1000)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"(?<a>\w+)\s*!?=~?""(?<b>[^""]*)""", RegexOptions.None, 1000)]
    private static partial Regex Comparison();
}
