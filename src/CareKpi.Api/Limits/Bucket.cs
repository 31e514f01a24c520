namespace CareKpi.Api.Limits;

/// <summary>What was taken at a <see cref="Rate"/> and not earned back yet, exactly: in units of which one amount is a window's ticks and a tick earns the quota. One that owes nothing is like a new one, so it may be
/// dropped and made anew. More than the quota can be taken when nothing is owed; it is paid for afterwards.</summary>
internal sealed class Bucket
{
    private readonly Lock gate = new();
    private Int128 owed;
    private long quota = 1;
    private long at;

    /// <summary>0: taken. Else nothing was, and it can be had after so many ticks if nobody else takes.</summary>
    public long Take(Rate rate, long amount, long now)
    {
        lock (gate)
        {
            var wait = WaitFor(rate, amount, now);
            if (wait == 0)
            {
                owed += (Int128)amount * rate.Window;
            }

            return wait;
        }
    }

    /// <summary>As <see cref="Take"/>, and nothing is taken.</summary>
    public long Wait(Rate rate, long amount, long now)
    {
        lock (gate)
        {
            return WaitFor(rate, amount, now);
        }
    }

    /// <summary>Takes whatever is left, and beyond.</summary>
    public void Charge(Rate rate, long amount, long now)
    {
        lock (gate)
        {
            Earn(rate, now);
            owed += (Int128)amount * rate.Window;
        }
    }

    /// <summary>Of what was just taken and not used.</summary>
    public void GiveBack(Rate rate, long amount)
    {
        lock (gate)
        {
            owed = Int128.Max(0, owed - ((Int128)amount * rate.Window));
        }
    }

    /// <summary>Ticks until nothing is owed, and what can be had at once.</summary>
    public (long Used, long Left) Look(Rate rate, long now)
    {
        lock (gate)
        {
            Earn(rate, now);
            return (Ticks(owed), (long)(Int128.Max(0, ((Int128)rate.Quota * rate.Window) - owed) / rate.Window));
        }
    }

    public bool IsIdle(long now)
    {
        lock (gate)
        {
            return now - at >= Ticks(owed);
        }
    }

    private long WaitFor(Rate rate, long amount, long now)
    {
        Earn(rate, now);
        var all = (Int128)rate.Quota * rate.Window;
        return Ticks(Int128.Max(0, owed + Int128.Min((Int128)amount * rate.Window, all) - all));
    }

    private void Earn(Rate rate, long now)
    {
        if (rate.Quota != quota)
        {
            // Another limit: what is owed takes as long as before.
            owed = owed * rate.Quota / quota;
            quota = rate.Quota;
        }

        if (now > at)
        {
            owed = Int128.Max(0, owed - ((Int128)(now - at) * quota));
            at = now;
        }
    }

    private long Ticks(Int128 units) => (long)Int128.Min(long.MaxValue / 4, (units + quota - 1) / quota);
}
