namespace CareKpi.Kpis.Spells;

/// <summary>What is asked of the spell table: a period from <see cref="Start"/> to <see cref="End"/> (excluded), read at <see cref="Now"/>.</summary>
public readonly record struct SpellWindow(long Start, long End, long Now)
{
    private const long Year = 365L * 86_400_000_000;

    /// <summary>What is before it has happened by the end: all of the period, or what had by now, that instant included.</summary>
    public long Until => End <= Now ? End : Now + 1;

    /// <summary>Where years end that are still running.</summary>
    public long YearsEnd => Math.Min(End, Now);

    /// <summary>The last 365 days begin here.</summary>
    public long YearStart => Until - Year;
}

/// <summary>What the spell table says of a window: counts of customers, money in 1/10,000, times in microseconds.</summary>
public sealed class SpellFigures
{
    /// <summary>Shorter relationships count as long as this: 1/12 of 365.25 days.</summary>
    public const long ShortestYears = 36_525L * 864_000_000 / 12;

    public long ActiveAtStart { get; set; }

    public long ActiveAtEnd { get; set; }

    /// <summary>Active at the start, and at the end in the same spell.</summary>
    public long Kept { get; set; }

    public Int128 StartMrr { get; set; }

    /// <summary>MRR at the end of those that were kept.</summary>
    public Int128 KeptMrr { get; set; }

    /// <summary>Of each that was kept the smaller one of both.</summary>
    public Int128 KeptLeastMrr { get; set; }

    /// <summary>Spells that ended in the window.</summary>
    public long Ended { get; set; }

    /// <summary>Name of the reason → spells that ended in the window. 0: none was given.</summary>
    public Dictionary<int, long> Reasons { get; } = [];

    /// <summary>Customers acquired before the end, and how long they have been customers.</summary>
    public long Acquired { get; set; }

    public Int128 Years { get; set; }

    /// <summary>Of those acquired: answered a survey before the end.</summary>
    public long Givers { get; set; }

    /// <summary>Active at the start of the last 365 days, and of these kept to the end.</summary>
    public long YearActiveAtStart { get; set; }

    public long YearKept { get; set; }

    /// <summary>Customers whose years run on with the end.</summary>
    public long Running { get; set; }

    /// <summary>The same a little later.</summary>
    public SpellFigures Later(long micros)
    {
        if (micros == 0)
        {
            return this;
        }
        var later = new SpellFigures();
        later.Add(this);
        later.Years += (Int128)Running * micros;
        return later;
    }

    /// <summary>Those of other customers.</summary>
    public void Add(SpellFigures other)
    {
        ActiveAtStart += other.ActiveAtStart;
        ActiveAtEnd += other.ActiveAtEnd;
        Kept += other.Kept;
        StartMrr += other.StartMrr;
        KeptMrr += other.KeptMrr;
        KeptLeastMrr += other.KeptLeastMrr;
        Ended += other.Ended;
        foreach (var (reason, count) in other.Reasons)
        {
            Reasons[reason] = Reasons.GetValueOrDefault(reason) + count;
        }
        Acquired += other.Acquired;
        Years += other.Years;
        Givers += other.Givers;
        YearActiveAtStart += other.YearActiveAtStart;
        YearKept += other.YearKept;
        Running += other.Running;
    }
}
