using System.Text.RegularExpressions;
using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>What gives away where it comes from: words that only one scope has, and amounts that were read with a key for everything. Answers are looked through whole.</summary>
internal sealed partial class Markers
{
    private const double Least = 10_000;

    /// <summary>Amounts, and the scopes that show them.</summary>
    private readonly Dictionary<double, List<(Side Side, string Level, string Key)>> amounts = [];
    private readonly Dictionary<Viewer, (string[] Words, HashSet<double> Amounts)> forbidden = [];

    public int Amounts => amounts.Count;

    public static async Task<Markers> LearnAsync(FrontDoor door, IReadOnlyList<Side> sides)
    {
        var markers = new Markers();
        foreach (var side in sides)
        {
            foreach (var (level, key) in side.Scopes)
            {
                var scope = level is "tenant" ? """{"level":"tenant"}""" : $$"""{"level":"{{level}}","key":"{{key}}"}""";
                var answer = await door.DoneAsync(side.Key, HttpMethod.Post, "/v1/scorecards", $$$"""{"requests":[{"scope":{{{scope}}},"period":{"preset":"LAST_28_DAYS"}}]}""");
                foreach (var value in answer["answers"]![0]!["result"]!["values"]!.AsArray())
                {
                    foreach (var field in (string[])["value", "numerator"])
                    {
                        markers.Learn(value![field], (side, level, key));
                    }
                }
            }
        }

        foreach (var viewer in sides.SelectMany(static side => side.Viewers))
        {
            markers.forbidden[viewer] = ([.. WordsFor(viewer, sides)], [.. markers.amounts.Where(amount => !amount.Value.Exists(at => at.Side == viewer.Side && viewer.Sees(at.Level, at.Key))).Select(static amount => amount.Key)]);
        }

        return markers;
    }

    /// <summary>What the viewer must not have seen, or null.</summary>
    public string? LeakIn(Answer answer, Viewer viewer)
    {
        var (words, hidden) = forbidden[viewer];
        foreach (var part in (string[])[answer.Text, answer.Headers])
        {
            if (Array.Find(words, word => part.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word)
            {
                return word;
            }

            foreach (var number in Number().EnumerateMatches(part))
            {
                if (double.TryParse(part.AsSpan(number.Index, number.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && hidden.Contains(amount))
                {
                    return amount.ToString("R", CultureInfo.InvariantCulture);
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> WordsFor(Viewer viewer, IReadOnlyList<Side> sides)
    {
        // Every word of another tenant begins with its mark.
        foreach (var other in sides.Where(side => side != viewer.Side))
        {
            yield return other.Mark;
        }

        var own = viewer.Side;
        foreach (var (level, key) in own.Scopes.Where(scope => scope.Level is not "tenant" && !viewer.Sees(scope.Level, scope.Key)))
        {
            yield return $"\"{own.NameOf(level, key)}\"";
            yield return $"{own.Mark}-note-{key}\"";
        }

        foreach (var agent in own.TeamOf.Keys.Where(agent => !viewer.SeesWorkOf(agent)))
        {
            yield return $"{own.Mark}-comment-{agent}";
            yield return $"{own.Mark}-topic-{agent}";
            yield return $"{own.Mark}-queue-{agent}";
        }

        if (viewer.Role is "lead" or "agent")
        {
            foreach (var word in (string[])["segment", "rule", "widget", "key", "admin", "source"])
            {
                yield return $"{own.Mark}-{word}";
            }
        }
    }

    private void Learn(JsonNode? number, (Side Side, string Level, string Key) at)
    {
        if (number is null || Math.Abs(number.GetValue<double>()) < Least)
        {
            return;
        }

        var amount = number.GetValue<double>();
        if (!amounts.TryGetValue(amount, out var scopes))
        {
            amounts[amount] = scopes = [];
        }

        scopes.Add(at);
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?([eE][+-]?\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
