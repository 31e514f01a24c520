using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>Handled contacts that a purchase of the same customer followed.</summary>
public sealed class ConversionFacts
{
    public const long Window = 30L * 86_400_000_000;

    /// <summary>How many spans after its own the window may reach into.</summary>
    public const int Reach = (int)((Window + CustomerSpan.Length - 1) / CustomerSpan.Length);

    private readonly Amount[] converted = [new Amount(LoyaltyMeasures.ContactsConverted, 1)];

    /// <summary>Tells of the contacts of span <paramref name="number"/> in [from, to].</summary>
    public void Tell(int customer, int number, Func<int, CustomerSpan?> spanOf, long from, long to, FactSink sink)
    {
        if (spanOf(number) is not { } span)
        {
            return;
        }
        // Backwards, so that each purchase is seen once, however many contacts it follows. One of the contact's own instant does not follow it.
        var next = FirstPurchase(spanOf(number + 1));
        var second = long.MaxValue;
        for (var i = span.Marks.Count - 1; i >= 0 && span.Marks[i].Instant >= from; i--)
        {
            var mark = span.Marks[i];
            if (mark.Kind == MarkKind.Purchase)
            {
                (next, second) = (mark.Instant, next);
            }
            else if (mark.Kind == MarkKind.Handled && mark.Instant <= to && (next == mark.Instant ? second : next) <= mark.Instant + Window)
            {
                sink.Add(new FactHead(mark.Credit, customer, mark.Instant, mark.Slices), converted);
            }
        }
    }

    private static long FirstPurchase(CustomerSpan? span)
    {
        foreach (var mark in span?.Marks ?? [])
        {
            if (mark.Kind == MarkKind.Purchase)
            {
                return mark.Instant;
            }
        }
        return long.MaxValue;
    }
}
