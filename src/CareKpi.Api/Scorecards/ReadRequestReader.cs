using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Scorecards;

/// <summary>Reads and checks one request. Throws <see cref="ReadProblemException"/> with the field and how to mend it.</summary>
internal sealed class ReadRequestReader(string tenant, KpiRegistry registry)
{
    private const int MaxKpis = 100;
    private const int MaxFilterValues = 100;
    private const int MaxItems = 1000;
    private const int MaxHourlyDays = 400;
    private const int MaxPoints = 3700;

    public ReadRequest Read(JsonElement json)
    {
        var request = new JsonFields(json, "", "scope", "period", "kpis", "where", "interval", "by", "ranking", "cohorts", "compare", "extras", "values", "after");
        var scope = Scope(request.Object("scope", "level", "key"));
        var period = Period(request.Object("period", "from", "to", "preset"), "period");
        var interval = request.OptionalText("interval") is { } word ? Words.Interval(word) ?? throw Bad("The interval is 'hour', 'day', 'week', 'month', 'quarter' or 'year'.", "interval") : (Interval?)null;
        CheckPoints(period, interval);
        var read = new ReadRequest(scope, period)
        {
            Kpis = request.OptionalTexts("kpis", MaxKpis),
            Where = request.OptionalObject("where", "dimension", "tag", "values") is { } where ? Filter(where) : null,
            Interval = interval,
            By = request.OptionalObject("by", "dimension", "tag", "first") is { } by ? By(by) : null,
            Ranking = request.OptionalObject("ranking", "level", "first", "worst", "minCount") is { } ranking ? Ranking(ranking, scope) : null,
            Cohorts = request.OptionalText("cohorts") is { } cohorts ? Words.Cohorts(cohorts) ?? throw Bad("Cohorts are of 'customers' or 'revenue'.", "cohorts") : null,
            Compare = Compare(request.OptionalTexts("compare", 2) ?? []),
            Extras = ExtrasOf(request.OptionalTexts("extras", 2) ?? []),
            Values = request.OptionalFlag("values") ?? false,
            After = request.OptionalText("after") is { } after ? Positions.Parse(tenant, after) ?? throw Bad("'after' is the position that an ingest or a read answered.", "after") : null,
        };
        CheckKpis(read);
        return read;
    }

    internal static ScopeRef Scope(JsonFields json)
    {
        var level = Words.Level(json.Text("level")) ?? throw Bad("The level is 'tenant', 'team', 'agent' or 'customer'.", "scope.level");
        var key = json.OptionalText("key");
        if (level == Level.Tenant)
        {
            return new(level, "");
        }

        return string.IsNullOrEmpty(key) ? throw Bad("A team, an agent or a customer is named by its key.", "scope.key") : new(level, key);
    }

    internal static PeriodChoice Period(JsonFields json, string field = "period")
    {
        var preset = json.OptionalText("preset");
        var (from, to) = (json.OptionalText("from"), json.OptionalText("to"));
        if (preset is not null)
        {
            return from is null && to is null
                ? new(null, Words.Preset(preset) ?? throw Bad("There is no such preset; LAST_7_DAYS is one.", $"{field}.preset"))
                : throw Bad("A period has days or a preset, not both.", field);
        }

        var days = new Period(Day(from, $"{field}.from"), Day(to, $"{field}.to"));
        return days.To < days.From ? throw Bad("The period ends before it begins.", $"{field}.to") : new(days, null);
    }

    private static DateOnly Day(string? text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Bad("A day is written like 2026-03-31.", field);

    internal static Filter Filter(JsonFields json)
    {
        var (dimension, tag) = Dimension(json);
        var values = json.OptionalTexts("values", MaxFilterValues);
        return values is null or [] ? throw Bad("Give the values to keep.", json.Path("values")) : new(dimension, tag, values);
    }

    private static BreakdownBy By(JsonFields json)
    {
        var (dimension, tag) = Dimension(json);
        return new(dimension, tag, json.OptionalNumber("first", 1, MaxItems) ?? 20);
    }

    private static (Dimensions Dimension, string? Tag) Dimension(JsonFields json)
    {
        var dimension = Words.Dimension(json.Text("dimension")) ?? throw Bad("The dimension is 'channel', 'queue', 'topic', 'priority', 'tag', 'segment' or 'region'.", json.Path("dimension"));
        var tag = json.OptionalText("tag");
        return dimension == Dimensions.Tag == !string.IsNullOrEmpty(tag) ? (dimension, tag) : throw Bad("'tag' names the tag when, and only when, the dimension is 'tag'.", json.Path("tag"));
    }

    private static RankingOf Ranking(JsonFields json, ScopeRef scope)
    {
        var level = Words.Level(json.Text("level"));
        var ranked = level is { } below and not Level.Tenant && (scope.Level == Level.Tenant || (scope.Level == Level.Team && below == Level.Agent));
        return ranked
            ? new(level!.Value, json.OptionalNumber("first", 1, MaxItems) ?? 10, json.OptionalFlag("worst") ?? false, json.OptionalNumber("minCount", 0, int.MaxValue) ?? 1)
            : throw Bad("A tenant ranks its 'team', 'agent' or 'customer', a team its 'agent'.", "ranking.level");
    }

    private static Comparisons Compare(IReadOnlyList<string> words)
    {
        var compare = Comparisons.None;
        foreach (var word in words)
        {
            compare |= word switch
            {
                "previous" => Comparisons.Previous,
                "yearAgo" => Comparisons.YearAgo,
                _ => throw Bad("Compare with 'previous' or 'yearAgo'.", "compare"),
            };
        }

        return compare;
    }

    private static Extras ExtrasOf(IReadOnlyList<string> words)
    {
        var extras = Extras.None;
        foreach (var word in words)
        {
            extras |= word switch
            {
                "target" => Extras.Target,
                "benchmark" => Extras.Benchmark,
                _ => throw Bad("Values bring a 'target' or a 'benchmark' with them.", "extras"),
            };
        }

        return extras;
    }

    private static void CheckPoints(PeriodChoice period, Interval? interval)
    {
        if (period.Days is not { } days || interval is null)
        {
            return;
        }

        var length = days.To.DayNumber - days.From.DayNumber + 1;
        if (interval == Interval.Hour ? length > MaxHourlyDays : interval == Interval.Day && length > MaxPoints)
        {
            throw new ReadProblemException(ProblemCodes.TooCostly, "A series has at most 400 days by hour and 3,700 points: ask for a shorter period or a longer interval.", "period");
        }
    }

    private void CheckKpis(ReadRequest request)
    {
        var level = request.Ranking?.Level ?? request.Scope.Level;
        var needed = (request.Where?.Dimension ?? Dimensions.None) | (request.By?.Dimension ?? Dimensions.None);
        for (var i = 0; i < (request.Kpis?.Count ?? 0); i++)
        {
            var (code, field) = (request.Kpis![i], string.Create(CultureInfo.InvariantCulture, $"kpis[{i}]"));
            if (registry.Find(code) is not { } kpi)
            {
                // It may be one of the tenant's own, which only its scopes know.
                continue;
            }

            if (!kpi.Levels.Has(level))
            {
                throw new ReadProblemException("KPI_NOT_AT_LEVEL", $"'{code}' does not exist for a {Words.Of(level)}", field);
            }

            if ((kpi.Dimensions & needed) != needed)
            {
                throw new ReadProblemException("KPI_NOT_BY_DIMENSION", $"'{code}' cannot be told apart by this dimension", field);
            }
        }
    }

    internal static ReadProblemException Bad(string message, string field) => new(ProblemCodes.BadInput, message, field);
}
