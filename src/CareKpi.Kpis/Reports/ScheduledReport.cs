using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Reports;

public enum ReportInterval : byte { Week, Month }

/// <summary>A scorecard that is sent on the first day after each week or month. <see cref="Kpis"/> null: those that <see cref="ReportSelection"/> picks. <see cref="At"/> in the tenant's time zone.
/// <see cref="To"/>: addresses, each of which gets a mail of its own; none: no mail.</summary>
public sealed record ScheduledReport(string Id, string Name, ScopeRef Scope, IReadOnlyList<string>? Kpis, ReportInterval Every, TimeOnly At, ReportLocale Locale, IReadOnlyList<string> To, string? WebhookUrl, bool Enabled)
{
    /// <summary>Of one tenant.</summary>
    public const int MaxReports = 100;

    public const int MaxAddresses = 20;

    /// <summary>KPIs of one report.</summary>
    public const int MaxKpis = 40;

    public static ScheduledReport Of(Definition definition) => definition.As(document => Read(definition.Id, document));

    /// <exception cref="DefinitionException">A field is missing, unknown or makes no sense.</exception>
    public static ScheduledReport Read(string id, JsonElement document)
    {
        var fields = new DocumentFields(document, "name", "level", "key", "kpis", "every", "at", "locale", "email", "webhook", "enabled");
        var name = fields.Text("name", 128);
        if (name.Any(char.IsControl))
        {
            throw new DefinitionException("a name is one line of printable characters: it is the subject of the mail", "name");
        }
        var report = new ScheduledReport(
            id, name, fields.Scope(), fields.OptionalTexts("kpis", MaxKpis, 128),
            fields.Text("every", 16) switch { "week" => ReportInterval.Week, "month" => ReportInterval.Month, _ => throw new DefinitionException("it is sent every 'week' or every 'month'", "every") },
            TimeOf(fields.OptionalText("at", 16) ?? "07:00"), ReportLocales.Of(fields.OptionalText("locale", 16) ?? "en") ?? throw new DefinitionException("the locale is 'en', 'zh-Hant', 'zh-Hans' or 'ms'", "locale"),
            AddressesOf(document), fields.OptionalWebhook(), fields.Flag("enabled", true));
        return report.To.Count > 0 || report.WebhookUrl is not null ? report
            : throw new DefinitionException("a report goes somewhere: give 'email', 'webhook' or both; {\"enabled\": false} pauses it", "email");
    }

    /// <exception cref="DefinitionException">The KPI is not told at the level.</exception>
    public static void Check(ScheduledReport report, Kpi kpi, string field)
    {
        if (!kpi.Levels.Has(report.Scope.Level))
        {
            throw new DefinitionException($"'{kpi.Code}' is not told at this level; its levels are {kpi.Levels}", field);
        }
    }

    public JsonElement ToDocument() => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["name"] = Name,
        ["level"] = DocumentFields.Word(Scope.Level),
        ["key"] = Scope.Level == Level.Tenant ? null : Scope.Key,
        ["kpis"] = ListOf(Kpis),
        ["every"] = EveryWord,
        ["at"] = AtText,
        ["locale"] = Locale.Word(),
        ["email"] = To.Count == 0 ? null : new JsonObject { ["to"] = ListOf(To) },
        ["webhook"] = WebhookUrl is null ? null : new JsonObject { ["url"] = WebhookUrl },
        ["enabled"] = Enabled,
    });

    public string EveryWord => Every == ReportInterval.Week ? "week" : "month";

    public string AtText => At.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static JsonArray? ListOf(IReadOnlyList<string>? texts) => texts is null ? null : new([.. texts.Select(static text => (JsonNode?)JsonValue.Create(text))]);

    private static TimeOnly TimeOf(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw new DefinitionException("a time of day is written like 07:00", "at");

    private static IReadOnlyList<string> AddressesOf(JsonElement document)
    {
        if (!document.TryGetProperty("email", out var email) || email.ValueKind == JsonValueKind.Null)
        {
            return [];
        }
        IReadOnlyList<string> to;
        try
        {
            to = new DocumentFields(email, "to").OptionalTexts("to", MaxAddresses, MailAddressRule.MaxLength) ?? throw new DefinitionException("'to' is needed: a list of addresses", "to");
        }
        catch (DefinitionException refused)
        {
            throw new DefinitionException(refused.Message, refused.Field is { } field ? $"email.{field}" : "email");
        }
        for (var i = 0; i < to.Count; i++)
        {
            if (!MailAddressRule.Holds(to[i]))
            {
                throw new DefinitionException("a mail address is written like director@example.com: letters and digits of ASCII, no name, no comment", string.Create(CultureInfo.InvariantCulture, $"email.to[{i}]"));
            }
        }
        return to;
    }
}
