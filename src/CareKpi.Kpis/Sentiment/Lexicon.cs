using System.Globalization;
using System.Reflection;

namespace CareKpi.Kpis.Sentiment;

/// <summary>What a word does.</summary>
internal enum WordKind : byte
{
    /// <summary>It is good or bad by <see cref="Entry.Value"/>.</summary>
    Valence,
    /// <summary>It turns what follows.</summary>
    Negator,
    /// <summary>It makes what follows stronger or weaker, by the factor <see cref="Entry.Value"/>.</summary>
    Intensifier,
    /// <summary>What follows weighs more than what went before.</summary>
    Turn,
    /// <summary>It says nothing, but is longer than a part that would.</summary>
    Nothing,
}

internal readonly record struct Entry(WordKind Kind, double Value);

/// <summary>Words and phrases of the embedded lists, all languages in one table: no word of theirs means different things. A line of a list is a value and words: <c>-3 awful, waste of time</c>;
/// the value may also be <c>not</c>, <c>but</c>, <c>none</c> or a factor <c>*1.3</c>.</summary>
internal sealed class Lexicon
{
    /// <summary>Words of the longest phrase, characters of the longest Chinese word.</summary>
    public const int MaxWords = 4;
    public const int MaxCharacters = 6;

    private static readonly string[] Lists = ["en", "zh-Hant", "zh-Hans", "ms", "emoji"];

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> starts;

    private Lexicon()
    {
        lookup = entries.GetAlternateLookup<ReadOnlySpan<char>>();
        starts = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var list in Lists)
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CareKpi.Kpis.Sentiment.{list}.txt") ?? throw new InvalidOperationException($"the list '{list}' is not in the assembly");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#')
                {
                    Add(line);
                }
            }
        }
    }

    public static Lexicon BuiltIn { get; } = new();

    public int Count => entries.Count;

    public IEnumerable<KeyValuePair<string, Entry>> All => entries;

    /// <summary>A word, phrase or sign exactly as listed, in lower case.</summary>
    public bool TryFind(ReadOnlySpan<char> word, out Entry entry) => lookup.TryGetValue(word, out entry);

    /// <summary>A phrase of several words begins with it.</summary>
    public bool BeginsPhrase(ReadOnlySpan<char> word) => starts.Contains(word);

    private void Add(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        var entry = line[..blank] switch
        {
            "not" => new Entry(WordKind.Negator, 0),
            "but" => new Entry(WordKind.Turn, 0),
            "none" => new Entry(WordKind.Nothing, 0),
            ['*', .. var factor] => new Entry(WordKind.Intensifier, double.Parse(factor, CultureInfo.InvariantCulture)),
            var value => new Entry(WordKind.Valence, double.Parse(value, CultureInfo.InvariantCulture)),
        };
        foreach (var word in line[(blank + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!entries.TryAdd(word, entry) && entries[word] != entry)
            {
                throw new InvalidOperationException($"'{word}' is listed twice");
            }
            if (word.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end)
            {
                starts.Add(word.AsSpan(0, end));
            }
        }
    }
}
