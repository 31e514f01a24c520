namespace CareKpi.Kpis.Catalogue;

/// <summary>Finds what somebody meant to write.</summary>
internal static class Spelling
{
    /// <summary>Longer words come from no keyboard; the bound keeps the work small whatever is asked.</summary>
    private const int LongestWord = 100;

    /// <summary>The nearest candidate, the first of equals; null when more than a third of the letters (but at least two) would have to change.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        var nearest = candidates.Select(candidate => (candidate, distance: Distance(word, candidate))).MinBy(pair => pair.distance);
        return nearest.candidate is not null && nearest.distance <= Math.Max(2, word.Length / 3) ? nearest.candidate : null;
    }

    /// <summary>Letters to insert, remove or replace, upper and lower case being one (Levenshtein); two neighbours swapped count once.</summary>
    public static int Distance(string a, string b)
    {
        var (beforeLast, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
