using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using IntervalOf = CareKpi.Kpis.Scorecards.Interval;
using LevelOf = CareKpi.Kpis.Scorecards.Level;

namespace CareKpi.Api.Scorecards;

/// <summary>The words of the read API (docs/contracts/read-api.md).</summary>
internal static class Words
{
    public static readonly (string Word, Dimensions Dimension)[] AllDimensions =
    [
        ("channel", Dimensions.Channel), ("queue", Dimensions.Queue), ("topic", Dimensions.Topic), ("priority", Dimensions.Priority),
        ("tag", Dimensions.Tag), ("segment", Dimensions.Segment), ("region", Dimensions.Region),
    ];

    private static readonly (string Word, PeriodPreset Preset)[] Presets =
    [
        ("TODAY", PeriodPreset.Today), ("YESTERDAY", PeriodPreset.Yesterday), ("LAST_7_DAYS", PeriodPreset.Last7Days), ("LAST_28_DAYS", PeriodPreset.Last28Days),
        ("LAST_90_DAYS", PeriodPreset.Last90Days), ("WEEK_TO_DATE", PeriodPreset.WeekToDate), ("MONTH_TO_DATE", PeriodPreset.MonthToDate), ("QUARTER_TO_DATE", PeriodPreset.QuarterToDate),
        ("YEAR_TO_DATE", PeriodPreset.YearToDate), ("LAST_WEEK", PeriodPreset.LastWeek), ("LAST_MONTH", PeriodPreset.LastMonth), ("LAST_QUARTER", PeriodPreset.LastQuarter),
        ("LAST_YEAR", PeriodPreset.LastYear),
    ];

    public static string Of(Level level) => level switch { LevelOf.Tenant => "tenant", LevelOf.Team => "team", LevelOf.Agent => "agent", _ => "customer" };

    public static Level? Level(string word) => word switch
    {
        "tenant" => LevelOf.Tenant,
        "team" => LevelOf.Team,
        "agent" => LevelOf.Agent,
        "customer" => LevelOf.Customer,
        _ => null,
    };

    public static string Of(Interval interval) => interval switch
    {
        IntervalOf.Hour => "hour",
        IntervalOf.Day => "day",
        IntervalOf.Week => "week",
        IntervalOf.Month => "month",
        IntervalOf.Quarter => "quarter",
        _ => "year",
    };

    public static Interval? Interval(string word) => word switch
    {
        "hour" => IntervalOf.Hour,
        "day" => IntervalOf.Day,
        "week" => IntervalOf.Week,
        "month" => IntervalOf.Month,
        "quarter" => IntervalOf.Quarter,
        "year" => IntervalOf.Year,
        _ => null,
    };

    public static Dimensions? Dimension(string word) => Array.Find(AllDimensions, pair => string.Equals(pair.Word, word, StringComparison.Ordinal)) is { Word: not null } found ? found.Dimension : null;

    public static CohortMeasure? Cohorts(string word) => word switch
    {
        "customers" => CohortMeasure.Customers,
        "revenue" => CohortMeasure.Revenue,
        _ => null,
    };

    public static PeriodPreset? Preset(string word) => Array.Find(Presets, pair => string.Equals(pair.Word, word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } found ? found.Preset : null;
}
