using CareKpi.Kpis.Events.Text;

namespace CareKpi.Kpis.Events.Schemas;

internal enum FieldKind : byte
{
    /// <summary>1–128 printable characters.</summary>
    Key,
    /// <summary>The same, and <c>null</c> means something.</summary>
    NullableKey,
    /// <summary>1–256 printable characters.</summary>
    Line,
    /// <summary>Any text; empty is the same as absent.</summary>
    Free,
    Duration, Money, Charge, Value, Score, Percent, Effort, Count,
    Boolean, Word, Sentiment,
    Instant, Day, DayOrInstant,
    Giver, Tags, Articles, Scale,
}

internal enum FlagField : byte { Resolved, Accepted, Escalated, Transferred, Contained, Up, Public, Bot }

internal enum WordField : byte { Channel, Priority, Party, Direction, Outcome, Survey, State, Category }

/// <summary>A field of <c>data</c>: its name, how it is read, and where in <see cref="CareEvent"/> it goes. Its faults are made once.</summary>
internal sealed class Field
{
    private Field(string name, FieldKind kind, byte target, string demand, NameTable? words = null)
    {
        Name = name;
        Path = "data." + name;
        Kind = kind;
        Target = target;
        Words = words;
        Missing = Fault.Missing(Path);
        Invalid = Fault.Invalid(Path, demand);
        Duplicate = new Fault(RejectionCodes.DuplicateName, Path, "occurs twice; send it once");
    }

    public string Name { get; }

    /// <summary><c>data.wait</c></summary>
    public string Path { get; }

    public FieldKind Kind { get; }

    /// <summary>A <see cref="TextField"/>, <see cref="NumberField"/>, <see cref="FlagField"/> or <see cref="WordField"/>, by <see cref="Kind"/>.</summary>
    public byte Target { get; }

    public NameTable? Words { get; }

    public Fault Missing { get; }

    public Fault Invalid { get; }

    public Fault Duplicate { get; }

    public static Field Key(string name, TextField target) => new(name, FieldKind.Key, (byte)target, "must be a string of 1 to 128 printable characters");

    public static Field NullableKey(string name, TextField target) =>
        new(name, FieldKind.NullableKey, (byte)target, "must be null or a string of 1 to 128 printable characters");

    public static Field Line(string name, TextField target) => new(name, FieldKind.Line, (byte)target, "must be a string of 1 to 256 printable characters");

    public static Field Free(string name, TextField target) => new(name, FieldKind.Free, (byte)target, "must be a string without broken \\u escapes");

    public static Field Word<TEnum>(string name, WordField target, WordTable<TEnum> words)
        where TEnum : unmanaged, Enum => new(name, FieldKind.Word, (byte)target, $"must be one of {words}", words.Names);

    public static Field Boolean(string name, FlagField target) => new(name, FieldKind.Boolean, (byte)target, "must be true or false, without quotes");

    public static Field Number(string name, FieldKind kind, NumberField target) => new(name, kind, (byte)target, kind switch
    {
        FieldKind.Duration => "must be a number of seconds from 0 to 2592000 (30 days)",
        FieldKind.Money => "must be a number with at most 4 decimals, between -10^12 and 10^12",
        FieldKind.Charge => "must be a number with at most 4 decimals, 0 or more and below 10^12",
        FieldKind.Value => "must be a number with at most 6 decimals, between -10^9 and 10^9",
        FieldKind.Score => "must be a number between -10^9 and 10^9",
        FieldKind.Percent => "must be a number from 0 to 100",
        FieldKind.Effort => "must be a number from 1 to 5",
        FieldKind.Count => "must be a whole number from 0 to 1000000",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });

    public static Field Sentiment(string name) =>
        new(name, FieldKind.Sentiment, (byte)NumberField.Sentiment, "must be a number from -1 to 1, or positive, neutral or negative", Sentiments);

    public static Field Instant(string name, NumberField target) =>
        new(name, FieldKind.Instant, (byte)target, "must be an RFC 3339 time with offset in the years 1900 to 2199, such as 2026-03-02T09:14:05+08:00");

    public static Field Day(string name, NumberField target) =>
        new(name, FieldKind.Day, (byte)target, "must be a day in the years 1900 to 2199, such as 2026-03-02");

    public static Field DayOrInstant(string name, NumberField target) =>
        new(name, FieldKind.DayOrInstant, (byte)target, "must be a day (2026-03-02) or an RFC 3339 time with offset, in the years 1900 to 2199");

    public static Field Giver(string name) => new(name, FieldKind.Giver, 0, "must be an object with agent, team or both");

    public static Field Tags(string name) =>
        new(name, FieldKind.Tags, 0, "must be an object of at most 10 names with strings, each of 1 to 128 printable characters");

    public static Field Articles(string name) =>
        new(name, FieldKind.Articles, 0, "must be an array of at most 100 article ids, each a string of 1 to 128 printable characters");

    public static Field Scale(string name) => new(name, FieldKind.Scale, 0, "must be an object with the numbers min and max, min below max");

    // In the order of sentiment, so that the place tells the value: -1, 0, 1.
    private static readonly NameTable Sentiments = new(["negative", "neutral", "positive"]);

    public override string ToString() => Path;
}
