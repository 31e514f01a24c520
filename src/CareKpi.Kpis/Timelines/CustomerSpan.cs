using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Health;

namespace CareKpi.Kpis.Timelines;

/// <summary>32 days of a customer's timeline: the summaries that dossiers gave (issues, contacts, what health is told from), and which dossiers have facts of the customer here.</summary>
public sealed class CustomerSpan
{
    public const long Length = 32L * 86_400_000_000;

    private const byte Format = 2;
    private const byte WithoutHealth = 1;

    /// <summary>By place: further contacts among the marks before it. Made when asked for, gone when a mark changes.</summary>
    private int[]? furtherBefore;

    /// <summary>By instant.</summary>
    public List<CustomerMark> Marks { get; } = [];

    /// <summary>Dossiers and how many facts they have here, by dossier.</summary>
    public List<(ulong Dossier, int Count)> Dossiers { get; private set; } = [];

    /// <summary>What health is told from beside contacts, and how often each was given, in order.</summary>
    public List<(HealthMark Mark, int Count)> Health { get; private set; } = [];

    public bool IsEmpty => Marks.Count == 0 && Dossiers.Count == 0 && Health.Count == 0;

    /// <summary>The number of the span that an instant lies in.</summary>
    public static int Of(long micros) => (int)(Math.DivRem(micros, Length, out var rest) - (rest < 0 ? 1 : 0));

    public void Add(in CustomerMark mark, int sign)
    {
        furtherBefore = null;
        var at = After(mark.Instant);
        if (sign > 0)
        {
            Marks.Insert(at, mark);
            return;
        }
        for (var i = at - 1; i >= 0 && Marks[i].Instant == mark.Instant; i--)
        {
            if (Marks[i] == mark)
            {
                Marks.RemoveAt(i);
                return;
            }
        }
        throw new InvalidOperationException("a summary is taken back that was never given");
    }

    /// <summary>Adds to the counts of dossiers, in one pass however many there are.</summary>
    /// <param name="changes">By dossier, each once.</param>
    public void AddDossiers(List<(ulong Dossier, int Count)> changes) => Dossiers = Merged(Dossiers, changes, static (left, right) => left.CompareTo(right));

    /// <summary>Adds to the counts of what health is told from.</summary>
    /// <param name="changes">In order, each once.</param>
    public void AddHealth(List<(HealthMark Mark, int Count)> changes) => Health = Merged(Health, changes, HealthMark.Compare);

    private static List<(T, int)> Merged<T>(List<(T Held, int Count)> held, List<(T Changed, int Count)> changes, Comparison<T> compare)
    {
        var merged = new List<(T, int)>(held.Count + changes.Count);
        var at = 0;
        foreach (var (changed, count) in changes)
        {
            for (; at < held.Count && compare(held[at].Held, changed) < 0; at++)
            {
                merged.Add(held[at]);
            }
            var isKnown = at < held.Count && compare(held[at].Held, changed) == 0;
            var sum = count + (isKnown ? held[at++].Count : 0);
            if (sum != 0)
            {
                merged.Add((changed, sum));
            }
        }
        for (; at < held.Count; at++)
        {
            merged.Add(held[at]);
        }
        return merged;
    }

    /// <summary>The place after the last mark at or before an instant.</summary>
    public int After(long instant)
    {
        var low = 0;
        var high = Marks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Marks[middle].Instant <= instant)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>How many further contacts lie in (after, until].</summary>
    public int FurtherContacts(long after, long until)
    {
        var (from, to) = (After(after), After(until));
        if (from == to)
        {
            return 0;
        }
        furtherBefore ??= CountFurther();
        return furtherBefore[to] - furtherBefore[from];
    }

    private int[] CountFurther()
    {
        var counts = new int[Marks.Count + 1];
        for (var i = 0; i < Marks.Count; i++)
        {
            counts[i + 1] = counts[i] + (Marks[i].Kind == MarkKind.FurtherContact ? 1 : 0);
        }
        return counts;
    }

    public void Encode(RowWriter row)
    {
        row.Byte(Format);
        row.Int(Marks.Count);
        var before = 0L;
        foreach (var mark in Marks)
        {
            row.Byte((byte)((byte)mark.Kind | (mark.InFirstContact ? 0x80 : 0)));
            row.Signed(mark.Instant - before);
            before = mark.Instant;
            row.Byte(mark.Case == 0 ? (byte)0 : (byte)1);
            if (mark.Case != 0)
            {
                row.Fixed(mark.Case);
            }
            row.Int(mark.Slices.Topic);
            if (mark.Kind is MarkKind.IssueResolved or MarkKind.Handled)
            {
                EncodeCredit(row, mark);
            }
        }
        row.Int(Dossiers.Count);
        foreach (var (dossier, count) in Dossiers)
        {
            row.Fixed(dossier);
            row.Int(count);
        }
        EncodeHealth(row);
    }

    public static CustomerSpan Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        var format = row.Byte();
        if (format is not (Format or WithoutHealth))
        {
            throw new InvalidDataException("a customer's row has a format that this version does not know");
        }
        var span = new CustomerSpan();
        var before = 0L;
        var marks = row.Int();
        // One more is likely about to be added.
        span.Marks.Capacity = marks + 1;
        for (var count = marks; count > 0; count--)
        {
            var kind = row.Byte();
            before += row.Signed();
            var ofCase = row.Byte() == 0 ? 0UL : row.Fixed();
            var mark = new CustomerMark((MarkKind)(kind & 0x7f), before, ofCase, default(Slices) with { Topic = row.Int() }) { InFirstContact = kind >= 0x80 };
            span.Marks.Add(mark.Kind is MarkKind.IssueResolved or MarkKind.Handled ? DecodeCredit(ref row, mark) : mark);
        }
        var dossiers = row.Int();
        span.Dossiers.Capacity = dossiers;
        for (var count = dossiers; count > 0; count--)
        {
            span.Dossiers.Add((row.Fixed(), row.Int()));
        }
        if (format != WithoutHealth)
        {
            DecodeHealth(ref row, span.Health);
        }
        return span;
    }

    private void EncodeHealth(RowWriter row)
    {
        row.Int(Health.Count);
        var before = 0L;
        foreach (var (mark, count) in Health)
        {
            row.Byte((byte)((byte)mark.Kind | (count == 1 ? 0 : 0x80)));
            row.Signed(mark.Instant - before);
            row.Signed(mark.Value);
            if (count != 1)
            {
                row.Signed(count);
            }
            before = mark.Instant;
        }
    }

    private static void DecodeHealth(ref RowReader row, List<(HealthMark, int)> into)
    {
        var before = 0L;
        var marks = row.Int();
        into.Capacity = marks;
        for (; marks > 0; marks--)
        {
            var kind = row.Byte();
            before += row.Signed();
            var mark = new HealthMark((HealthKind)(kind & 0x7f), before, checked((int)row.Signed()));
            into.Add((mark, kind < 0x80 ? 1 : checked((int)row.Signed())));
        }
    }

    private static void EncodeCredit(RowWriter row, in CustomerMark mark)
    {
        row.Int(mark.Credit.Agent);
        row.Int(mark.Credit.Team);
        row.Byte((byte)mark.Slices.Channel);
        row.Byte((byte)mark.Slices.Priority);
        row.Int(mark.Slices.Queue);
        row.Int(mark.Slices.Tags?.Length ?? 0);
        foreach (var tag in mark.Slices.Tags ?? [])
        {
            row.Int(tag);
        }
    }

    private static CustomerMark DecodeCredit(ref RowReader row, in CustomerMark mark)
    {
        var credit = new Credit(row.Int(), row.Int());
        var channel = (Channel)row.Byte();
        var priority = (Priority)row.Byte();
        var queue = row.Int();
        var tags = new int[row.Int()];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = row.Int();
        }
        return mark with { Credit = credit, Slices = new Slices(channel, queue, mark.Slices.Topic, priority, tags.Length == 0 ? null : tags) };
    }
}
