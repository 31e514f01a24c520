namespace CareKpi.Kpis.Appraisals;

/// <summary>What agents are appraised by. <see cref="Teams"/>: those whose members, and whose teams beneath have members, that it is for; null: whoever no other scheme is for.</summary>
public sealed record AppraisalScheme(string Name, IReadOnlyList<string>? Teams, IReadOnlyList<AppraisalPart> Parts)
{
    /// <summary>The first that names one of the teams, else the first that is for all; null: there is none.</summary>
    public static AppraisalScheme? For(IReadOnlyList<AppraisalScheme> schemes, IReadOnlyList<string> teams) =>
        schemes.FirstOrDefault(scheme => scheme.Teams is { } named && named.Any(team => teams.Contains(team, StringComparer.Ordinal))) ?? schemes.FirstOrDefault(static scheme => scheme.Teams is null);
}

/// <summary>A KPI and what it weighs. <see cref="Target"/> null: the scope's own, or the one that it inherits. <see cref="MinCount"/> null: the usual one (<see cref="Appraising.MinCountOf"/>).</summary>
public sealed record AppraisalPart(string Kpi, double Weight, double? Target, int? MinCount);
