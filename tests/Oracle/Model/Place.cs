namespace Oracle.Model;

/// <summary>What a fact can be sliced by.</summary>
internal sealed record Slice(string? Channel, string? Queue, string? Topic, string? Priority, IReadOnlyDictionary<string, string> Tags)
{
    public static readonly Slice None = new(null, null, null, null, new Dictionary<string, string>(StringComparer.Ordinal));
}

/// <summary>An agent and a team as one pair.</summary>
internal readonly record struct Pair(string? Agent, string? Team)
{
    public bool NamesOne => Agent is not null || Team is not null;

    public static Pair Of(Event e) => new(e.Agent, e.Team);

    public Pair Else(Pair other) => NamesOne ? this : other;
}

/// <summary>When a fact stands and for whom it counts.</summary>
internal readonly record struct Place(long At, Pair Credit, string? Customer, Slice Slice);
