namespace CareKpi.Kpis.Sentiment;

/// <summary>A word as listed, or a form of one: plurals, past and progressive of English, endings of Malay. Shortened negations are one word.</summary>
internal static class WordForms
{
    private const int MinStem = 3;

    private static readonly (string Ending, string Instead)[] Endings =
    [
        ("'s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ily", "y"), ("er", ""), ("est", ""), ("nya", ""), ("lah", ""),
    ];

    public static bool TryFind(ReadOnlySpan<char> word, out Entry entry)
    {
        if (Lexicon.BuiltIn.TryFind(word, out entry))
        {
            return true;
        }
        if (word.EndsWith("n't", StringComparison.Ordinal))
        {
            entry = new Entry(WordKind.Negator, 0);
            return true;
        }
        Span<char> stem = stackalloc char[word.Length + 1];
        foreach (var (ending, instead) in Endings)
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < MinStem)
            {
                continue;
            }
            var length = word.Length - ending.Length;
            word[..length].CopyTo(stem);
            instead.CopyTo(stem[length..]);
            if (IsValence(stem[..(length + instead.Length)], out entry) || (stem[length - 1] == stem[length - 2] && IsValence(stem[..(length - 1)], out entry)))
            {
                return true;
            }
        }
        return IsLong(word, out entry);
    }

    private static bool IsValence(ReadOnlySpan<char> stem, out Entry entry) => Lexicon.BuiltIn.TryFind(stem, out entry) && entry.Kind == WordKind.Valence;

    /// <summary>"sooooo goood": a letter that comes three times or more is one or two.</summary>
    private static bool IsLong(ReadOnlySpan<char> word, out Entry entry)
    {
        Span<char> once = stackalloc char[word.Length];
        Span<char> twice = stackalloc char[word.Length];
        var (single, pair) = (0, 0);
        for (var i = 0; i < word.Length; i++)
        {
            var run = 1;
            while (i + 1 < word.Length && word[i + 1] == word[i])
            {
                run++;
                i++;
            }
            once[single++] = word[i];
            twice[pair++] = word[i];
            if (run == 2)
            {
                once[single++] = word[i];
            }
            if (run >= 2)
            {
                twice[pair++] = word[i];
            }
        }
        if (single == word.Length)
        {
            entry = default;
            return false;
        }
        return Lexicon.BuiltIn.TryFind(once[..single], out entry) || Lexicon.BuiltIn.TryFind(twice[..pair], out entry);
    }
}
