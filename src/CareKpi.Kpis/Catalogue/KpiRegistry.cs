using System.Collections.Frozen;
using System.Globalization;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue;

/// <summary>
/// The catalogue: every KPI with its variants, by key result area, row and order of variants. <see cref="BuiltIn"/> finds the rows once, by
/// reflection over this assembly, so that two people who add one never meet in a shared list; two rows at one place or of one code are
/// refused there and then.
/// </summary>
public sealed class KpiRegistry
{
    private readonly FrozenDictionary<string, Kpi> _byCode;
    private readonly FrozenDictionary<Level, IReadOnlyList<Kpi>> _byLevel;

    /// <summary>Puts rows and their variants in catalogue order.</summary>
    /// <param name="rows">KPIs without their variants, in any order.</param>
    /// <exception cref="InvalidOperationException">Two rows have one code or stand at one place.</exception>
    public KpiRegistry(IEnumerable<Kpi> rows)
    {
        var ordered = rows.OrderBy(kpi => kpi.Area).ThenBy(kpi => kpi.Row).ThenBy(kpi => kpi.Code, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < ordered.Length; i++)
        {
            var (before, here) = (ordered[i - 1], ordered[i]);
            if (before.Area == here.Area && before.Row == here.Row)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"KPIs '{before}' and '{here}' both stand at row {here.Row} of {here.Area}: give one of them another row"));
            }
        }

        All = [.. ordered.SelectMany(kpi => kpi.Variants.Prepend(kpi))];
        if (All.CountBy(kpi => kpi.Code, StringComparer.Ordinal).FirstOrDefault(code => code.Value > 1).Key is { } twice)
        {
            throw new InvalidOperationException($"two KPIs have the code '{twice}'");
        }

        _byCode = All.ToFrozenDictionary(kpi => kpi.Code, StringComparer.Ordinal);
        _byLevel = Enum.GetValues<Level>().ToFrozenDictionary(level => level, level => (IReadOnlyList<Kpi>)[.. All.Where(kpi => kpi.Levels.Has(level))]);
    }

    /// <summary>The KPIs that this assembly brings.</summary>
    public static KpiRegistry BuiltIn { get; } = new(Discover());

    /// <summary>In catalogue order, variants after their parent.</summary>
    public IReadOnlyList<Kpi> All { get; }

    /// <summary>The KPI of exactly this code, or null.</summary>
    public Kpi? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>In catalogue order.</summary>
    public IReadOnlyList<Kpi> ForLevel(Level level) => _byLevel[level];

    /// <summary>The code that was probably meant, or null when none is near: at most a third of the letters differ, and at least two may.</summary>
    public string? DidYouMean(string code) => Spelling.Nearest(code, All.Select(kpi => kpi.Code));

    private static IEnumerable<Kpi> Discover() =>
        from type in typeof(Kpi).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Kpi)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null
        select (Kpi)Activator.CreateInstance(type)!;
}
