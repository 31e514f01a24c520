using System.Diagnostics.CodeAnalysis;
using CareKpi.Kpis.Settings;

namespace CareKpi.Kpis.Catalogue;

/// <summary>The modes as settings and codes of variants spell them: <c>answeredOnly</c>.</summary>
public static class ServiceLevelModes
{
    public static IReadOnlyList<ServiceLevelMode> All { get; } = Enum.GetValues<ServiceLevelMode>();

    public static string ToCode(this ServiceLevelMode mode) => mode switch
    {
        ServiceLevelMode.AnsweredAndAbandonedInTime => "answeredAndAbandonedInTime",
        ServiceLevelMode.AnsweredOnly => "answeredOnly",
        ServiceLevelMode.AllOffered => "allOffered",
        ServiceLevelMode.ExcludeAbandonedInTime => "excludeAbandonedInTime",
        ServiceLevelMode.ShortAsMet => "shortAsMet",
        ServiceLevelMode.ExcludeShort => "excludeShort",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "no such service-level mode"),
    };

    public static bool TryParse([NotNullWhen(true)] string? code, out ServiceLevelMode mode)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.ToCode(), code, StringComparison.Ordinal))
            {
                mode = candidate;
                return true;
            }
        }

        mode = default;
        return false;
    }
}
