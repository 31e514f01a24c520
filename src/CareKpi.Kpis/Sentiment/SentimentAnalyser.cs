using System.Text;

namespace CareKpi.Kpis.Sentiment;

/// <summary>Scores a text from −1 to 1 by lists of words with rules for negation, strength, turns ("but") and emoji: English, Chinese in both scripts, Malay. A pure function of the text; what lies
/// beyond <see cref="MaxCharacters"/> is not read.</summary>
/// <remarks>The way of summing up follows Hutto and Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text" (2014); words and weights are our own.</remarks>
public static class SentimentAnalyser
{
    public const int MaxCharacters = 4_000;

    private const long Unit = 1_000_000;

    /// <summary>The sentiment of a text in 1e-6; null: no word of it is known.</summary>
    public static long? Score(ReadOnlySpan<byte> utf8)
    {
        // No character has less than one byte.
        Span<char> characters = utf8.Length <= 512 ? stackalloc char[512] : new char[Math.Min(utf8.Length, 4 * MaxCharacters)];
        Encoding.UTF8.TryGetChars(utf8[..Math.Min(utf8.Length, characters.Length)], characters, out var length);
        return Score(characters[..Math.Min(length, MaxCharacters)]);
    }

    /// <inheritdoc cref="Score(ReadOnlySpan{byte})"/>
    public static long? Score(ReadOnlySpan<char> text)
    {
        var reading = new Reading(text.Contains('?') || text.Contains('？'));
        new TextWalk(text[..Math.Min(text.Length, MaxCharacters)]).Tell(ref reading);
        return reading.Sum() is { } sum ? (long)Math.Round(Unit * sum / Math.Sqrt((sum * sum) + Reading.Softness), MidpointRounding.AwayFromZero) : null;
    }
}
