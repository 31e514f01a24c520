using System.Text.Json.Serialization;
using CareKpi.Api.Node;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Scorecards;

// What POST /v1/scorecards answers, field by field as docs/contracts/read-api.md shows it.

public sealed record PeriodBody(DateOnly From, DateOnly To)
{
    internal static PeriodBody Of(Period period) => new(period.From, period.To);
}

/// <summary>An aggregation level. Which of the fields behind <see cref="Name"/> it has, its level says.</summary>
public sealed record ScopeBody(string Level, string Key, string Name)
{
    /// <summary>Agents: the team as of today.</summary>
    public string? Team { get; init; }

    /// <summary>Teams.</summary>
    public string? Parent { get; init; }

    /// <summary>Customers.</summary>
    public string? Segment { get; init; }

    /// <summary>Customers.</summary>
    public string? Region { get; init; }

    /// <summary>Customers.</summary>
    public DateOnly? ActiveSince { get; init; }

    internal static ScopeBody Of(ScopeInfo scope) => new(Words.Of(scope.Level), scope.Key, scope.Name)
    {
        Team = scope.Team,
        Parent = scope.Parent,
        Segment = scope.Segment,
        Region = scope.Region,
        ActiveSince = scope.ActiveSince,
    };

    internal bool Has(string field) => field switch
    {
        "team" => Level is "agent",
        "parent" => Level is "team",
        "segment" or "region" or "activeSince" => Level is "customer",
        _ => true,
    };
}

public sealed record ComparisonBody(PeriodBody Period, double? Value, double? Change, double? ChangePercent, bool? Better)
{
    internal static ComparisonBody? Of(Comparison? comparison) =>
        comparison is null ? null : new(PeriodBody.Of(comparison.Period), comparison.Value, comparison.Change, comparison.ChangePercent, comparison.Better);
}

/// <summary>A value and what it stands on; <see cref="Value"/> null: nothing to measure yet.</summary>
public sealed record ValueBody(string Kpi, int Version, double? Value, long Count, double? Numerator, double? Denominator, Confidence? Confidence, Distribution? Distribution,
    bool Provisional, DateOnly? SettledThrough, ComparisonBody? Previous, ComparisonBody? YearAgo, IReadOnlyList<Part>? Parts, bool Small)
{
    /// <summary>Only where asked for with <c>extras</c>; null: there is none.</summary>
    public TargetStatusBody? Target { get; init; }

    /// <summary>Only where asked for with <c>extras</c>; null: there is nothing to compare with.</summary>
    public BenchmarkBody? Benchmark { get; init; }

    /// <summary>Only where the period is exactly one closed month: the value is the closed one.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>With <see cref="ClosedAt"/>: what the value would be now.</summary>
    public double? Revised { get; init; }

    internal Extras Asked { get; init; }

    internal bool Has(string field) => field switch
    {
        "target" => Asked.HasFlag(Extras.Target),
        "benchmark" => Asked.HasFlag(Extras.Benchmark),
        "closedAt" or "revised" => ClosedAt is not null,
        _ => true,
    };

    internal static ValueBody Of(KpiValue value, Extras asked) => Of(value) with { Asked = asked, ClosedAt = Instants.At(value.ClosedAt), Revised = value.Revised, Target = TargetStatusBody.Of(value.Target), Benchmark = BenchmarkBody.Of(value.Benchmark) };

    internal static ValueBody Of(KpiValue value) => new(value.Kpi, value.Version, value.Value, value.Count, value.Numerator, value.Denominator, value.Confidence, value.Distribution,
        value.Provisional, value.SettledThrough, ComparisonBody.Of(value.Previous), ComparisonBody.Of(value.YearAgo), value.Parts, value.Small);
}

public sealed record PointBody(DateTime At, DateOnly From, double? Value, long Count, double? Numerator, double? Denominator, bool Incomplete, bool Provisional)
{
    internal static PointBody Of(SeriesPoint point) =>
        new(Instants.At(point.At), point.From, point.Value, point.Count, point.Numerator, point.Denominator, point.Incomplete, point.Provisional);
}

public sealed record SeriesBody(string Kpi, string Interval, IReadOnlyList<PointBody> Points);

public sealed record BreakdownItemBody(string Value, ValueBody Result);

public sealed record BreakdownBody(string Kpi, IReadOnlyList<BreakdownItemBody> Items);

public sealed record RankingEntryBody(int Position, ScopeBody Scope, ValueBody Result);

public sealed record RankingBody(string Kpi, IReadOnlyList<RankingEntryBody> Entries);

public sealed record ResultBody(ScopeBody Scope, PeriodBody Period, string AsOf, DateTime? LastEventAt, DateTime Now)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ValueBody>? Values { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SeriesBody>? Series { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BreakdownBody>? Breakdown { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RankingBody>? Ranking { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CohortRow>? Cohorts { get; init; }

    internal static ResultBody Of(string tenant, ReadResult result, Extras extras) =>
        new(ScopeBody.Of(result.Scope), PeriodBody.Of(result.Period), Positions.Of(tenant, result.AsOf), Instants.At(result.LastEventAt), Instants.At(result.Now))
        {
            Values = result.Values?.Select(value => ValueBody.Of(value, extras)).ToArray(),
            Series = result.Series?.Select(series => new SeriesBody(series.Kpi, Words.Of(series.Interval), [.. series.Points.Select(PointBody.Of)])).ToArray(),
            Breakdown = result.Breakdown?.Select(by => new BreakdownBody(by.Kpi, [.. by.Items.Select(item => new BreakdownItemBody(item.Value, ValueBody.Of(item.Result)))])).ToArray(),
            Ranking = result.Ranking?.Select(ranking => new RankingBody(ranking.Kpi, [.. ranking.Entries.Select(entry => Entry(entry, extras & Extras.Target))])).ToArray(),
            Cohorts = result.Cohorts,
        };

    private static RankingEntryBody Entry(RankingEntry entry, Extras asked) => new(entry.Position, ScopeBody.Of(entry.Scope), ValueBody.Of(entry.Result, asked));
}

public sealed record ReadProblemBody(string Code, string Detail, string? Field);

/// <summary>Exactly one of the two is written; a result of null: there is no such scope.</summary>
public sealed record AnswerBody(ResultBody? Result, ReadProblemBody? Problem)
{
    internal bool Has(string field) => field is "problem" ? Problem is not null : Problem is null;
}

public sealed record AnswersBody(IReadOnlyList<AnswerBody> Answers);
