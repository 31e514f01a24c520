using CareKpi.Kpis.Events;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Spells;

/// <summary>The head of a customer's timeline: what reaches over its whole life. A multiset of marks, so that it is the same in whatever order they came.</summary>
public sealed class CustomerLife
{
    private const byte Format = 1;

    /// <summary>Steps of its subscriptions, in the total order.</summary>
    public List<LifeMark> Steps { get; } = [];

    public List<LifeMark> Revenues { get; } = [];

    public List<LifeMark> Answers { get; } = [];

    public List<LifeMark> Exits { get; } = [];

    public bool IsEmpty => Steps.Count == 0 && Revenues.Count == 0 && Answers.Count == 0 && Exits.Count == 0;

    /// <summary>When the customer answered a survey for the first time; <see cref="long.MaxValue"/>: never.</summary>
    public long FirstAnswer => Answers.Count == 0 ? long.MaxValue : Answers[0].Instant;

    public void Add(in LifeMark mark, int sign, EventOrder order)
    {
        var list = ListOf(mark.Kind);
        var at = After(list, mark, order);
        if (sign > 0)
        {
            list.Insert(at, mark);
            return;
        }
        if (at == 0 || list[at - 1] != mark)
        {
            throw new InvalidOperationException("a summary is taken back that was never given");
        }
        list.RemoveAt(at - 1);
    }

    public void Encode(RowWriter row)
    {
        row.Byte(Format);
        Encode(row, Steps);
        Encode(row, Revenues);
        Encode(row, Answers);
        Encode(row, Exits);
    }

    public static CustomerLife Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        if (row.Byte() != Format)
        {
            throw new InvalidDataException("a customer's life has a format that this version does not know");
        }
        var life = new CustomerLife();
        Decode(ref row, life.Steps);
        Decode(ref row, life.Revenues);
        Decode(ref row, life.Answers);
        Decode(ref row, life.Exits);
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
