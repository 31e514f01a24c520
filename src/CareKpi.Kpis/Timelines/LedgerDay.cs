using CareKpi.Kpis.Events;

namespace CareKpi.Kpis.Timelines;

/// <summary>What events without an entity are about. Stored: never renumber, only add.</summary>
public enum LedgerFamily : byte { Cost = 1, Revenue = 2, Subscription = 3, Custom = 4, Touchpoint = 5 }

/// <summary>A family and its main key: the name of a customer, a subscription or a tenant's own event; for costs the number of the category.</summary>
public readonly record struct LedgerKey(LedgerFamily Family, int Name);

/// <summary>A cost, a revenue, a step of a subscription, a touchpoint or an event of the tenant's own, or the withdrawal of one. Copies that stand with their target carry no content.</summary>
public readonly record struct LedgerEvent(EventType Type, long Time, int Source, byte[] Id, byte[] Supersedes, long SupersedesTime) : IDayEvent
{
    public int? HomeDay { get; init; }

    /// <summary>Whose revenue, subscription or touchpoint it is.</summary>
    public int Customer { get; init; }

    public int Agent { get; init; }

    public int Team { get; init; }

    /// <summary>Why a subscription ended; a name.</summary>
    public int Reason { get; init; }

    /// <summary>Of a touchpoint; a name.</summary>
    public int Journey { get; init; }

    /// <summary>Of a touchpoint; a name.</summary>
    public int Stage { get; init; }

    public Channel Channel { get; init; }

    /// <summary>Of a touchpoint, in 1e-6; <see cref="CareEvent.None"/>: not given.</summary>
    public long Effort { get; init; } = CareEvent.None;

    /// <summary>Amount or MRR, in 1/10,000; the value of a tenant's own event, in 1e-6.</summary>
    public long Amount { get; init; }

    /// <summary><see cref="CareEvent.None"/>: not given.</summary>
    public long Margin { get; init; } = CareEvent.None;

    /// <summary>First and last day of a cost that is spread, both included; <see cref="CareEvent.None"/>: none given.</summary>
    public long FromDay { get; init; } = CareEvent.None;

    public long ToDay { get; init; } = CareEvent.None;

    /// <summary>As it stands on the day of what it supersedes.</summary>
    public LedgerEvent AsCopy(int homeDay) => new(Type, Time, Source, Id, Supersedes, SupersedesTime) { HomeDay = homeDay };
}

/// <summary>A UTC day of one family and main key. Each event counts, but for what is superseded or withdrawn.</summary>
public sealed class LedgerDay
{
    private const byte Format = 1;

    [Flags]
    private enum Parts { Supersedes = 1, SupersedesTime = 2, Home = 4, Customer = 8, Team = 16, Reason = 32, Amount = 64, Margin = 128, Days = 256, Agent = 512, Journey = 1024, Stage = 2048, Channel = 4096, Effort = 8192 }

    /// <summary>In the total order.</summary>
    public List<LedgerEvent> Events { get; } = [];

    public void Add(in LedgerEvent added, EventOrder order)
    {
        var at = Events.Count;
        while (at > 0 && order.Compare(added.Time, 13, added.Source, added.Id, Events[at - 1].Time, 13, Events[at - 1].Source, Events[at - 1].Id) < 0)
        {
            at--;
        }
        Events.Insert(at, added);
    }

    public void Encode(RowWriter row)
    {
        row.Byte(Format);
        row.Int(Events.Count);
        var before = 0L;
        foreach (var kept in Events)
        {
            row.Byte((byte)kept.Type);
            row.Int((int)PartsOf(kept));
            row.Signed(kept.Time - before);
            before = kept.Time;
            row.Int(kept.Source);
            row.Bytes(kept.Id);
            WriteParts(row, kept);
        }
    }

    public static LedgerDay Decode(ReadOnlySpan<byte> bytes)
    {
        var row = new RowReader(bytes);
        if (row.Byte() != Format)
        {
            throw new InvalidDataException("a ledger's row has a format that this version does not know");
        }
        var day = new LedgerDay();
        var before = 0L;
        for (var count = row.Int(); count > 0; count--)
        {
            var type = (EventType)row.Byte();
            var parts = (Parts)row.Int();
            before += row.Signed();
            day.Events.Add(Read(ref row, type, parts, before));
        }
        return day;
    }

    private static LedgerEvent Read(ref RowReader row, EventType type, Parts parts, long time)
    {
        var source = row.Int();
        var id = row.Bytes().ToArray();
        var supersedes = parts.HasFlag(Parts.Supersedes) ? row.Bytes().ToArray() : [];
        var supersedesTime = parts.HasFlag(Parts.SupersedesTime) ? row.Signed() : CareEvent.None;
        var home = parts.HasFlag(Parts.Home) ? (int?)row.Signed() : null;
        return new LedgerEvent(type, time, source, id, supersedes, supersedesTime)
        {
            HomeDay = home,
            Customer = parts.HasFlag(Parts.Customer) ? row.Int() : 0,
            Team = parts.HasFlag(Parts.Team) ? row.Int() : 0,
            Reason = parts.HasFlag(Parts.Reason) ? row.Int() : 0,
            Amount = parts.HasFlag(Parts.Amount) ? row.Signed() : 0,
            Margin = parts.HasFlag(Parts.Margin) ? row.Signed() : CareEvent.None,
            FromDay = parts.HasFlag(Parts.Days) ? row.Signed() : CareEvent.None,
            ToDay = parts.HasFlag(Parts.Days) ? row.Signed() : CareEvent.None,
            Agent = parts.HasFlag(Parts.Agent) ? row.Int() : 0,
            Journey = parts.HasFlag(Parts.Journey) ? row.Int() : 0,
            Stage = parts.HasFlag(Parts.Stage) ? row.Int() : 0,
            Channel = parts.HasFlag(Parts.Channel) ? (Channel)row.Byte() : 0,
            Effort = parts.HasFlag(Parts.Effort) ? row.Signed() : CareEvent.None,
        };
    }

    private static Parts PartsOf(in LedgerEvent kept) =>
        (kept.Supersedes.Length > 0 ? Parts.Supersedes : 0) | (kept.SupersedesTime != CareEvent.None ? Parts.SupersedesTime : 0) | (kept.HomeDay is not null ? Parts.Home : 0)
        | (kept.Customer != 0 ? Parts.Customer : 0) | (kept.Team != 0 ? Parts.Team : 0) | (kept.Reason != 0 ? Parts.Reason : 0) | (kept.Amount != 0 ? Parts.Amount : 0)
        | (kept.Margin != CareEvent.None ? Parts.Margin : 0) | (kept.FromDay != CareEvent.None ? Parts.Days : 0)
        | (kept.Agent != 0 ? Parts.Agent : 0) | (kept.Journey != 0 ? Parts.Journey : 0) | (kept.Stage != 0 ? Parts.Stage : 0) | (kept.Channel != 0 ? Parts.Channel : 0) | (kept.Effort != CareEvent.None ? Parts.Effort : 0);

    private static void WriteParts(RowWriter row, in LedgerEvent kept)
    {
        if (kept.Supersedes.Length > 0)
        {
            row.Bytes(kept.Supersedes);
        }
        if (kept.SupersedesTime != CareEvent.None)
        {
            row.Signed(kept.SupersedesTime);
        }
        if (kept.HomeDay is { } home)
        {
            row.Signed(home);
        }
        foreach (var name in (ReadOnlySpan<int>)[kept.Customer, kept.Team, kept.Reason])
        {
            if (name != 0)
            {
                row.Int(name);
            }
        }
        if (kept.Amount != 0)
        {
            row.Signed(kept.Amount);
        }
        if (kept.Margin != CareEvent.None)
        {
            row.Signed(kept.Margin);
        }
        if (kept.FromDay != CareEvent.None)
        {
            row.Signed(kept.FromDay);
            row.Signed(kept.ToDay);
        }
        foreach (var name in (ReadOnlySpan<int>)[kept.Agent, kept.Journey, kept.Stage])
        {
            if (name != 0)
            {
                row.Int(name);
            }
        }
        if (kept.Channel != 0)
        {
            row.Byte((byte)kept.Channel);
        }
        if (kept.Effort != CareEvent.None)
        {
            row.Signed(kept.Effort);
        }
    }
}
