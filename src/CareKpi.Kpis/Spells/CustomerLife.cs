using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Spells;

/// <summary>The head of a customer's timeline: what reaches over its whole life. A multiset of marks, so that it is the same in whatever order they came: counts may be below zero until what was taken back first is given.</summary>
public sealed class CustomerLife
{
    /// <summary>Since 2 there may be <see cref="Owed"/>; without any the row is as it was.</summary>
    private const byte Format = 2;

    /// <summary>Steps of its subscriptions, in the total order.</summary>
    public List<LifeMark> Steps { get; } = [];

    public List<LifeMark> Revenues { get; } = [];

    public List<LifeMark> Answers { get; } = [];

    public List<LifeMark> Exits { get; } = [];

    /// <summary>Marks that were taken back and not given: what came before the horizon took back what an event after it gives. No step and no answer is told of them; revenue counts below zero.</summary>
    public List<LifeMark> Owed { get; } = [];

    public bool IsEmpty => Steps.Count == 0 && Revenues.Count == 0 && Answers.Count == 0 && Exits.Count == 0 && Owed.Count == 0;

    /// <summary>Each mark as often as it stands there: what is given once, and what is owed less than never.</summary>
    public IEnumerable<(LifeMark Mark, int Count)> Marks => Steps.Concat(Revenues).Concat(Answers).Concat(Exits).Select(static mark => (mark, 1)).Concat(Owed.Select(static mark => (mark, -1)));

    /// <summary>When the customer answered a survey for the first time; <see cref="long.MaxValue"/>: never.</summary>
    public long FirstAnswer => Answers.Count == 0 ? long.MaxValue : Answers[0].Instant;

    /// <summary>Gives a mark, or (−1) takes one back; one that was never given only where it <paramref name="mayOwe"/>.</summary>
    public void Add(in LifeMark mark, int sign, EventOrder order, bool mayOwe = false)
    {
        var (from, to) = sign > 0 ? (Owed, ListOf(mark.Kind)) : (ListOf(mark.Kind), Owed);
        if (After(from, mark, order) is > 0 and var at && from[at - 1] == mark)
        {
            from.RemoveAt(at - 1);
            return;
        }
        if (sign < 0 && !mayOwe)
        {
            throw new InvalidOperationException("a summary is taken back that was never given");
        }
        to.Insert(After(to, mark, order), mark);
    }

    public void Encode(RowWriter row)
    {
        row.Byte(Owed.Count == 0 ? (byte)1 : Format);
        Encode(row, Steps);
        Encode(row, Revenues);
        Encode(row, Answers);
        Encode(row, Exits);
        if (Owed.Count > 0)
        {
            Encode(row, Owed);
        }
    }

    public static CustomerLife Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        var format = row.Byte();
        if (format is 0 or > Format)
        {
            throw new InvalidDataException("a customer's life has a format that this version does not know");
        }
        var life = new CustomerLife();
        Decode(ref row, life.Steps);
        Decode(ref row, life.Revenues);
        Decode(ref row, life.Answers);
        Decode(ref row, life.Exits);
        if (format > 1)
        {
            Decode(ref row, life.Owed);
        }
        return life;
    }

    private static void Encode(RowWriter row, List<LifeMark> marks)
    {
        row.Int(marks.Count);
        var before = 0L;
        foreach (var mark in marks)
        {
            row.Byte((byte)mark.Kind);
            row.Signed(mark.Instant - before);
            before = mark.Instant;
            if (mark.Kind == LifeKind.Revenue)
            {
                row.Signed(mark.Amount);
                row.Signed(mark.Margin - mark.Amount);
            }
            else if (mark.Kind != LifeKind.Answer)
            {
                row.Int(mark.Source);
                row.Bytes(mark.Id);
                row.Int(mark.Reason);
            }
            if (mark.IsOfSubscription)
            {
                row.Int(mark.Subscription);
                row.Signed(mark.Amount);
            }
        }
    }

    private static void Decode(ref RowReader row, List<LifeMark> marks)
    {
        var before = 0L;
        for (var count = row.Int(); count > 0; count--)
        {
            var kind = (LifeKind)row.Byte();
            before += row.Signed();
            var mark = new LifeMark(kind, before);
            if (kind == LifeKind.Revenue)
            {
                var amount = row.Signed();
                mark = mark with { Amount = amount, Margin = amount + row.Signed() };
            }
            else if (kind != LifeKind.Answer)
            {
                mark = mark with { Source = row.Int(), Id = row.Bytes().ToArray(), Reason = row.Int() };
            }
            if (mark.IsOfSubscription)
            {
                mark = mark with { Subscription = row.Int(), Amount = row.Signed() };
            }
            marks.Add(mark);
        }
    }

    /// <summary>The place of the first mark at or after an instant.</summary>
    public static int PlaceOf(List<LifeMark> marks, long instant)
    {
        var low = 0;
        var high = marks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (marks[middle].Instant < instant)
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

    private List<LifeMark> ListOf(LifeKind kind) => kind switch
    {
        LifeKind.Revenue => Revenues,
        LifeKind.Answer => Answers,
        LifeKind.Exit => Exits,
        _ => Steps,
    };

    /// <summary>The place after the last mark that does not come later.</summary>
    private static int After(List<LifeMark> list, in LifeMark mark, EventOrder order)
    {
        var low = 0;
        var high = list.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (LifeMark.Compare(list[middle], mark, order) <= 0)
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
}
