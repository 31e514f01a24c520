using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Catalogue.Formulas;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Targets;

namespace CareKpi.Kpis.Appraisals;

/// <summary>What one scope is appraised by for a period. <see cref="Targets"/>: its own and those that it inherits, nearest first; <see cref="Day"/>: the day whose targets hold for the period.</summary>
public sealed record AppraisalBasis(AppraisalScheme Scheme, IReadOnlyList<Kpi?> Kpis, IReadOnlyList<Target> Targets, DateOnly Day)
{
    /// <summary>null: no scheme is for who belongs to these teams.</summary>
    public static AppraisalBasis? Of(IReadOnlyList<AppraisalScheme> schemes, Standards standards, KpiRegistry registry) =>
        AppraisalScheme.For(schemes, standards.Teams) is { } scheme ? new(scheme, [.. scheme.Parts.Select(part => PartOf(part.Kpi, registry))], standards.Targets, default) : null;

    /// <summary>null: it was taken away since, or defined anew as one that an agent cannot attain.</summary>
    public static Kpi? PartOf(string code, KpiRegistry registry) => registry.Find(code) is { } kpi && AppraisalSettings.CanBePart(kpi) ? kpi : null;
}

/// <summary>What a team or an agent is measured by. <see cref="Teams"/>: the team, its parents, nearest first.</summary>
public sealed record Standards(IReadOnlyList<string> Teams, IReadOnlyList<Target> Targets);

/// <summary>From the parts of a scheme to one number.</summary>
public static class Appraising
{
    /// <summary>More than attained helps no other part.</summary>
    private const double Most = 100;

    /// <summary>Σ weight × attainment ÷ Σ weight, over the parts that have an attainment on enough observations; the others leave their weight to these.</summary>
    /// <param name="read">The figures of a KPI of the scope and period.</param>
    public static Figures Of(AppraisalBasis basis, Func<Kpi, Figures> read)
    {
        var parts = new List<Part>(basis.Scheme.Parts.Count);
        var (weighted, enough, all, count) = (0.0, 0.0, 0.0, 0L);
        for (var i = 0; i < basis.Scheme.Parts.Count; i++)
        {
            var part = basis.Scheme.Parts[i];
            all += part.Weight;
            if (basis.Kpis[i] is not { } kpi)
            {
                // The rest stands.
                parts.Add(new Part(part.Kpi, null, 0) { Weight = part.Weight, Kpi = part.Kpi, Small = true });
                continue;
            }
            var figures = read(kpi);
            var attainment = (part.Target ?? TargetTable.On(basis.Targets, kpi.Code, basis.Day)?.Goal) is { } goal ? Capped(Attaining.AttainmentOf(goal, kpi, figures.Value)) : null;
            var isSmall = figures.Count < MinCountOf(part, kpi);
            parts.Add(new Part(part.Kpi, attainment, figures.Count) { Weight = part.Weight, Kpi = part.Kpi, Small = isSmall });
            if (attainment is { } reached && !isSmall)
            {
                weighted += part.Weight * reached;
                enough += part.Weight;
                count += figures.Count;
            }
        }
        var told = enough > 0 ? new Figures(weighted / enough, count, weighted, enough) : Figures.Nothing;
        return told with { Parts = parts, Small = 2 * enough < all };
    }

    /// <summary>Counts and sums are their own sample: few is what they say, unless the scheme asks for more.</summary>
    public static int MinCountOf(AppraisalPart part, Kpi kpi) => part.MinCount ?? (Evaluation.IsSmall(kpi.Kind, 0) ? Ranking.MinCount : int.MinValue);

    private static double? Capped(double? attainment) => attainment is { } reached ? Math.Min(Most, reached) : null;
}
