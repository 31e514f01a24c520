using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Oracle.Tests;

/// <summary>One worked example, played into a tenant and compared with what must hold.</summary>
internal sealed class Scenario(JsonElement example)
{
    private readonly List<JsonElement> _events = [.. example.GetProperty("events").EnumerateArray()];

    private DateOnly From => Day("from");

    private DateOnly To => Day("to");

    private Instant Now => example.TryGetProperty("now", out var now)
        ? InstantPattern.ExtendedIso.Parse(now.GetString()!).Value
        : LocalDate.FromDateOnly(To).PlusDays(400).AtMidnight().InUtc().ToInstant();

    private Where? Where => example.TryGetProperty("where", out var where)
        ? new Where(
            Enum.Parse<OracleDimension>(where.GetProperty("dimension").GetString()!, ignoreCase: true),
            [.. where.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)],
            where.TryGetProperty("tag", out var tag) ? tag.GetString() : null)
        : null;

    public IEnumerable<(string Scope, string Kpi, JsonElement Expected)> Expected =>
        from scope in example.GetProperty("expect").EnumerateObject()
        from kpi in scope.Value.EnumerateObject()
        select (scope.Name, kpi.Name, kpi.Value);

    /// <summary>What does not hold, in words; empty when all of the served KPIs do.</summary>
    public List<string> Play(int? seed)
    {
        var events = seed is { } s ? _events.ToArray() : null;
        if (events is not null)
        {
            new Random(seed!.Value).Shuffle(events);
        }

        var tenant = new OracleTenant(
            example.GetProperty("timeZone").GetString()!, example.TryGetProperty("settings", out var settings) ? settings : null);
        var wrong = new List<string>();
        var rejected = new List<string>();
        var duplicates = 0;
        foreach (var e in events ?? [.. _events])
        {
            var added = tenant.Add(e);
            duplicates += added == Added.Duplicate ? 1 : 0;
            if (added == Added.Rejected)
            {
                rejected.Add(e.GetProperty("id").GetString()!);
            }
        }

        var mustReject = example.TryGetProperty("rejected", out var r) ? r.EnumerateArray().Select(i => i.GetString()!) : [];
        if (!rejected.Order(StringComparer.Ordinal).SequenceEqual(mustReject.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            wrong.Add($"rejected {string.Join(',', rejected)}");
        }

        if (duplicates != (example.TryGetProperty("duplicates", out var d) ? d.GetInt32() : 0))
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"duplicates {duplicates}"));
        }

        foreach (var (scope, kpi, expected) in Expected.Where(x => OracleTenant.Serves(x.Kpi)))
        {
            var colon = scope.IndexOf(':', StringComparison.Ordinal);
            var value = tenant.Read(
                colon < 0 ? scope : scope[..colon], colon < 0 ? null : scope[(colon + 1)..], kpi, From, To, Where, Now);
            wrong.AddRange(expected.EnumerateObject().Where(x => !Holds(x.Name, x.Value, value))
                .Select(x => $"{scope} {kpi} {x.Name}: {x.Value.GetRawText()} but {value?.ToString() ?? "none"}"));
        }

        if (example.TryGetProperty("cohorts", out var cohorts))
        {
            var rows = tenant.ReadCohorts(From, To, cohorts.GetProperty("of").GetString() is "REVENUE", Now);
            var lines = rows.Select(row => Line(row.Month, (double)row.Size, row.Cells.Select(c => (c.Age, (double)c.Kept, (double?)c.Percent, c.Incomplete))));
            var expected = cohorts.GetProperty("rows").EnumerateArray().Select(row => Line(
                DateOnly.ParseExact(row.GetProperty("month").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.GetProperty("size").GetDouble(),
                row.GetProperty("cells").EnumerateArray().Select(c => (
                    c.GetProperty("age").GetInt32(),
                    c.GetProperty("kept").GetDouble(),
                    c.GetProperty("percent") is { ValueKind: JsonValueKind.Number } percent ? percent.GetDouble() : (double?)null,
                    c.GetProperty("incomplete").GetBoolean()))));
            wrong.AddRange(expected.Except(lines, StringComparer.Ordinal).Select(l => "cohort " + l));
            wrong.AddRange(lines.Except(expected, StringComparer.Ordinal).Select(l => "but " + l));
        }

        return wrong;
    }

    private static string Line(DateOnly month, double size, IEnumerable<(int Age, double Kept, double? Percent, bool Incomplete)> cells) =>
        string.Create(CultureInfo.InvariantCulture, $"{month} {size}: {string.Join(' ', cells)}");

    private static bool Holds(string name, JsonElement expected, OracleValue? value) => value is not null && name switch
    {
        "value" => Same(expected, (double?)value.Value),
        "numerator" => Same(expected, (double)value.Numerator),
        "denominator" => Same(expected, (double?)value.Denominator),
        "count" => Same(expected, (double)value.Count),
        "confidence" => Same(expected.GetProperty("low"), value.Confidence?.Low) && Same(expected.GetProperty("high"), value.Confidence?.High),
        "parts" => value.Parts is { } parts && parts.Count == expected.EnumerateObject().Count()
            && expected.EnumerateObject().All(p => Same(p.Value, (double?)parts.GetValueOrDefault(p.Name))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>Within 1e-6 relative.</summary>
    private static bool Same(JsonElement expected, double? actual) => expected.ValueKind == JsonValueKind.Null
        ? actual is null
        : actual is { } a && Math.Abs(a - expected.GetDouble()) <= 1e-6 * Math.Max(1, Math.Abs(expected.GetDouble()));

    private DateOnly Day(string name) =>
        DateOnly.ParseExact(example.GetProperty("period").GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
