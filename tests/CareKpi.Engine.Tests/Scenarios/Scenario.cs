using System.Globalization;
using System.Text.Json;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;

namespace CareKpi.Engine.Tests.Scenarios;

/// <summary>One worked example of tests/vectors, played into the engine.</summary>
internal sealed class Scenario(string name)
{
    private readonly JsonElement example = Read(name);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "vectors", "scenarios");

    public static IEnumerable<string> Names => System.IO.Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    /// <summary>KPIs that the scenario asks for and the catalogue does not have yet.</summary>
    public IEnumerable<string> NotServed => Expected.Select(expected => expected.Kpi).Where(kpi => KpiRegistry.BuiltIn.Find(kpi) is null).Distinct(StringComparer.Ordinal);

    public bool IsServed => Expected.Any(expected => KpiRegistry.BuiltIn.Find(expected.Kpi) is not null);

    public List<string> Events => [.. example.GetProperty("events").EnumerateArray().Select(sent => sent.GetRawText())];

    private Period Period => new(Day("from"), Day("to"));

    private IEnumerable<(string Scope, string Kpi, JsonElement Value)> Expected =>
        from scope in example.GetProperty("expect").EnumerateObject()
        from kpi in scope.Value.EnumerateObject()
        select (scope.Name, kpi.Name, kpi.Value);

    private DateTimeOffset Now => example.TryGetProperty("now", out var now) ? now.GetDateTimeOffset() : new DateTimeOffset(Period.To.AddDays(400).ToDateTime(default), TimeSpan.Zero);

    private Filter? Where
    {
        get
        {
            if (!example.TryGetProperty("where", out var where))
            {
                return null;
            }
            var dimension = Enum.Parse<Dimensions>(where.GetProperty("dimension").GetString()!, ignoreCase: true);
            return new Filter(dimension, where.TryGetProperty("tag", out var tag) ? tag.GetString() : null, [.. where.GetProperty("values").EnumerateArray().Select(value => value.GetString()!)]);
        }
    }

    /// <summary>What does not hold, in words.</summary>
    public async Task<List<string>> PlayAsync(IEnumerable<IEnumerable<string>> batches)
    {
        await using var node = new TestNode(time: new ManualTime(Now));
        await node.CreateAsync(example.GetProperty("timeZone").GetString()!, example.TryGetProperty("settings", out var settings) ? settings : null);
        var rejected = new List<string>();
        var duplicates = 0;
        var position = 0L;
        foreach (var batch in batches)
        {
            var (reply, refused) = await node.SendAsync(batch);
            rejected.AddRange(refused.Select(rejection => rejection.Id!));
            duplicates += reply.Duplicates;
            position = reply.Position;
        }
        await node.AppliedAsync(position);
        var wrong = new List<string>();
        var mustReject = example.TryGetProperty("rejected", out var list) ? list.EnumerateArray().Select(id => id.GetString()!) : [];
        if (!rejected.Order(StringComparer.Ordinal).SequenceEqual(mustReject.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            wrong.Add($"rejected {string.Join(',', rejected)}");
        }
        if (duplicates != (example.TryGetProperty("duplicates", out var count) ? count.GetInt32() : 0))
        {
            wrong.Add($"duplicates {duplicates}");
        }
        foreach (var (scope, kpi, value) in Expected.Where(expected => KpiRegistry.BuiltIn.Find(expected.Kpi) is not null))
        {
            await CheckAsync(node, scope, kpi, value, wrong);
        }
        if (example.TryGetProperty("cohorts", out var cohorts))
        {
            await CheckCohortsAsync(node, cohorts, wrong);
        }
        return wrong;
    }

    private async Task CheckCohortsAsync(TestNode node, JsonElement expected, List<string> wrong)
    {
        var of = Enum.Parse<CohortMeasure>(expected.GetProperty("of").GetString()!, ignoreCase: true);
        var read = await node.ReadAsync(new ScopeRef(Level.Tenant, ""), Period, null, null, request => request with { Cohorts = of });
        var rows = JsonSerializer.Serialize(read!.Cohorts, CamelCase);
        var must = JsonSerializer.Serialize(expected.GetProperty("rows").Deserialize<List<CohortRow>>(CamelCase), CamelCase);
        if (!string.Equals(rows, must, StringComparison.Ordinal))
        {
            wrong.Add($"cohorts {rows} but {must}");
        }
    }

    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private async Task CheckAsync(TestNode node, string scope, string kpi, JsonElement expected, List<string> wrong)
    {
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        var level = Enum.Parse<Level>(colon < 0 ? scope : scope[..colon], ignoreCase: true);
        var read = await node.ReadAsync(new ScopeRef(level, colon < 0 ? "" : scope[(colon + 1)..]), Period, [kpi], Where);
        var value = read?.Values![0];
        wrong.AddRange(expected.EnumerateObject().Where(part => value is null || !Holds(part.Name, part.Value, value)).Select(part => $"{scope} {kpi} {part.Name}: {part.Value.GetRawText()} but {value?.ToString() ?? "no such scope"}"));
    }

    private static bool Holds(string name, JsonElement expected, KpiValue value) => name switch
    {
        "value" => IsSame(expected, value.Value),
        "numerator" => IsSame(expected, value.Numerator),
        "denominator" => IsSame(expected, value.Denominator),
        "count" => IsSame(expected, value.Count),
        "confidence" => IsSame(expected.GetProperty("low"), value.Confidence?.Low) && IsSame(expected.GetProperty("high"), value.Confidence?.High),
        "parts" => expected.EnumerateObject().Count() == (value.Parts?.Count ?? 0) && expected.EnumerateObject().All(part => value.Parts!.Any(has => has.Name == part.Name && has.Count == part.Value.GetInt64())),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>Within 1e-6 relative.</summary>
    private static bool IsSame(JsonElement expected, double? actual) => expected.ValueKind == JsonValueKind.Null
        ? actual is null
        : actual is { } number && Math.Abs(number - expected.GetDouble()) <= 1e-6 * Math.Max(1, Math.Abs(expected.GetDouble()));

    private static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        return document.RootElement.Clone();
    }

    private DateOnly Day(string part) => DateOnly.ParseExact(example.GetProperty("period").GetProperty(part).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
