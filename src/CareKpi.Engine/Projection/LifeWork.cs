using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Projection;

/// <summary>The lives of the customers that one entry changes: their lines in the spell table, purchases for their spans, revenue.</summary>
/// <param name="mayOwe">There is a horizon: marks may be taken back before they are given.</param>
internal sealed class LifeWork(RowStore rows, ZoneCalendar calendar, EntrySink sink, EventOrder order, bool mayOwe)
{
    private readonly SpellLine line = new();
    private readonly RowWriter writer = new();
    private readonly List<SpellStep> described = [];
    private readonly HashSet<long> purchases = [];
    private readonly Amount[] revenue = new Amount[2];
    private readonly Amount[] given = new Amount[1];

    public static StateKey KeyOf(int customer) => new(RowKind.CustomerLife, (ulong)customer, 0);

    /// <summary>The day in front, so that a day is a range.</summary>
    public static StateKey MarginKey(int utcDay, int customer) => new(RowKind.MarginDay, StateKey.Pair(utcDay, customer), 0);

    /// <summary>What descriptions of a customer say, as steps of its line.</summary>
    public static void Describe(Profile profile, ZoneCalendar calendar, List<SpellStep> into) =>
        SpellLine.Describe(profile, midnight => calendar.StartOf((int)Superseding.UtcDay(midnight)), into);

    private static IEnumerable<(LifeMark Mark, int Count)> RevenuesOf(CustomerLife life) => life.Marks.Where(static of => of.Mark.Kind == LifeKind.Revenue);

    /// <summary>Everything that a life says of money.</summary>
    public static void Tell(int customer, CustomerLife life, FactSink sink)
    {
        foreach (var (mark, count) in RevenuesOf(life))
        {
            sink.Add(new FactHead(default, customer, mark.Instant, default), [new Amount(LoyaltyMeasures.Revenue, mark.Amount * count), new Amount(LoyaltyMeasures.Margin, mark.Margin * count)]);
            if (life.FirstAnswer != long.MaxValue)
            {
                sink.Add(new FactHead(default, customer, Math.Max(life.FirstAnswer, mark.Instant), default), [new Amount(LoyaltyMeasures.GiverRevenue, mark.Amount * count)]);
            }
        }
    }

    /// <summary>Applies the net marks that the sink holds, and what is said of customers. <paramref name="put"/> takes the lines that changed (null: gone), and the first instant from which on they differ.</summary>
    public async ValueTask ApplyAsync(ProfileWork profiles, Action<StateKey, byte[]?> write, Action<int, byte[]?, long> put, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<int, List<(LifeMark Mark, int Count)>>();
        foreach (var customer in profiles.Customers)
        {
            changes[customer] = [];
        }
        foreach (var ((customer, mark), count) in sink.Lives)
        {
            if (!changes.TryGetValue(customer, out var marks))
            {
                changes.Add(customer, marks = []);
            }
            marks.Add((mark, count));
        }
        var keys = new List<StateKey>(changes.Count * 2);
        foreach (var customer in changes.Keys)
        {
            keys.Add(KeyOf(customer));
            keys.Add(TenantProjection.ProfileKey(EventType.CustomerDescribed, customer));
        }
        await rows.LoadAsync(keys, cancellationToken);
        foreach (var (customer, marks) in changes)
        {
            Apply(customer, marks, profiles.OfCustomer(customer), write, put);
        }
    }

    private void Apply(int customer, List<(LifeMark Mark, int Count)> marks, in ProfileChange profile, Action<StateKey, byte[]?> write, Action<int, byte[]?, long> put)
    {
        var life = rows[KeyOf(customer)] is { } row ? CustomerLife.Decode(row) : new CustomerLife();
        Describe(profile.Before, calendar, described);
        line.Make(life, described);
        var before = SpellStep.Line(line.Steps);
        purchases.Clear();
        purchases.UnionWith(line.Purchases);
        var firstAnswer = life.FirstAnswer;
        foreach (var (mark, count) in marks)
        {
            for (var i = Math.Abs(count); i > 0; i--)
            {
                life.Add(mark, Math.Sign(count), order, mayOwe);
            }
        }
        TellRevenue(customer, marks);
        TellGiven(customer, life, marks, firstAnswer);
        Describe(profile.After, calendar, described);
        line.Make(life, described);
        TellPurchases(customer);
        var after = SpellStep.Line(line.Steps);
        if (!after.AsSpan().SequenceEqual(before))
        {
            put(customer, after.Length == 0 ? null : after, SpellStep.DiffersFrom(before, after));
        }
        if (marks.Count > 0)
        {
            Write(customer, life, marks, write);
        }
    }

    private void TellRevenue(int customer, List<(LifeMark Mark, int Count)> marks)
    {
        foreach (var (mark, count) in marks)
        {
            if (mark.Kind == LifeKind.Revenue)
            {
                sink.Sign = Math.Sign(count);
                revenue[0] = new Amount(LoyaltyMeasures.Revenue, mark.Amount * Math.Abs(count));
                revenue[1] = new Amount(LoyaltyMeasures.Margin, mark.Margin * Math.Abs(count));
                sink.Add(new FactHead(default, customer, mark.Instant, default), revenue);
            }
        }
    }

    /// <summary>Revenue of a customer who has answered: from its first answer on, with all before it. What was told with another first answer is taken back.</summary>
    private void TellGiven(int customer, CustomerLife life, List<(LifeMark Mark, int Count)> marks, long firstBefore)
    {
        if (firstBefore != life.FirstAnswer)
        {
            // All there was before is all there is now without what changed.
            foreach (var (mark, count) in RevenuesOf(life))
            {
                TellGiven(customer, mark, firstBefore, -count);
                TellGiven(customer, mark, life.FirstAnswer, count);
            }
        }
        foreach (var (mark, count) in marks)
        {
            if (mark.Kind == LifeKind.Revenue)
            {
                TellGiven(customer, mark, firstBefore, count);
            }
        }
    }

    private void TellGiven(int customer, in LifeMark mark, long first, int count)
    {
        if (first != long.MaxValue)
        {
            sink.Sign = Math.Sign(count);
            given[0] = new Amount(LoyaltyMeasures.GiverRevenue, mark.Amount * Math.Abs(count));
            sink.Add(new FactHead(default, customer, Math.Max(first, mark.Instant), default), given);
        }
    }

    private void TellPurchases(int customer)
    {
        foreach (var instant in line.Purchases)
        {
            if (!purchases.Remove(instant))
            {
                Tell(instant, 1);
            }
        }
        foreach (var instant in purchases)
        {
            Tell(instant, -1);
        }
        sink.Sign = 1;

        void Tell(long instant, int sign)
        {
            sink.Sign = sign;
            sink.Mark(customer, new CustomerMark(MarkKind.Purchase, instant, 0, default));
        }
    }

    private void Write(int customer, CustomerLife life, List<(LifeMark Mark, int Count)> marks, Action<StateKey, byte[]?> write)
    {
        writer.Clear();
        life.Encode(writer);
        write(KeyOf(customer), life.IsEmpty ? null : writer.ToArray());
        var days = new HashSet<int>();
        foreach (var (mark, _) in marks)
        {
            if (mark.Kind == LifeKind.Revenue && days.Add((int)Superseding.UtcDay(mark.Instant)))
            {
                WriteMargins(customer, (int)Superseding.UtcDay(mark.Instant), life, write);
            }
        }
    }

    private void WriteMargins(int customer, int utcDay, CustomerLife life, Action<StateKey, byte[]?> write)
    {
        var from = utcDay * ZoneCalendar.MicrosPerDay;
        writer.Clear();
        Write(life.Revenues, 1);
        Write(life.Owed, -1);
        write(MarginKey(utcDay, customer), writer.Length == 0 ? null : writer.ToArray());

        void Write(List<LifeMark> marks, int sign)
        {
            for (var i = CustomerLife.PlaceOf(marks, from); i < marks.Count && marks[i].Instant < from + ZoneCalendar.MicrosPerDay; i++)
            {
                if (marks[i].Kind == LifeKind.Revenue)
                {
                    writer.Signed(marks[i].Instant - from);
                    writer.Signed(marks[i].Margin * sign);
                }
            }
        }
    }

    public static void ReadMargins(StateKey key, byte[] row, long from, long to, List<RevenueMargin> into)
    {
        for (var reader = new RowReader(row); !reader.AtEnd;)
        {
            var instant = (StateKey.High(key.A) * ZoneCalendar.MicrosPerDay) + reader.Signed();
            var margin = reader.Signed();
            if (instant >= from && instant < to)
            {
                into.Add(new RevenueMargin(StateKey.Low(key.A), instant, margin));
            }
        }
    }
}
