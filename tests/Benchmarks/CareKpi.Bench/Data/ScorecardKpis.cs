using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Bench.Data;

/// <summary>The 20 KPIs that are compared: of contacts and surveys, which SQL can say without business hours and windows of repetition. Each beside what SQL makes it of: <see cref="Measures"/>.</summary>
internal static class ScorecardKpis
{
    private const string InTime = "wait_ms <= CASE channel WHEN 0 THEN 20000 WHEN 1 THEN 60000 WHEN 2 THEN 14400000 ELSE 300000 END";
    private const string Answered = "kind = 0 AND inbound AND outcome = 0";
    private const string Abandoned = "kind = 0 AND inbound AND outcome = 1";

    /// <summary>By event: what is added up, in PostgreSQL's and DuckDB's words.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Measures { get; } =
    [
        ("volume", "count(*) FILTER (WHERE kind = 0)"),
        ("answered", $"count(*) FILTER (WHERE {Answered})"),
        ("abandoned", $"count(*) FILTER (WHERE {Abandoned})"),
        ("callback", "count(*) FILTER (WHERE kind = 0 AND inbound AND outcome = 2)"),
        ("answered_in_time", $"count(*) FILTER (WHERE {Answered} AND {InTime})"),
        ("abandoned_in_time", $"count(*) FILTER (WHERE {Abandoned} AND {InTime})"),
        ("wait_answered", $"sum(wait_ms) FILTER (WHERE {Answered})"),
        ("wait_abandoned", $"sum(wait_ms) FILTER (WHERE {Abandoned})"),
        ("known", "count(*) FILTER (WHERE kind = 0 AND inbound AND (outcome > 0 OR resolved IS NOT NULL))"),
        ("resolved", $"count(*) FILTER (WHERE {Answered} AND resolved)"),
        ("unresolved", $"count(*) FILTER (WHERE {Answered} AND NOT resolved)"),
        ("answered_known", $"count(*) FILTER (WHERE {Answered} AND resolved IS NOT NULL)"),
        ("escalated", $"count(*) FILTER (WHERE {Answered} AND escalated)"),
        ("handled", "count(*) FILTER (WHERE kind = 0 AND outcome = 0)"),
        ("transferred", "count(*) FILTER (WHERE kind = 0 AND outcome = 0 AND transferred)"),
        ("handle", "sum(work) FILTER (WHERE kind = 0 AND outcome = 0)"),
        ("csat", "count(*) FILTER (WHERE kind = 2 AND survey = 0)"),
        ("csat_positive", "count(*) FILTER (WHERE kind = 2 AND survey = 0 AND score >= 4)"),
        ("csat_negative", "count(*) FILTER (WHERE kind = 2 AND survey = 0 AND score <= 2)"),
        ("csat_sum", "sum(score) FILTER (WHERE kind = 2 AND survey = 0)"),
        ("nps", "count(*) FILTER (WHERE kind = 2 AND survey = 1)"),
        ("promoters", "count(*) FILTER (WHERE kind = 2 AND survey = 1 AND score >= 9)"),
        ("detractors", "count(*) FILTER (WHERE kind = 2 AND survey = 1 AND score <= 6)"),
        ("ces", "count(*) FILTER (WHERE kind = 2 AND survey = 2)"),
        ("ces_low", "count(*) FILTER (WHERE kind = 2 AND survey = 2 AND score >= 5)"),
        ("ces_sum", "sum(7 - score) FILTER (WHERE kind = 2 AND survey = 2)"),
        ("sent", "count(*) FILTER (WHERE kind = 1)"),
        ("sent_answered", "count(*) FILTER (WHERE kind = 1 AND is_answered)"),
    ];

    private static readonly (string Code, string Sql)[] Kpis =
    [
        ("average_speed_of_answer", "wait_answered / 1000 / nullif(answered, 0)"),
        ("average_wait_time", "(coalesce(wait_answered, 0) + coalesce(wait_abandoned, 0)) / 1000 / nullif(answered + abandoned, 0)"),
        ("service_level", "100 * (answered_in_time + abandoned_in_time) / nullif(answered + abandoned, 0)"),
        ("answer_rate", "100 * answered / nullif(answered + abandoned + callback, 0)"),
        ("abandonment_rate", "100 * abandoned / nullif(answered + abandoned + callback, 0)"),
        ("average_time_to_abandon", "wait_abandoned / 1000 / nullif(abandoned, 0)"),
        ("resolution_rate", "100 * resolved / nullif(known, 0)"),
        ("unresolved_rate", "100 * unresolved / nullif(answered_known, 0)"),
        ("escalation_rate", "100 * escalated / nullif(answered, 0)"),
        ("transfer_rate", "100 * transferred / nullif(handled, 0)"),
        ("average_handle_time", "handle / nullif(handled, 0)"),
        ("contact_volume", "volume"),
        ("contacts_handled", "handled"),
        ("csat", "100 * csat_positive / nullif(csat, 0)"),
        ("csat_mean", "csat_sum / nullif(csat, 0)"),
        ("survey_response_rate", "100 * sent_answered / nullif(sent, 0)"),
        ("nps", "100 * (promoters - detractors) / nullif(nps, 0)"),
        ("ces", "100 * ces_low / nullif(ces, 0)"),
        ("ces_mean", "1 + ces_sum * 4 / 6 / nullif(ces, 0)"),
        ("negative_feedback_rate", "100 * (csat_negative + detractors) / nullif(csat + nps, 0)"),
    ];

    /// <summary>Those that the level has.</summary>
    public static IReadOnlyList<string> Of(Level level)
    {
        var has = KpiRegistry.BuiltIn.ForLevel(level).Select(static kpi => kpi.Code).ToHashSet(StringComparer.Ordinal);
        return [.. Kpis.Select(static kpi => kpi.Code).Where(has.Contains)];
    }

    /// <summary>From one row with the measures' sums as floats.</summary>
    public static string Sql(Level level)
    {
        var codes = Of(level).ToHashSet(StringComparer.Ordinal);
        return string.Join(", ", Kpis.Where(kpi => codes.Contains(kpi.Code)).Select(static kpi => $"{kpi.Sql} AS kpi_{kpi.Code}"));
    }
}
