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

    /// <summary>By place: further contacts among the marks before it. Made when asked for, void when a mark changes.</summary>
    private int[] furtherBefore = [];
    private bool countsFurther;

    private List<(ulong Dossier, int Count)> spareDossiers = [];
    private List<(HealthMark Mark, int Count)> spareHealth = [];

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
        countsFurther = false;
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
    public void AddDossiers(List<(ulong Dossier, int Count)> changes) => (Dossiers, spareDossiers) = (Merged(Dossiers, changes, spareDossiers, static (left, right) => left.CompareTo(right)), Dossiers);

    /// <summary>Adds to the counts of what health is told from.</summary>
    /// <param name="changes">In order, each once.</param>
    public void AddHealth(List<(HealthMark Mark, int Count)> changes) => (Health, spareHealth) = (Merged(Health, changes, spareHealth, HealthMark.Compare), Health);

    /// <summary>In place of what <paramref name="merged"/> has.</summary>
    private static List<(T, int)> Merged<T>(List<(T Held, int Count)> held, List<(T Changed, int Count)> changes, List<(T, int)> merged, Comparison<T> compare)
    {
        merged.Clear();
        merged.EnsureCapacity(held.Count + changes.Count);
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
        if (!countsFurther)
        {
            CountFurther();
        }
        return furtherBefore[to] - furtherBefore[from];
    }

    private void CountFurther()
    {
        if (furtherBefore.Length <= Marks.Count)
        {
            furtherBefore = new int[Math.Max(Marks.Count + 1, furtherBefore.Length * 2)];
        }
        for (var i = 0; i < Marks.Count; i++)
        {
            furtherBefore[i + 1] = furtherBefore[i] + (Marks[i].Kind == MarkKind.FurtherContact ? 1 : 0);
        }
        countsFurther = true;
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
        var span = new CustomerSpan();
        span.Read(bytes);
        return span;
    }

    /// <summary>Forgets everything; the room stays for the next use.</summary>
    public void Clear()
    {
        countsFurther = false;
        Marks.Clear();
        Dossiers.Clear();
        Health.Clear();
    }

    /// <summary>Takes what a row says in place of what was there.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        Clear();
        var row = new RowReader(bytes);
        var format = row.Byte();
        if (format is not (Format or WithoutHealth))
        {
            throw new InvalidDataException("a customer's row has a format that this version does not know");
        }
        var before = 0L;
        var marks = row.Int();
        // Some more are likely about to be added.
        Marks.EnsureCapacity(marks + 4);
        for (var count = marks; count > 0; count--)
        {
            var kind = row.Byte();
            before += row.Signed();
            var ofCase = row.Byte() == 0 ? 0UL : row.Fixed();
            var mark = new CustomerMark((MarkKind)(kind & 0x7f), before, ofCase, default(Slices) with { Topic = row.Int() }) { InFirstContact = kind >= 0x80 };
            Marks.Add(mark.Kind is MarkKind.IssueResolved or MarkKind.Handled ? DecodeCredit(ref row, mark) : mark);
        }
        var dossiers = row.Int();
        Dossiers.EnsureCapacity(dossiers + 1);
        for (var count = dossiers; count > 0; count--)
        {
            Dossiers.Add((row.Fixed(), row.Int()));
        }
        if (format != WithoutHealth)
        {
            DecodeHealth(ref row, Health);
        }
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
        into.EnsureCapacity(marks);
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
        var count = row.Int();
        var tags = count == 0 ? null : new int[count];
        for (var i = 0; i < count; i++)
        {
            tags![i] = row.Int();
        }
        return mark with { Credit = credit, Slices = new Slices(channel, queue, mark.Slices.Topic, priority, tags) };
    }
}
