namespace CareKpi.Kpis.Settings;

/// <summary>How service level treats abandoned contacts. With a, A answered in time and at all, b, B abandoned in time and at all, s abandoned within the short limit (kpis.md).</summary>
public enum ServiceLevelMode : byte
{
    /// <summary>(a + b) ÷ (A + B)</summary>
    AnsweredAndAbandonedInTime,
    /// <summary>a ÷ A</summary>
    AnsweredOnly,
    /// <summary>a ÷ (A + B)</summary>
    AllOffered,
    /// <summary>a ÷ (A + B − b)</summary>
    ExcludeAbandonedInTime,
    /// <summary>(a + s) ÷ (A + B)</summary>
    ShortAsMet,
    /// <summary>a ÷ (A + B − s)</summary>
    ExcludeShort,
}
