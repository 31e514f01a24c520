namespace CareKpi.Api.Limits;

/// <summary>Bytes of a tenant on a day in UTC: of this node, and of the others as they last told.</summary>
internal sealed class DayUse
{
    private readonly Lock gate = new();
    private DateOnly day;
    private long own;
    private long others;
    private long kept;

    /// <summary>False: it would be more than the limit, and nothing was added.</summary>
    public bool TryAdd(DateOnly today, long bytes, long? limit)
    {
        lock (gate)
        {
            Turn(today);
            if (own + others + bytes > limit)
            {
                return false;
            }

            own = Math.Max(0, own + bytes);
            return true;
        }
    }

    public long Of(DateOnly today)
    {
        lock (gate)
        {
            Turn(today);
            return own + others;
        }
    }

    /// <summary>What is kept of the day. <paramref name="mine"/> counts when this node has kept nothing of it since it was last idle.</summary>
    public void Load(DateOnly today, long mine, long theirs)
    {
        lock (gate)
        {
            Turn(today);
            if (today == day)
            {
                others = theirs;
                (own, kept) = kept == 0 ? (own + mine, mine) : (own, kept);
            }
        }
    }

    /// <summary>null: all is kept.</summary>
    public (DateOnly Day, long Own)? Unkept()
    {
        lock (gate)
        {
            return own == kept ? null : (day, own);
        }
    }

    public void Kept(DateOnly of, long bytes)
    {
        lock (gate)
        {
            kept = of == day ? bytes : kept;
        }
    }

    private void Turn(DateOnly today)
    {
        if (today > day)
        {
            (day, own, others, kept) = (today, 0, 0, 0);
        }
    }
}
