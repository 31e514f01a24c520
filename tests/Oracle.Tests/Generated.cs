using System.Text.Json;
using Oracle.Generate;

namespace Oracle.Tests;

/// <summary>Generated tenants played into the oracle, and every scope of them read.</summary>
internal static class Generated
{
    public static (OracleTenant Tenant, IReadOnlyList<Added> Added) Play(GeneratedTenant generated, IEnumerable<string>? events = null)
    {
        using var settings = JsonDocument.Parse(generated.Settings);
        var tenant = new OracleTenant(generated.TimeZone, settings.RootElement);
        var added = new List<Added>();
        foreach (var e in events ?? generated.Events)
        {
            using var document = JsonDocument.Parse(e);
            added.Add(tenant.Add(document.RootElement));
        }

        return (tenant, added);
    }

    public static IEnumerable<(string Level, string? Key)> Scopes(GeneratedTenant generated) =>
    [
        ("tenant", null),
        .. generated.Keys.Teams.Select(k => ("team", (string?)k)),
        .. generated.Keys.Agents.Select(k => ("agent", (string?)k)),
        .. generated.Keys.Customers.Select(k => ("customer", (string?)k)),
    ];

    public static IEnumerable<Where?> Filters(GeneratedTenant generated) =>
    [
        null,
        new Where(OracleDimension.Channel, ["voice", "email"]),
        new Where(OracleDimension.Queue, [generated.Keys.Queues[0]]),
        new Where(OracleDimension.Topic, [generated.Keys.Topics[0]]),
        new Where(OracleDimension.Priority, ["normal"]),
        new Where(OracleDimension.Tag, [generated.Keys.Products[0]], "product"),
        new Where(OracleDimension.Segment, ["gold"]),
    ];

    /// <summary>All values of a tenant as lines.</summary>
    public static List<string> Values(OracleTenant tenant, GeneratedTenant generated) =>
    [
        .. from kpi in OracleTenant.Served
           from scope in Scopes(generated)
           from filter in Filters(generated)
           let value = tenant.Read(scope.Level, scope.Key, kpi, generated.From, generated.To, filter, generated.Now)
           where value is not null
           select $"{scope.Level} {scope.Key} {filter?.Dimension.ToString() ?? ""} {kpi}: {Line(value)}",
    ];

    private static string Line(OracleValue value) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{value.Value} {value.Numerator} {value.Denominator} {value.Count} {value.Provisional} {value.SettledThrough} {value.Confidence} {value.Distribution?.Quantile(0.5m)} {string.Join(',', value.Parts?.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.ToString()) ?? [])}");
}
