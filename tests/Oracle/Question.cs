using Oracle.Model;

namespace Oracle;

/// <summary>One read: a scope, a period, a filter, the instant of the read.</summary>
internal sealed class Question(TenantModel model, string level, string? key, DateOnly from, DateOnly to, Where? where, long now)
{
    private readonly TeamTree _teams = model.Kept($"teams at {now}", () => new TeamTree(model.TeamParents, now));

    public TenantModel Model => model;

    public string Level => level;

    public string? Key => key;

    public DateOnly From => from;

    public DateOnly To => to;

    public Where? Where => where;

    public long Now => now;

    /// <summary>00:00 of the first day.</summary>
    public long Start { get; } = model.Calendar.Start(from);

    /// <summary>00:00 of the day after the last one.</summary>
    private long Close { get; } = model.Calendar.End(to);

    /// <summary>00:00 of the day after the last one, or now where that is sooner.</summary>
    public long End => Math.Min(Close, now);

    /// <summary>What is before it has happened by the end: all of the period, or what had by now, that instant included.</summary>
    public long Until => Close <= now ? End : now + 1;

    /// <summary>The same without a filter.</summary>
    public Question Everywhere => new(model, level, key, from, to, null, now);

    /// <summary>Whether a fact counts here: by its own day, scope and slice.</summary>
    public bool Takes(Place place) => InPeriod(place.At) && IsMine(place, model.Calendar.DayOf(place.At)) && InSlice(place);

    public bool InPeriod(long at) => at >= Start && at < Close;

    /// <summary>Facts of one kind that count here. They are calculated when they are first asked for.</summary>
    public IEnumerable<T> Taken<T>(string kind, Func<TenantModel, IEnumerable<(T Fact, Place Place)>> facts) =>
        model.Kept(kind, () => new FactIndex<T>(model, facts(model))).Taken(this);

    /// <summary>Whether a team is the one asked for or lies under it.</summary>
    public bool IsIn(string? team) => _teams.IsIn(team, key!);

    /// <summary>An agent without a team counts for the team it was a member of at the end of the day.</summary>
    public bool IsMine(Place place, DateOnly day) => level switch
    {
        "tenant" => true,
        "team" => IsIn(model.TeamOf(place.Credit, day)),
        "agent" => string.Equals(place.Credit.Agent, key, StringComparison.Ordinal),
        _ => string.Equals(place.Customer, key, StringComparison.Ordinal),
    };

    public bool InSlice(Place place)
    {
        if (where is null)
        {
            return true;
        }

        var value = where.Dimension switch
        {
            OracleDimension.Channel => place.Slice.Channel,
            OracleDimension.Queue => place.Slice.Queue,
            OracleDimension.Topic => place.Slice.Topic,
            OracleDimension.Priority => place.Slice.Priority,
            OracleDimension.Tag => place.Slice.Tags.GetValueOrDefault(where.Tag!),
            OracleDimension.Segment => model.Segments.At(place.Customer, place.At),
            _ => model.Regions.At(place.Customer, place.At),
        };
        return value is not null && where.Values.Contains(value, StringComparer.Ordinal);
    }
}
