namespace CareKpi.Engine.Daily;

/// <summary>
/// A table of every tenant's values by day, outside of the tenants' state. It belongs to who holds the tenant: <see cref="HoldAsync"/> takes it, and from then on every write of whoever held it before is refused (false, or null).
/// Failures are <see cref="Stores.StoreException"/>; after one of a write it opens itself anew.
/// </summary>
public interface IDailyTable
{
    /// <summary>Tenants of whom there is something to do: days that are due, a clock that has passed <see cref="DailyKnown.NextAt"/>, or entries that the table has not and that came a refresh ago.</summary>
    ValueTask<IReadOnlyList<string>> TenantsAsync(DateTimeOffset now, TimeSpan refresh, CancellationToken cancellationToken);

    /// <summary>Takes a tenant; null: there is none of this key, or not any more.</summary>
    ValueTask<DailyKnown?> HoldAsync(string tenant, Guid holder, CancellationToken cancellationToken);

    /// <summary>What is known from now on, and which days are due by it; days that are not the table's any more go, and of days that are told anew of the tenant alone what it has of teams and agents. All at once.</summary>
    ValueTask<bool> PlanAsync(string tenant, Guid holder, DailyKnown known, ChangedDays changes, CancellationToken cancellationToken);

    /// <summary>The newest day that is due.</summary>
    ValueTask<ChangedDay?> DueAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>All values of a day (of every scope, or of the tenant alone), which is due no more. Rows that are as they were are not written; those that are no more go. The number of rows that were written or removed.</summary>
    ValueTask<long?> WriteAsync(string tenant, Guid holder, ChangedDay day, DailyValues values, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Names of all teams and agents that are told.</summary>
    ValueTask<bool> NameScopesAsync(string tenant, Guid holder, IReadOnlyList<DailyScope> scopes, CancellationToken cancellationToken);

    ValueTask<bool> NameKpisAsync(string tenant, Guid holder, IReadOnlyList<DailyKpi> kpis, CancellationToken cancellationToken);

    ValueTask ForgetAsync(string tenant, CancellationToken cancellationToken);
}

/// <summary>What the table holds of a tenant: see <see cref="DaysKnown"/>. <see cref="LookedAt"/> by the clock; <see cref="NextAt"/>: when to look again, whatever comes; <see cref="ChangedAt"/>: when entries had come last.</summary>
public sealed record DailyKnown(string Basis, long Applied, long At, DateTimeOffset LookedAt, DateTimeOffset NextAt, DateTimeOffset ChangedAt);

/// <summary>Names of a team (with its parent) or an agent (with its team) as of today.</summary>
public readonly record struct DailyScope(string Level, string Key, string Name, string? Team);

/// <summary>A row of the catalogue. <see cref="Adds"/>: over what numerators and denominators may be summed.</summary>
public readonly record struct DailyKpi(string Code, string Name, string Unit, string Better, string Adds, string Formula);

/// <summary>Values of one day, column by column.</summary>
public sealed class DailyValues
{
    public List<string> Levels { get; } = [];

    public List<string> Scopes { get; } = [];

    public List<string> Kpis { get; } = [];

    public List<double?> Values { get; } = [];

    public List<double?> Numerators { get; } = [];

    public List<double?> Denominators { get; } = [];

    public List<long> Counts { get; } = [];

    public List<bool> Provisional { get; } = [];

    public int Count => Levels.Count;
}
