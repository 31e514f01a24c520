using System.Globalization;
using System.Text.Json;

namespace CareKpi.Kpis.Settings;

/// <summary>A value of a settings document and its path. Null and absent are the same: nothing is given. What does not fit throws <see cref="SettingsException"/> with how to mend it.</summary>
internal readonly struct SettingsReader(JsonElement value, string path)
{
    private const int LongestShown = 40;
    private const int Deepest = 32;

    public string Path { get; } = path;

    public bool Given => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    public JsonElement Value => value;

    public SettingsReader Member(string key) => new(value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var member) ? member : default, Path.Length == 0 ? key : $"{Path}.{key}");

    /// <summary>An object with no other keys than these, none twice.</summary>
    public void HasKeys(params ReadOnlySpan<string> keys)
    {
        if (!Given) return;
        if (value.ValueKind != JsonValueKind.Object) throw Not("an object", $"{{\"{keys[0]}\": …}}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var at = Member(property.Name).Path;
            if (!keys.Contains(property.Name)) throw new SettingsException(at, $"is not a key here: leave it out, or use one of {string.Join(", ", keys)}.");
            if (!seen.Add(property.Name)) throw new SettingsException(at, "is given twice: give it once.");
        }
    }

    public List<SettingsReader> Items(int most, string example)
    {
        var items = new List<SettingsReader>();
        if (!Given) return items;
        if (value.ValueKind != JsonValueKind.Array) throw Not("an array", example);
        if (value.GetArrayLength() > most) throw new SettingsException(Path, string.Create(CultureInfo.InvariantCulture, $"has {value.GetArrayLength()} entries: give at most {most}."));
        foreach (var item in value.EnumerateArray())
        {
            var at = new SettingsReader(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{items.Count}]"));
            items.Add(at.Given ? at : throw at.Not("a value", example));
        }
        return items;
    }

    public T Word<T>((string Word, T Value)[] words, T absent)
    {
        if (!Given) return absent;
        if (value.ValueKind == JsonValueKind.String)
        {
            var given = value.GetString();
            foreach (var (word, meaning) in words) if (string.Equals(word, given, StringComparison.Ordinal)) return meaning;
        }
        throw Not($"one of {string.Join(", ", words.Select(word => word.Word))}");
    }

    public string Text(int longest, string example)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Not("a text", example);
        if (text.Length is 0 || text.Length > longest) throw Not(string.Create(CultureInfo.InvariantCulture, $"a text of 1 to {longest} characters"), example);
        return text;
    }

    public bool Flag(bool absent) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Given ? throw Not("true or false") : absent,
    };

    public int? Whole(int least, int most)
    {
        if (!Given) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number >= least && number <= most
            ? (int)number
            : throw Not(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    public decimal? Number(decimal least, decimal most, string hint)
    {
        if (!Given) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most
            ? number
            : throw Not(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}{hint}"));
    }

    /// <summary>Seconds as microseconds, half up.</summary>
    public long? Seconds(int least, int most) =>
        Number(least, most, ", in seconds") is { } seconds ? (long)decimal.Round(seconds * 1_000_000, MidpointRounding.AwayFromZero) : null;

    /// <summary>A document that is kept as it is: an object or an array, bounded, without a key twice. What was given is not shown: it may hold secrets.</summary>
    public void IsDocument(int most, bool orArray)
    {
        if (!Given) return;
        if (value.ValueKind != JsonValueKind.Object && !(orArray && value.ValueKind == JsonValueKind.Array)) throw new SettingsException(Path, $"must be {(orArray ? "an object or an array" : "an object")}.");
        if (value.GetRawText().Length > most) throw new SettingsException(Path, string.Create(CultureInfo.InvariantCulture, $"is too large: give at most {most} characters of JSON."));
        HasNoKeyTwice(Deepest);
    }

    /// <summary>
    /// 
    /// </summary>
    /// <param name="wanted">What it must be.</param>
    public SettingsException Not(string wanted, string? example = null)
    {
        var given = Given ? value.GetRawText() : "nothing";
        if (given.Length > LongestShown) given = given[..LongestShown] + "…";
        return new SettingsException(Path, $"must be {wanted}, not {given}{(example is null ? "" : $"; for example {example}")}.");
    }

    private void HasNoKeyTwice(int depth)
    {
        if (depth == 0) throw new SettingsException(Path, "is nested too deeply: make it flatter.");
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) new SettingsReader(item, Path + "[]").HasNoKeyTwice(depth - 1);
        }
        if (value.ValueKind != JsonValueKind.Object) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (!seen.Add(property.Name)) throw new SettingsException($"{Path}.{property.Name}", "is given twice: give it once.");
            new SettingsReader(property.Value, $"{Path}.{property.Name}").HasNoKeyTwice(depth - 1);
        }
    }
}
