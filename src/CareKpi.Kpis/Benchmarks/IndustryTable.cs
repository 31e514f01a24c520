using System.Globalization;
using System.Text;
using System.Text.Json;
using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Benchmarks;

/// <summary>Published figures by KPI and industry, each with its source and year. Two are shipped (the files beside this one); operators bring others in the same form, one object or a list of them.</summary>
public sealed class IndustryTable
{
    private const int MaxFigures = 10_000;
    private const int MaxText = 200;

    private readonly ILookup<(string Kpi, string Industry), IndustryBenchmark> figures;

    private IndustryTable(IReadOnlyCollection<(string Kpi, IndustryBenchmark Figure)> all)
    {
        All = all;
        figures = all.OrderByDescending(static row => row.Figure.Year).ThenBy(static row => row.Figure.Source, StringComparer.Ordinal).ToLookup(static row => (row.Kpi, Key(row.Figure.Industry)), static row => row.Figure);
    }

    /// <summary>What is shipped.</summary>
    public static IndustryTable BuiltIn { get; } = new([.. Shipped()]);

    public IReadOnlyCollection<(string Kpi, IndustryBenchmark Figure)> All { get; }

    /// <summary>These and an operator's own. Throws <see cref="InvalidDataException"/> with a sentence for the operator.</summary>
    public IndustryTable With(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var own = Read(JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false }), name).ToList();
            return own.Count <= MaxFigures ? new IndustryTable([.. All, .. own]) : throw Bad(name, "", string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxFigures:N0} figures"));
        }
        catch (JsonException fault)
        {
            throw Bad(name, "", $"it is not JSON ({fault.Message})");
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<IndustryBenchmark> Of(string kpi, string? industry, double? value) =>
        industry is null ? [] : [.. figures[(kpi, Key(industry))].Select(figure => figure with { Gap = value - figure.Value })];

    /// <summary>"Tech Support", "tech-support" and "tech support" are one.</summary>
    public static string Key(string industry) => new([.. industry.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static IEnumerable<(string, IndustryBenchmark)> Shipped()
    {
        var assembly = typeof(IndustryTable).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("CareKpi.Kpis.Benchmarks.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            foreach (var row in Read(document.RootElement, name))
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<(string, IndustryBenchmark)> Read(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return ReadTable(json, name, "");
        }
        return json.EnumerateArray().SelectMany((table, at) => ReadTable(table, name, string.Create(CultureInfo.InvariantCulture, $"[{at}]."))).ToList();
    }

    private static List<(string, IndustryBenchmark)> ReadTable(JsonElement json, string name, string at)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Bad(name, at.TrimEnd('.'), "a table is an object with 'source', 'year' and 'kpis'");
        }
        foreach (var field in json.EnumerateObject())
        {
            if (field.Name is not ("source" or "year" or "region" or "kpis"))
            {
                throw Bad(name, at + field.Name, "there is no such field; there are: source, year, region, kpis");
            }
        }
        var source = Text(json, "source", name, at) ?? throw Bad(name, at + "source", "every figure has a source: say who published it");
        var year = json.TryGetProperty("year", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number is >= 1980 and < 2200 ? number : throw Bad(name, at + "year", "every figure has a year, such as 2024");
        var region = Text(json, "region", name, at);
        if (!json.TryGetProperty("kpis", out var kpis) || kpis.ValueKind != JsonValueKind.Object)
        {
            throw Bad(name, at + "kpis", "figures stand here by KPI and industry: {\"nps\": {\"retail\": 29}}");
        }
        var found = new List<(string, IndustryBenchmark)>();
        foreach (var kpi in kpis.EnumerateObject())
        {
            var path = $"{at}kpis.{kpi.Name}";
            if (KpiRegistry.BuiltIn.Find(kpi.Name) is null)
            {
                throw Bad(name, path, KpiRegistry.BuiltIn.DidYouMean(kpi.Name) is { } near ? $"there is no such KPI; did you mean '{near}'?" : "there is no such KPI; GET /v1/kpis lists them");
            }
            if (kpi.Value.ValueKind != JsonValueKind.Object)
            {
                throw Bad(name, path, "figures stand here by industry: {\"retail\": 29}");
            }
            foreach (var industry in kpi.Value.EnumerateObject())
            {
                var isFigure = industry.Value.ValueKind == JsonValueKind.Number && double.IsFinite(industry.Value.GetDouble());
                found.Add(isFigure && Key(industry.Name).Length is > 0 and <= MaxText ? (kpi.Name, new IndustryBenchmark(industry.Name, region, industry.Value.GetDouble(), source, year, null)) : throw Bad(name, $"{path}.{industry.Name}", "an industry and a number are needed here"));
            }
        }
        return found;
    }

    private static string? Text(JsonElement json, string field, string name, string at)
    {
        if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxText } text && !text.EnumerateRunes().Any(Rune.IsControl) ? text : throw Bad(name, at + field, $"a text of 1 to {MaxText} characters is needed here");
    }

    private static InvalidDataException Bad(string name, string path, string message) => new($"the table of benchmarks '{name}'{(path.Length == 0 ? "" : $", {path}")}: {message}");
}
