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

    /// <summary>Tells of one handled contact, by the customer's spans from its own on.</summary>
    public void TellOf(int customer, in CustomerMark contact, Func<int, CustomerSpan?> spanOf, FactSink sink)
    {
        var number = CustomerSpan.Of(contact.Instant);
        if (contact.Kind == MarkKind.Handled && Math.Min(FirstPurchase(spanOf(number), contact.Instant), FirstPurchase(spanOf(number + 1), contact.Instant)) <= contact.Instant + Window)
        {
            sink.Add(new FactHead(contact.Credit, customer, contact.Instant, contact.Slices), converted);
        }
    }

    /// <summary>The first one after an instant.</summary>
    private static long FirstPurchase(CustomerSpan? span, long after = long.MinValue)
    {
        for (var i = after == long.MinValue ? 0 : span?.After(after) ?? 0; i < span?.Marks.Count; i++)
        {
            if (span.Marks[i].Kind == MarkKind.Purchase)
            {
                return span.Marks[i].Instant;
            }
        }
        return long.MaxValue;
    }
}
