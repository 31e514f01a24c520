using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Formulas;

/// <summary>The catalogue of one tenant: the built-in KPIs and its own. Immutable.</summary>
public sealed class CustomKpis
{
    /// <summary>Of one tenant.</summary>
    public const int MaxKpis = 200;

    private readonly string[] codes;
    private readonly Dictionary<string, CustomKpi> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FormulaException> broken = new(StringComparer.Ordinal);

    /// <param name="definitions">One of each code. What makes no sense (any more) is left out and stands in <see cref="Broken"/>.</param>
    public CustomKpis(IEnumerable<CustomKpiDefinition> definitions)
    {
        Definitions = definitions.ToDictionary(static definition => definition.Code, StringComparer.Ordinal);
        codes = [.. Definitions.Keys.Order(StringComparer.Ordinal)];
        foreach (var code in codes)
        {
            Make(code, []);
        }
        Registry = made.Count == 0 ? KpiRegistry.BuiltIn : new KpiRegistry(KpiRegistry.BuiltIn.All.Where(static kpi => kpi.Parent is null).Concat(made.Values));
    }

    /// <summary>Of a tenant that has defined none.</summary>
    public static CustomKpis None { get; } = new([]);

    public IReadOnlyDictionary<string, CustomKpiDefinition> Definitions { get; }

    public KpiRegistry Registry { get; }

    /// <summary>Why a KPI cannot be told, by its code.</summary>
    public IReadOnlyDictionary<string, FormulaException> Broken => broken;

    /// <summary>With one more, or the next version of one; its own version is given here.</summary>
    /// <exception cref="CustomKpiException">It makes no sense, or another KPI would no longer.</exception>
    public CustomKpis With(CustomKpiDefinition definition)
    {
        CheckWords(definition);
        var known = Definitions.GetValueOrDefault(definition.Code);
        if (known is null && Definitions.Count >= MaxKpis)
        {
            throw new CustomKpiException("code", $"a tenant has at most {MaxKpis} KPIs of its own; remove one first");
        }
        var changed = new CustomKpis(Definitions.Values.Where(other => other != known).Append(definition with { Version = (known?.Version ?? 0) + 1 }));
        if (changed.Broken.TryGetValue(definition.Code, out var wrong))
        {
            throw new CustomKpiException("formula", wrong.Message) { Place = wrong.Place };
        }
        return changed.NewlyBroken(broken) is { } other ? throw new CustomKpiException("formula", $"'{other}' names it and would no longer make sense: {changed.Broken[other].Message}") : changed;
    }

    /// <exception cref="CustomKpiException">Another KPI names it.</exception>
    public CustomKpis Without(string code)
    {
        var changed = new CustomKpis(Definitions.Values.Where(definition => definition.Code != code));
        return changed.NewlyBroken(broken) is { } other ? throw new CustomKpiException("code", $"'{other}' names '{code}'; remove that one first, or define it without it") : changed;
    }

    private string? NewlyBroken(IReadOnlyDictionary<string, FormulaException> before) => broken.Keys.Where(code => !before.ContainsKey(code)).Order(StringComparer.Ordinal).FirstOrDefault();

    private static void CheckWords(CustomKpiDefinition definition)
    {
        var code = definition.Code;
        if (code.Length is 0 or > 64 || !char.IsAsciiLetterLower(code[0]) || !code.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new CustomKpiException("code", "must be 1 to 64 of a–z, 0–9 and _, beginning with a letter");
        }
        if (code == "custom" || KpiRegistry.BuiltIn.Find(code) is not null || FormulaNames.IsMeasure(code))
        {
            throw new CustomKpiException("code", $"'{code}' is taken by the catalogue; choose another one");
        }
        if (definition.Name.Length is 0 or > 256)
        {
            throw new CustomKpiException("name", "must have 1 to 256 characters");
        }
        if (!Units.All.Contains(definition.Unit, StringComparer.Ordinal))
        {
            throw new CustomKpiException("unit", $"must be one of {string.Join(", ", Units.All.Select(static unit => $"'{unit}'"))}");
        }
    }

    private CustomKpi? Make(string code, List<string> under)
    {
        if (made.TryGetValue(code, out var known) || broken.ContainsKey(code) || !Definitions.TryGetValue(code, out var definition))
        {
            return known;
        }
        if (KpiRegistry.BuiltIn.Find(code) is not null)
        {
            // It was free when it was defined.
            broken[code] = new FormulaException($"'{code}' is taken by the catalogue; define it under another code and remove this one", default);
            return null;
        }
        under.Add(code);
        try
        {
            var names = new FormulaNames((name, place) => KpiRegistry.BuiltIn.Find(name) ?? Own(name, place, under), Near);
            return made[code] = new CustomKpi(definition, Array.BinarySearch(codes, code, StringComparer.Ordinal), names);
        }
        catch (FormulaException wrong)
        {
            broken[code] = wrong;
            return null;
        }
        finally
        {
            under.RemoveAt(under.Count - 1);
        }
    }

    private CustomKpi? Own(string name, Place place, List<string> under)
    {
        if (under.IndexOf(name) is var first && first >= 0)
        {
            throw new FormulaException($"the formula would need its own value: {string.Join(" → ", under.Skip(first).Append(name))}", place);
        }
        if (Make(name, under) is { } own)
        {
            return own;
        }
        return broken.TryGetValue(name, out var wrong) ? throw new FormulaException($"'{name}' has no value itself: {wrong.Message}", place) : null;
    }

    private string? Near(string word) => Spelling.Nearest(word, KpiRegistry.BuiltIn.All.Select(static kpi => kpi.Code).Concat(Definitions.Keys));
}

/// <summary>What is wrong with a definition: the field, how to mend it, and where in the formula.</summary>
public sealed class CustomKpiException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;

    public Place? Place { get; init; }
}
