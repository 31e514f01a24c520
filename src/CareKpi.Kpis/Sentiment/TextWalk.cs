using System.Text;

namespace CareKpi.Kpis.Sentiment;

/// <summary>Cuts a text into words, Chinese by the longest word listed, and tells each. Names (@) and addresses (http…) say nothing; of a hashtag its word counts.</summary>
internal ref struct TextWalk(ReadOnlySpan<char> text)
{
    /// <summary>Longer runs of letters are no words.</summary>
    private const int MaxWord = 40;

    private readonly ReadOnlySpan<char> text = text;
    private int at;

    public void Tell(ref Reading to)
    {
        Span<char> word = stackalloc char[MaxWord];
        Span<char> phrase = stackalloc char[Lexicon.MaxWords * (MaxWord + 1)];
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '@' || IsAddress())
            {
                SkipToBlank();
            }
            else if (IsChinese(c))
            {
                Chinese(ref to);
            }
            else if (IsLetter(c) || char.IsAsciiDigit(c))
            {
                Word(word, phrase, ref to);
            }
            else if (!Sign(ref to))
            {
                Punctuation(c, ref to);
                at++;
            }
        }
    }

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || (c >= 'À' && char.IsLetter(c) && !IsChinese(c));

    private static bool IsChinese(char c) => c is >= '㐀' and <= '鿿';

    private readonly bool IsAddress() => text[at] is 'h' or 'w' && (text[at..].StartsWith("http", StringComparison.Ordinal) || text[at..].StartsWith("www.", StringComparison.Ordinal));

    private void SkipToBlank()
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private void Chinese(ref Reading to)
    {
        for (var length = Math.Min(Lexicon.MaxCharacters, text.Length - at); length > 0; length--)
        {
            if (Lexicon.BuiltIn.TryFind(text.Slice(at, length), out var entry))
            {
                to.Take(entry, false);
                at += length;
                return;
            }
        }
        to.Skip();
        at++;
    }

    private void Word(scoped Span<char> word, scoped Span<char> phrase, ref Reading to)
    {
        var begin = at;
        var length = NextWord(word);
        if (length == 0)
        {
            to.Skip();
            return;
        }
        var end = at;
        var isLoud = length > 2 && IsLoud(text[begin..end]);
        if (Lexicon.BuiltIn.BeginsPhrase(word[..length]) && Phrase(word[..length], phrase) is { } found)
        {
            to.Take(found, isLoud);
            return;
        }
        at = end;
        if (WordForms.TryFind(word[..length], out var entry))
        {
            to.Take(entry, isLoud);
        }
        else
        {
            to.Skip();
        }
    }

    /// <summary>The longest phrase that begins here.</summary>
    private Entry? Phrase(scoped ReadOnlySpan<char> first, scoped Span<char> phrase)
    {
        first.CopyTo(phrase);
        var length = first.Length;
        Entry? found = null;
        var end = at;
        Span<char> next = stackalloc char[MaxWord];
        for (var words = 2; words <= Lexicon.MaxWords && SkipBlank(); words++)
        {
            var added = NextWord(next);
            if (added == 0)
            {
                break;
            }
            phrase[length++] = ' ';
            next[..added].CopyTo(phrase[length..]);
            length += added;
            if (Lexicon.BuiltIn.TryFind(phrase[..length], out var entry))
            {
                (found, end) = (entry, at);
            }
        }
        at = end;
        return found;
    }

    /// <summary>Between the words of a phrase stand blanks or a hyphen.</summary>
    private bool SkipBlank()
    {
        var from = at;
        while (at < text.Length && text[at] is ' ' or '-' && at - from < 2)
        {
            at++;
        }
        return at > from && at < text.Length && (IsLetter(text[at]) || char.IsAsciiDigit(text[at]));
    }

    /// <summary>Letters, digits and apostrophes in lower case; 0: too long for a word.</summary>
    private int NextWord(scoped Span<char> word)
    {
        var length = 0;
        var isWord = true;
        while (at < text.Length && (IsLetter(text[at]) || char.IsAsciiDigit(text[at]) || IsInnerApostrophe()))
        {
            isWord &= length < MaxWord;
            if (isWord)
            {
                word[length++] = text[at] == '’' ? '\'' : char.ToLowerInvariant(text[at]);
            }
            at++;
        }
        return isWord ? length : 0;
    }

    private readonly bool IsInnerApostrophe() => text[at] is '\'' or '’' && at + 1 < text.Length && IsLetter(text[at + 1]);

    private static bool IsLoud(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Emoji, and faces of two or three characters.</summary>
    private bool Sign(ref Reading to)
    {
        if (char.IsWhiteSpace(text[at]))
        {
            return false;
        }
        if (text[at] > '\u2000' && Rune.DecodeFromUtf16(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done && Lexicon.BuiltIn.TryFind(text.Slice(at, length), out var emoji))
        {
            to.Take(emoji, false);
            at += length;
            return true;
        }
        for (var size = Math.Min(3, text.Length - at); size > 1; size--)
        {
            if (Lexicon.BuiltIn.TryFind(text.Slice(at, size), out var face))
            {
                to.Take(face, false);
                at += size;
                return true;
            }
        }
        return false;
    }

    private static void Punctuation(char c, ref Reading to)
    {
        if (c is '!' or '！')
        {
            to.Exclaim();
        }
        if (c is '.' or '!' or '?' or ';' or ',' or '\n' or '。' or '！' or '？' or '；' or '，')
        {
            to.Break();
        }
    }
}
