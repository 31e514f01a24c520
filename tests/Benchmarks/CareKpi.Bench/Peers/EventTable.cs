using System.Globalization;
using CareKpi.Bench.Data;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Peers;

/// <summary>Raw events as a table, and what both databases are asked.</summary>
internal static class EventTable
{
    public const string Columns =
        "kind smallint, id text, stamp timestamp, key text, customer int, channel smallint, agent smallint, team smallint, inbound boolean, outcome smallint, wait_ms int, work int, queue smallint, topic smallint, resolved boolean, escalated boolean, transferred boolean, survey smallint, score smallint, is_answered boolean";

    private static string Sums { get; } = string.Join(", ", ScorecardKpis.Measures.Select(static measure => $"({measure.Sql})::float8 AS {measure.Name}"));

    public static string RollupColumns { get; } = string.Join(", ", ScorecardKpis.Measures.Select(static measure => $"{measure.Name} float8"));

    /// <summary>All measures by level, key and day.</summary>
    public static string FillRollup { get; } = $"""
        INSERT INTO rollup SELECT l.level, l.scope, stamp::date, {Sums} FROM event
            CROSS JOIN LATERAL (VALUES (0::smallint, 0), (1::smallint, team::int), (2::smallint, agent::int), (3::smallint, customer)) AS l (level, scope) GROUP BY 1, 2, 3
        """;

    private static string Period { get; } = $"'{ContactLoad.From:yyyy-MM-dd}' AND {{0}} < '{ContactLoad.To.AddDays(1):yyyy-MM-dd}'";

    public static string FromRaw(Level level, int key) =>
        $"SELECT {ScorecardKpis.Sql(level)} FROM (SELECT {Sums} FROM event WHERE stamp >= {InPeriod("stamp")}{(level == Level.Tenant ? "" : Of(level, key))}) AS m";

    public static string FromRollup(Level level, int key)
    {
        var sums = string.Join(", ", ScorecardKpis.Measures.Select(static measure => $"sum({measure.Name}) AS {measure.Name}"));
        return string.Create(CultureInfo.InvariantCulture, $"SELECT {ScorecardKpis.Sql(level)} FROM (SELECT {sums} FROM rollup WHERE level = {Number(level)} AND scope = {key} AND day >= {InPeriod("day")}) AS m");
    }

    /// <summary>As CSV, in the order of <see cref="Columns"/>; nothing between commas is null.</summary>
    public static void Write(IEnumerable<CareEvent> events, TextWriter to)
    {
        foreach (var one in events)
        {
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{(short)one.Kind},{one.Id},{one.At:yyyy-MM-dd HH:mm:ss.ffffff},{one.Key},{one.Customer},{one.Channel},{one.Agent},{one.Team},{one.IsInbound},{(short)one.Outcome},{one.Wait},{one.Talk + one.Hold + one.Wrap},"));
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{one.Queue},{one.Topic},{one.Resolved},{one.IsEscalated},{one.IsTransferred},{one.Survey},{one.Score},{one.IsAnswered}\n"));
        }
    }

    private static string InPeriod(string column) => string.Format(CultureInfo.InvariantCulture, Period, column);

    private static string Of(Level level, int key) => string.Create(CultureInfo.InvariantCulture, $" AND {level.ToString().ToLowerInvariant()} = {key}");

    private static int Number(Level level) => level switch { Level.Tenant => 0, Level.Team => 1, Level.Agent => 2, _ => 3 };
}
