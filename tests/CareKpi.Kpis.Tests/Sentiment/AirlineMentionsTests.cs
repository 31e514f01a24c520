using System.Globalization;
using System.Text;
using CareKpi.Kpis.Sentiment;
using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Kpis.Tests.Sentiment;

/// <summary>The built-in analyser against 14,640 mentions of airlines that people have labelled. Words and weights were tuned on one half; figures are those of the other.</summary>
public sealed class AirlineMentionsTests(ITestOutputHelper output)
{
    private static readonly string[] Labels = ["negative", "neutral", "positive"];

    [AirlineMentionsFact]
    public void The_analyser_is_better_than_the_majority_and_a_bag_of_words()
    {
        var held = AirlineMentions.All.Where(mention => mention.IsHeld).ToList();
        var majority = held.CountBy(mention => mention.Label).MaxBy(label => label.Value).Key;
        var table = new[]
        {
            Judge("majority class", held, _ => majority),
            Judge("bag of positive and negative words", held, Bag),
            Judge("built-in analyser", held, Analyse),
        };
        output.WriteLine($"{held.Count} mentions");
        output.WriteLine("| | accuracy | macro-F1 | F1 negative | F1 neutral | F1 positive |");
        foreach (var row in table)
        {
            output.WriteLine(row.ToString());
        }
        Assert.All(table[..2], other => Assert.True(table[2].Accuracy > other.Accuracy + 0.03 && table[2].MacroF1 > other.MacroF1 + 0.03, other.ToString()));
    }

    private static string Analyse(string text) => SentimentAnalyser.Score(text) switch { > 50_000 => "positive", < -50_000 => "negative", _ => "neutral" };

    /// <summary>More good or more bad words of the same lists, whatever stands around them.</summary>
    private static string Bag(string text)
    {
        var balance = text.ToLowerInvariant().Split([' ', '.', ',', '!', '?', '#', '"', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Sum(word => Lexicon.BuiltIn.TryFind(word, out var entry) && entry.Kind == WordKind.Valence ? Math.Sign(entry.Value) : 0);
        return Labels[Math.Sign(balance) + 1];
    }

    private sealed record Judged(string Name, double Accuracy, double[] F1)
    {
        public double MacroF1 => F1.Average();

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"| {Name} | {100 * Accuracy:0.0} % | {MacroF1:0.000} | {F1[0]:0.000} | {F1[1]:0.000} | {F1[2]:0.000} |");
    }

    private static Judged Judge(string name, List<AirlineMention> mentions, Func<string, string> judge)
    {
        var pairs = mentions.ConvertAll(mention => (Is: mention.Label, Said: judge(mention.Text)));
        return new Judged(name, pairs.Count(pair => pair.Is == pair.Said) / (double)pairs.Count, [.. Labels.Select(label => F1(pairs, label))]);
    }

    private static double F1(List<(string Is, string Said)> pairs, string label)
    {
        var hits = pairs.Count(pair => pair.Is == label && pair.Said == label);
        var all = pairs.Count(pair => pair.Is == label) + pairs.Count(pair => pair.Said == label);
        return all == 0 ? 0 : 2.0 * hits / all;
    }
}

internal sealed record AirlineMention(long Id, string Label, string Text)
{
    /// <summary>In the half that figures are told of, by the millisecond that the id was made in.</summary>
    public bool IsHeld => (Id >> 22) % 2 == 1;
}

internal static class AirlineMentions
{
    public static string? File { get; } = Find();

    public static IEnumerable<AirlineMention> All => Records(System.IO.File.ReadAllText(File!, Encoding.UTF8)).Skip(1)
        .Select(fields => new AirlineMention(long.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[4]));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "airline-mentions", "mentions.csv");
            if (System.IO.File.Exists(file))
            {
                return file;
            }
        }
        return null;
    }

    /// <summary>Comma-separated, with quotes where a field has a comma, a quote or a line break.</summary>
    private static IEnumerable<List<string>> Records(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c is ',' or '\n' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return fields;
                    fields = [];
                }
            }
            else if (c != '\r' || isQuoted)
            {
                field.Append(c);
            }
        }
    }
}

/// <summary>Skipped where the data is absent, but never in CI.</summary>
internal sealed class AirlineMentionsFactAttribute : FactAttribute
{
    public AirlineMentionsFactAttribute() => Skip = AirlineMentions.File is null && Environment.GetEnvironmentVariable("CI") is not "true" ? "../shared/data/airline-mentions is not here" : null;
}
