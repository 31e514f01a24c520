namespace CareKpi.Api.Scorecards;

// The shape of a request, for the OpenAPI document. ReadRequestReader reads it, so that one bad request does not spoil its neighbours.

public sealed record ScopeInput(string Level, string? Key);

/// <summary>Either both days, which belong to the period, or a preset such as <c>LAST_7_DAYS</c>.</summary>
public sealed record PeriodInput(DateOnly? From, DateOnly? To, string? Preset);

public sealed record FilterInput(string Dimension, string? Tag, IReadOnlyList<string> Values);

public sealed record BreakdownInput(string Dimension, string? Tag, int? First);

public sealed record RankingInput(string Level, int? First, bool? Worst, int? MinCount);

public sealed record ReadInput(ScopeInput Scope, PeriodInput Period)
{
    /// <summary>null: every KPI of the level; empty: none, the scope alone.</summary>
    public IReadOnlyList<string>? Kpis { get; init; }

    public FilterInput? Where { get; init; }

    /// <summary>hour, day, week, month, quarter or year.</summary>
    public string? Interval { get; init; }

    public BreakdownInput? By { get; init; }

    public RankingInput? Ranking { get; init; }

    /// <summary><c>customers</c> or <c>revenue</c>: the tenant's retention by month of acquisition, asked for by itself.</summary>
    public string? Cohorts { get; init; }

    /// <summary><c>previous</c>, <c>yearAgo</c>.</summary>
    public IReadOnlyList<string>? Compare { get; init; }

    /// <summary><c>target</c>, <c>benchmark</c>: values bring them with them.</summary>
    public IReadOnlyList<string>? Extras { get; init; }

    public bool? Values { get; init; }

    /// <summary>A position; the read waits until it is applied.</summary>
    public string? After { get; init; }
}

public sealed record ReadInputs(IReadOnlyList<ReadInput> Requests);
