using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Daily;

/// <summary>What a copy of days' values elsewhere is worth: it holds every entry up to <see cref="Applied"/> (−1: none), was looked after last at <see cref="At"/> (microseconds), and stands on <see cref="Basis"/>. It keeps the
/// last <see cref="Keep"/> days.</summary>
public sealed record DaysKnown(long Applied, long At, string Basis, int Keep);

/// <summary>
/// The days whose values may differ from those of the copy, the newest first, today among them; never one after <see cref="Today"/> or before <see cref="First"/>. <see cref="IsAnew"/>: the copy is worth nothing (another basis, or
/// what has changed is not known any more), and every day that it is to have is told: of one that is not whole it is to have nothing of teams and agents. <see cref="Now"/>: the tenant's, at which a copy of these days is as of; <see cref="NextAt"/>: when the clock alone changes the next one.
/// </summary>
public sealed record ChangedDays(long Applied, long Now, string Basis, DateOnly Today, DateOnly First, long NextAt, bool IsAnew, IReadOnlyList<ChangedDay> Days);

/// <summary><see cref="IsWhole"/>: of every scope; else of the tenant alone.</summary>
public readonly record struct ChangedDay(DateOnly Day, bool IsWhole);

/// <summary>Asks the tenant's own scope for the values of days, of all scopes of a level: those after a key, in ordinal order, at most so many. Of the tenant itself: no <see cref="After"/>.</summary>
public sealed record DaysRequest(Level Level, Period Days, string? After = null, int First = 500)
{
    /// <summary>More days are not told at once.</summary>
    public const int MaxDays = 92;
}

/// <summary>Values as a series by day tells them, without those that stand on nothing (<see cref="ClosedValue.NothingOf"/>). <see cref="Next"/>: the key to go on after; null: that was all.</summary>
public sealed record DaysRead(long Applied, IReadOnlyList<ScopeDays> Scopes, string? Next);

public sealed record ScopeDays(ScopeInfo Scope, IReadOnlyList<KpiSeries> Series);
