using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Agreement;

/// <summary>Plays a generated tenant into engine and oracle and compares every KPI that both serve, in every scope, under every filter.</summary>
internal static class OracleAgreement
{
    /// <summary>KPIs of both.</summary>
    public static IReadOnlyList<string> Kpis { get; } = [.. KpiRegistry.BuiltIn.All.Select(kpi => kpi.Code).Where(OracleTenant.Serves)];

    /// <summary>What differs, in words; and how many values were compared. <paramref name="told"/> takes the KPIs that had a value other than 0 somewhere, so that agreeing means something.</summary>
    public static async Task<(List<string> Wrong, int Compared)> CompareAsync(GeneratedTenant generated, int seed, HashSet<string>? told = null)
    {
        await using var node = new TestNode(time: new ManualTime(generated.Now.ToDateTimeOffset()));
        var oracle = await LoadAsync(node, generated, Batches(generated.Events, new Random(seed)));
        var period = new Period(generated.From, generated.To);
        var wrong = new List<string>();
        var compared = 0;
        foreach (var (level, key) in Scopes(generated))
        {
            foreach (var filter in Filters(generated))
            {
                compared += await CompareAsync(node, oracle, generated, level, key, period, filter, wrong, told);
            }
        }
        return (wrong, compared);
    }

    /// <summary>Plays a tenant into both. Throws if the node refuses what the generator made.</summary>
    public static async Task<OracleTenant> LoadAsync(TestNode node, GeneratedTenant generated, IEnumerable<string[]> batches)
    {
        using var settings = JsonDocument.Parse(generated.Settings);
        var oracle = OracleOf(generated, settings.RootElement);
        await node.CreateAsync(generated.TimeZone, settings.RootElement);
        var position = 0L;
        foreach (var batch in batches)
        {
            var (reply, rejected) = await node.SendAsync(batch);
            // A withdrawal that names nothing says nothing to the oracle; the node refuses it.
            if (rejected.FirstOrDefault(rejection => rejection is not { Code: "missing_field", Field: "supersedes" }) is { } refused)
            {
                throw new InvalidOperationException($"rejected: {refused}");
            }
            position = reply.Position;
        }
        await node.AppliedAsync(position);
        return oracle;
    }

    /// <summary>The oracle with all of a tenant's events.</summary>
    public static OracleTenant OracleOf(GeneratedTenant generated, JsonElement settings)
    {
        var oracle = new OracleTenant(generated.TimeZone, settings);
        foreach (var sent in generated.Events)
        {
            using var document = JsonDocument.Parse(sent);
            oracle.Add(document.RootElement);
        }
        return oracle;
    }

    public static IEnumerable<string[]> Batches(IReadOnlyList<string> events, Random random)
    {
        for (var at = 0; at < events.Count;)
        {
            var count = Math.Min(events.Count - at, random.Next(1, 40));
            yield return [.. events.Skip(at).Take(count)];
            at += count;
        }
    }

    /// <summary>Every KPI of a scope: what differs is added in words. How many values were compared.</summary>
    public static async Task<int> CompareAsync(TestNode node, OracleTenant oracle, GeneratedTenant generated, Level level, string? key, Period period, Filter? filter, List<string> wrong, HashSet<string>? told = null)
    {
        var read = await node.ReadAsync(new ScopeRef(level, key ?? ""), period, Asked(level, filter), filter);
        return Compare(read, oracle, generated, level, key, period, filter, wrong, told);
    }

    /// <summary>KPIs are asked for by name: without, variants are left out.</summary>
    public static List<string> Asked(Level level, Filter? filter) => [.. KpiRegistry.BuiltIn.ForLevel(level).Where(kpi => filter is null || (kpi.Dimensions & filter.Dimension) != 0).Select(kpi => kpi.Code)];

    /// <summary>Compares what was read of one scope; the number of values compared.</summary>
    public static int Compare(ReadResult? read, OracleTenant oracle, GeneratedTenant generated, Level level, string? key, Period period, Filter? filter, List<string> wrong, HashSet<string>? told = null)
    {
        var values = read?.Values?.ToDictionary(value => value.Kpi, StringComparer.Ordinal) ?? [];
        var compared = 0;
        foreach (var kpi in Kpis)
        {
            var expected = oracle.Read(level.ToString().ToLowerInvariant(), key, kpi, period.From, period.To, WhereOf(filter), generated.Now);
            if (!values.TryGetValue(kpi, out var value))
            {
                if (read is not null && expected is not null)
                {
                    wrong.Add($"{level} {key} {period.From:yyyy-MM-dd} {filter?.Dimension} {kpi}: not served, oracle {expected}");
                }
                continue;
            }
            compared++;
            if (value.Value is not (null or 0))
            {
                told?.Add(kpi);
            }
            if (expected is null)
            {
                wrong.Add($"{level} {key} {period.From:yyyy-MM-dd} {filter?.Dimension} {kpi}: {value}, oracle none");
                continue;
            }
            if (Difference(value, expected) is { } difference)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{level} {key} {period.From:yyyy-MM-dd} {filter?.Dimension} {kpi}: {difference}"));
            }
        }
        return compared;
    }

    public static string? Difference(KpiValue value, OracleValue expected)
    {
        if (!IsSame(value.Value, (double?)expected.Value))
        {
            return $"value {value.Value} ({value.Numerator}/{value.Denominator}), oracle {expected.Value} ({expected.Numerator}/{expected.Denominator})";
        }
        if (!IsSame(value.Numerator, (double)expected.Numerator) || !IsSame(value.Denominator, (double?)expected.Denominator) || !IsSame(value.Count, (double)expected.Count))
        {
            return $"{value.Numerator}/{value.Denominator} of {value.Count}, oracle {expected.Numerator}/{expected.Denominator} of {expected.Count}";
        }
        if (value.Provisional != expected.Provisional || value.SettledThrough != expected.SettledThrough)
        {
            return $"provisional {value.Provisional} settled {value.SettledThrough}, oracle {expected.Provisional} {expected.SettledThrough}";
        }
        if (!IsSame(value.Confidence?.Low, expected.Confidence?.Low) || !IsSame(value.Confidence?.High, expected.Confidence?.High))
        {
            return $"confidence {value.Confidence}, oracle {expected.Confidence}";
        }
        var parts = Parts(value.Parts?.Select(part => (part.Name, (decimal)part.Count)));
        if (expected.Parts is { } exactly && parts != Parts(exactly.Select(part => (part.Key, part.Value))))
        {
            return $"parts {parts}, oracle {Parts(exactly.Select(part => (part.Key, part.Value)))}";
        }
        foreach (var (name, mean) in expected.PartMeans ?? new Dictionary<string, decimal?>(StringComparer.Ordinal))
        {
            if (!IsSame(value.Parts!.Single(part => part.Name == name).Value, (double?)mean))
            {
                return string.Create(CultureInfo.InvariantCulture, $"part {name} {value.Parts!.Single(part => part.Name == name).Value}, oracle {mean}");
            }
        }
        return value.Distribution is { } has && expected.Distribution is { } exact ? Difference(has, exact) : null;
    }

    private static string Parts(IEnumerable<(string Name, decimal Count)>? parts) =>
        string.Join(", ", (parts ?? []).OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Count}")));

    private static string? Difference(Distribution has, OracleDistribution exact)
    {
        foreach (var (name, value, expected) in new[]
        {
            ("p50", has.P50, exact.Quantile(0.5m)), ("p75", has.P75, exact.Quantile(0.75m)), ("p90", has.P90, exact.Quantile(0.9m)),
            ("p95", has.P95, exact.Quantile(0.95m)), ("p99", has.P99, exact.Quantile(0.99m)), ("min", has.Min, exact.Min), ("max", has.Max, exact.Max),
        })
        {
            if (Math.Abs(value - (double)expected) > 0.0101 * (double)expected + 1e-9)
            {
                return $"{name} {value}, exactly {expected}";
            }
        }
        return IsSame(has.Mean, (double)exact.Mean) ? null : $"mean {has.Mean}, oracle {exact.Mean}";
    }

    private static bool IsSame(double? value, double? expected) => value is null || expected is null ? value is null && expected is null : Math.Abs(value.Value - expected.Value) <= 1e-6 * Math.Max(1, Math.Abs(expected.Value));

    private static IEnumerable<(Level Level, string? Key)> Scopes(GeneratedTenant generated) =>
    [
        (Level.Tenant, null),
        .. generated.Keys.Teams.Select(key => (Level.Team, (string?)key)),
        .. generated.Keys.Agents.Select(key => (Level.Agent, (string?)key)),
        .. generated.Keys.Customers.Select(key => (Level.Customer, (string?)key)),
    ];

    public static IEnumerable<Filter?> Filters(GeneratedTenant generated) =>
    [
        null,
        new Filter(Dimensions.Channel, null, ["voice", "email"]),
        new Filter(Dimensions.Queue, null, [generated.Keys.Queues[0]]),
        new Filter(Dimensions.Topic, null, [generated.Keys.Topics[0]]),
        new Filter(Dimensions.Priority, null, ["normal"]),
        new Filter(Dimensions.Tag, "product", [generated.Keys.Products[0]]),
        new Filter(Dimensions.Segment, null, ["gold"]),
        new Filter(Dimensions.Region, null, ["north", "south"]),
    ];

    private static Where? WhereOf(Filter? filter) => filter is null ? null : new Where(Enum.Parse<OracleDimension>(filter.Dimension.ToString()), filter.Values, filter.Tag);
}
