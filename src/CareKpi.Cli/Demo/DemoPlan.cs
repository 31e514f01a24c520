using System.Globalization;
using System.Text.Json.Nodes;

namespace CareKpi.Cli.Demo;

/// <summary>What Demo Telecom has set up: bodies as they are sent.</summary>
internal sealed class DemoPlan(DemoSize size, DemoCompany company)
{
    private const int MonthsClosed = 3;

    /// <summary>What facts are judged by; the same for the whole story.</summary>
    public static JsonObject Settings(DemoSize size)
    {
        var settings = Parse("""
            {"serviceLevel": {"thresholds": {"voice": 20, "chat": 60, "messaging": 300, "social": 3600, "video": 30, "in_person": 600}, "shortAbandon": {"voice": 5}},
             "repeatWindowDays": 7, "tagDimensions": ["product"], "weekStart": "mon", "discountRate": 0.08,
             "businessHours": {"hours": {"mon": [["08:00", "20:00"]], "tue": [["08:00", "20:00"]], "wed": [["08:00", "20:00"]], "thu": [["08:00", "20:00"]], "fri": [["08:00", "20:00"]], "sat": [["09:00", "18:00"]]}},
             "slaPolicies": [
               {"priority": ["high", "urgent"], "firstResponse": 1800, "nextResponse": 1800, "resolution": 28800, "clock": "business", "pauseOnCustomer": true},
               {"firstResponse": 3600, "nextResponse": 3600, "resolution": 50400, "clock": "business", "pauseOnCustomer": true}]}
            """);
        settings["businessHours"]!["holidays"] = new JsonArray([.. DemoCalendar.Holidays(size.First.Year, size.Until.Year + 1).Select(day => (JsonNode)Text(day))]);
        return settings;
    }

    /// <summary>What agents are appraised by.</summary>
    public static JsonObject Appraisal() => Parse("""
        {"appraisal": {"schemes": [
          {"name": "Social & Messaging", "teams": ["social"], "parts": [{"kpi": "csat", "weight": 40, "target": 78}, {"kpi": "resolution_rate", "weight": 30, "target": 75}, {"kpi": "quality_score", "weight": 30, "target": 85}]},
          {"name": "Care", "teams": null, "parts": [{"kpi": "csat", "weight": 30, "target": 80}, {"kpi": "first_contact_resolution", "weight": 25, "target": 68}, {"kpi": "average_handle_time", "weight": 15, "target": 420},
            {"kpi": "quality_score", "weight": 20, "target": 85}, {"kpi": "adherence", "weight": 10, "target": 90}]}]}}
        """);

    public IEnumerable<JsonObject> Targets()
    {
        (string? Team, string Kpi, double Target, double Warning)[] all =
        [
            (null, "csat", 76, 70), (null, "nps", 8, 0), (null, "first_contact_resolution", 68, 62), (null, "service_level", 80, 72), (null, "abandonment_rate", 6, 8), (null, "average_handle_time", 420, 480),
            (null, "sla_compliance", 92, 85), (null, "first_response_time", 2700, 4500), (null, "quality_score", 85, 80), (null, "utilization", 65, 80), (null, "cost_per_contact", 30, 36), (null, "retention_rate", 98, 97),
            ("technical", "first_contact_resolution", 66, 60), ("billing", "csat", 78, 72), ("social", "csat", 78, 70), ("business", "sla_compliance", 95, 88), ("retention", "conversion_rate", 12, 8),
        ];
        return from target in all
               where target.Team is null || Has(target.Team)
               select new JsonObject { ["level"] = target.Team is null ? "tenant" : "team", ["key"] = target.Team, ["kpi"] = target.Kpi, ["target"] = target.Target, ["warning"] = target.Warning };
    }

    public static JsonObject CustomKpi() => Parse("""{"code": "upsell_per_contact", "name": "Upsell per contact", "formula": "custom.upsell.sum / contacts_handled", "unit": "money", "direction": "up", "keyResultArea": "loyalty"}""");

    public static IEnumerable<JsonObject> AlertRules() => Parse("""
        {"rules": [
          {"name": "Customers of a team are unhappy", "level": "team", "kpi": "csat", "condition": {"kind": "threshold", "below": 60}, "period": "LAST_7_DAYS", "minCount": 10, "coolDownHours": 24},
          {"name": "Many more contacts than usual", "level": "tenant", "kpi": "contact_volume", "condition": {"kind": "change", "percent": 40}, "period": "LAST_7_DAYS", "minCount": 100, "coolDownHours": 72},
          {"name": "A team misses its target of first contact resolution", "level": "team", "kpi": "first_contact_resolution", "condition": {"kind": "targetMissed"}, "period": "LAST_28_DAYS", "minCount": 50, "coolDownHours": 168}]}
        """)["rules"]!.AsArray().Select(static rule => rule!.DeepClone().AsObject());

    public IEnumerable<JsonObject> Annotations()
    {
        var story = company.Story;
        (DateOnly From, DateOnly To, string Text, string? Team)[] all =
        [
            (story.OutageFrom, story.OutageTo, "Network outage", null), (story.BadWeek, story.BadWeek.AddDays(6), "New invoicing system", company.Desks[0].Key),
            (size.Until.AddDays(-DemoStory.Learning), size.Until.AddDays(-DemoStory.Learning), "Coaching and a new diagnosis guide", story.Technical.Key), (size.Until.AddDays(1 - DemoStory.WorseSince), size.Until.AddDays(1 - DemoStory.WorseSince), "eSIM activation moved to the new app", null),
        ];
        return from note in all
               where note.From >= size.First
               select new JsonObject { ["from"] = Text(note.From), ["to"] = Text(note.To), ["text"] = note.Text, ["level"] = note.Team is null ? null : "team", ["key"] = note.Team };
    }

    public static JsonObject Widget() => Parse("""{"name": "A CRM in development", "origins": ["http://localhost:3000"], "levels": ["customer"], "kpis": null}""");

    /// <summary>The oldest whole months, if they are well over.</summary>
    public IEnumerable<string> Months()
    {
        var first = size.First.Day == 1 ? size.First : new DateOnly(size.First.Year, size.First.Month, 1).AddMonths(1);
        return Enumerable.Range(0, MonthsClosed).Select(first.AddMonths).Where(month => month < size.Until.AddDays(-120)).Select(static month => month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
    }

    private bool Has(string team) => company.Desks.Any(desk => string.Equals(desk.Key, team, StringComparison.Ordinal));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
