using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Alerts;

/// <summary>When an alert is raised. Exactly one kind.</summary>
public abstract record AlertCondition
{
    /// <summary>Beyond a bound; on the bound it is not.</summary>
    public sealed record Threshold(double? Above, double? Below) : AlertCondition;

    public sealed record TargetMissed : AlertCondition;

    /// <summary>Against the four weeks before the period: at least so much more (positive) or less (negative), in percent.</summary>
    public sealed record Change(double Percent) : AlertCondition;
}

/// <summary>A tenant's rule. <see cref="Key"/> null: every scope of the level.</summary>
public sealed record AlertRule(string Id, string Name, Level Level, string? Key, string Kpi, AlertCondition Condition, PeriodPreset Period, int MinCount, int CoolDownHours, bool Enabled, string? WebhookUrl)
{
    private static readonly string[] Fields = ["name", "level", "key", "kpi", "condition", "period", "minCount", "coolDownHours", "enabled", "webhook"];

    public bool IsOfEvery => Key is null && Level != Level.Tenant;

    public static AlertRule Of(Definition definition) => definition.As(document => Read(definition.Id, document));

    /// <exception cref="DefinitionException">A field is missing, unknown or makes no sense.</exception>
    public static AlertRule Read(string id, JsonElement document)
    {
        var fields = new DocumentFields(document, Fields);
        var level = fields.Text("level", 16) switch
        {
            "tenant" => Level.Tenant,
            "team" => Level.Team,
            "agent" => Level.Agent,
            "customer" => Level.Customer,
            _ => throw new DefinitionException("the level is 'tenant', 'team', 'agent' or 'customer'", "level"),
        };
        var key = fields.OptionalText("key", 128);
        if (key is not null && level == Level.Tenant)
        {
            throw new DefinitionException("the tenant itself has no key: leave it out", "key");
        }
        if (key is null && level == Level.Customer)
        {
            throw new DefinitionException("a rule is for one customer, by its key; for every scope of a level only teams and agents are looked at", "key");
        }
        return new(
            id, fields.Text("name", 256), level, key, fields.Text("kpi", 128), ConditionOf(document), Preset(fields.OptionalText("period", 32) ?? "LAST_7_DAYS"),
            Whole(fields, "minCount", 1, 1, 1_000_000), Whole(fields, "coolDownHours", 24, 1, 24 * 366), fields.Flag("enabled", true), fields.OptionalWebhook());
    }

    /// <exception cref="DefinitionException">The KPI is not told at the level.</exception>
    public static void Check(AlertRule rule, Kpi kpi)
    {
        if (!kpi.Levels.Has(rule.Level))
        {
            throw new DefinitionException($"'{kpi.Code}' is not told at this level; its levels are {kpi.Levels}", "level");
        }
    }

    public JsonElement ToDocument() => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["name"] = Name,
        ["level"] = DocumentFields.Word(Level),
        ["key"] = Key,
        ["kpi"] = Kpi,
        ["condition"] = Condition switch
        {
            AlertCondition.Threshold threshold => new JsonObject { ["kind"] = "threshold", ["above"] = threshold.Above, ["below"] = threshold.Below },
            AlertCondition.Change change => new JsonObject { ["kind"] = "change", ["percent"] = change.Percent },
            _ => new JsonObject { ["kind"] = "targetMissed" },
        },
        ["period"] = PresetWords[(int)Period],
        ["minCount"] = MinCount,
        ["coolDownHours"] = CoolDownHours,
        ["enabled"] = Enabled,
        ["webhook"] = WebhookUrl is null ? null : new JsonObject { ["url"] = WebhookUrl },
    });

    /// <summary>In the order of <see cref="PeriodPreset"/>.</summary>
    public static IReadOnlyList<string> PresetWords { get; } =
        ["TODAY", "YESTERDAY", "LAST_7_DAYS", "LAST_28_DAYS", "LAST_90_DAYS", "WEEK_TO_DATE", "MONTH_TO_DATE", "QUARTER_TO_DATE", "YEAR_TO_DATE", "LAST_WEEK", "LAST_MONTH", "LAST_QUARTER", "LAST_YEAR"];

    private static AlertCondition ConditionOf(JsonElement document)
    {
        if (!document.TryGetProperty("condition", out var given) || given.ValueKind != JsonValueKind.Object)
        {
            throw new DefinitionException("a condition is needed: {\"kind\": \"threshold\", \"above\" or \"below\"}, {\"kind\": \"targetMissed\"} or {\"kind\": \"change\", \"percent\"}", "condition");
        }
        var fields = new DocumentFields(given, "kind", "above", "below", "percent");
        var (above, below, percent) = (fields.OptionalNumber("above"), fields.OptionalNumber("below"), fields.OptionalNumber("percent"));
        return (fields.Text("kind", 16), above, below, percent) switch
        {
            ("threshold", not null, null, null) or ("threshold", null, not null, null) => new AlertCondition.Threshold(above, below),
            ("threshold", _, _, _) => throw new DefinitionException("a threshold has either 'above' or 'below'", "condition"),
            ("targetMissed", null, null, null) => new AlertCondition.TargetMissed(),
            ("targetMissed", _, _, _) => throw new DefinitionException("a missed target has no numbers of its own", "condition"),
            ("change", null, null, { } by) when by is not 0 => new AlertCondition.Change(by),
            ("change", _, _, _) => throw new DefinitionException("a change has a 'percent' that is not 0: 20 for a rise by a fifth or more, -20 for a fall", "condition"),
            _ => throw new DefinitionException("the kind is 'threshold', 'targetMissed' or 'change'", "condition"),
        };
    }

    private static PeriodPreset Preset(string word)
    {
        for (var i = 0; i < PresetWords.Count; i++)
        {
            if (PresetWords[i] == word)
            {
                return (PeriodPreset)i;
            }
        }
        throw new DefinitionException($"the period is one of {string.Join(", ", PresetWords)}", "period");
    }

    private static int Whole(DocumentFields fields, string name, int otherwise, int min, int max) => fields.OptionalNumber(name) switch
    {
        null => otherwise,
        { } number when number >= min && number <= max && double.IsInteger(number) => (int)number,
        _ => throw new DefinitionException($"it is a whole number from {min} to {max}", name),
    };
}
