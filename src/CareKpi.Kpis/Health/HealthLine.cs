using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Health;

/// <summary>A step of a customer's health.</summary>
public readonly record struct HealthStep(HealthKind Kind, long Instant, long Value);

/// <summary>What a span of a customer says of its health, as few steps as say the same for every instant: a pure function of the span, whatever lies before it. Reused from line to line.</summary>
public sealed class HealthLine
{
    private readonly RowWriter row = new();
    private readonly int[] last = new int[(int)HealthKind.Complaints + 1];
    private long before;

    /// <summary>Empty: nothing is told of the customer in the span.</summary>
    public ReadOnlySpan<byte> Written => row.Written;

    public void Make(CustomerSpan? span)
    {
        row.Clear();
        before = 0;
        if (span is null)
        {
            return;
        }
        Array.Fill(last, -1);
        var at = 0;
        var (first, end) = (long.MinValue, long.MinValue);
        foreach (var mark in span.Marks)
        {
            if (mark.Kind != MarkKind.FurtherContact)
            {
                continue;
            }
            if (first == long.MinValue || mark.Instant - end > HealthState.Recent)
            {
                Put(span, ref at, first, end);
                first = mark.Instant;
            }
            end = mark.Instant;
        }
        Put(span, ref at, first, end);
        PutUntil(span, ref at, long.MaxValue);
    }

    /// <summary>The contacts of a run, after everything that is told before its first one.</summary>
    private void Put(CustomerSpan span, ref int at, long first, long end)
    {
        if (first != long.MinValue)
        {
            PutUntil(span, ref at, first);
            Write(HealthKind.Contacts, first, end - first);
        }
    }

    private void PutUntil(CustomerSpan span, ref int at, long instant)
    {
        var marks = span.Health;
        while (at < marks.Count && marks[at].Mark.Instant < instant)
        {
            var of = marks[at].Mark;
            var (least, net, isTold) = (int.MaxValue, 0, false);
            for (; at < marks.Count && marks[at].Mark.Kind == of.Kind && marks[at].Mark.Instant == of.Instant; at++)
            {
                var (mark, count) = marks[at];
                isTold |= count > 0;
                net += mark.Value * count;
                least = count > 0 ? Math.Min(least, mark.Value) : least;
            }
            if (!isTold)
            {
                continue;
            }
            if (of.Kind is HealthKind.Cases or HealthKind.Complaints)
            {
                Write(of.Kind, of.Instant, net);
            }
            else if (last[(int)of.Kind] != least)
            {
                last[(int)of.Kind] = least;
                Write(of.Kind, of.Instant, least);
            }
        }
    }

    private void Write(HealthKind kind, long instant, long value)
    {
        row.Byte((byte)kind);
        row.Signed(instant - before);
        row.Signed(value);
        before = instant;
    }
}

/// <summary>Goes through the steps of a line without copying them.</summary>
public ref struct HealthLineReader(ReadOnlySpan<byte> line)
{
    private RowReader reader = new(line);

    public HealthStep Step { get; private set; }

    public bool Next()
    {
        if (reader.AtEnd)
        {
            return false;
        }
        var kind = (HealthKind)reader.Byte();
        Step = new HealthStep(kind, Step.Instant + reader.Signed(), reader.Signed());
        return true;
    }
}
