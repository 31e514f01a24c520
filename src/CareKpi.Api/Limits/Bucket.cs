namespace CareKpi.Api.Limits;

/// <summary>What was taken at a <see cref="Rate"/>: one number, the instant until which it is paid for. One that is not in debt is like a new one, so it may be dropped and made anew; and a change of the
/// rate holds at once. More than the rate's quota can be taken when nothing is used; it is paid for afterwards.</summary>
internal sealed class Bucket
{
    private long paidUntil = long.MinValue;

    /// <summary>0: taken. Else nothing was, and it can be had after so many ticks if nobody else takes.</summary>
    public long Take(Rate rate, long amount, long now)
    {
        var cost = rate.Cost(amount);
        while (true)
        {
            var seen = Volatile.Read(ref paidUntil);
            var from = Math.Max(seen, now);
            var wait = from - now + Math.Min(cost, rate.Window) - rate.Window;
            if (wait > 0)
            {
                return wait;
            }

            if (Interlocked.CompareExchange(ref paidUntil, from + cost, seen) == seen)
            {
                return 0;
            }
        }
    }

    /// <summary>Takes whatever is left, and beyond.</summary>
    public void Charge(Rate rate, long amount, long now)
    {
        long seen;
        do
        {
            seen = Volatile.Read(ref paidUntil);
        }
        while (Interlocked.CompareExchange(ref paidUntil, Math.Max(seen, now) + rate.Cost(amount), seen) != seen);
    }

    /// <summary>Of what was just taken and not used.</summary>
    public void GiveBack(Rate rate, long amount) => Interlocked.Add(ref paidUntil, -rate.Cost(amount));

    /// <summary>Ticks until nothing is used.</summary>
    public long Used(long now) => Math.Max(Volatile.Read(ref paidUntil), now) - now;
}
