using CareKpi.Engine.Projection;
using CareKpi.Kpis.Appraisals;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Formulas;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Targets;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;

namespace CareKpi.Engine.Scopes;

/// <summary>What scope grains ask of the tenant's writer: one call a read.</summary>
public interface ICellSource
{
    /// <summary>null: no such scope.</summary>
    Task<ScopeCells?> CellsAsync(CellsRequest request);

    /// <summary>Rows of timelines as they are now.</summary>
    Task<List<byte[]?>> RowsAsync(IReadOnlyList<StateKey> keys);

    /// <summary>The dossiers with a fact on days from one to another, both included; null: more than <paramref name="most"/>.</summary>
    Task<HashSet<ulong>?> DossiersAsync(int fromDay, int throughDay, int most);

    /// <summary>The spell table, whole.</summary>
    Task<SpellsRead> SpellsAsync();

    /// <summary>Figures of all customers' health at instants, in their order; by segment or region, or all together.</summary>
    Task<List<HealthTold>> HealthAsync(IReadOnlyList<HealthAsked> asked, SpellStepKind? by);

    /// <summary>The health of some customers at instants, in their order; null: the customer had none yet.</summary>
    Task<Dictionary<int, HealthOfCustomer?[]>> HealthOfAsync(IReadOnlyCollection<int> customers, IReadOnlyList<long> instants);

    /// <summary>Revenue from one instant to another (excluded).</summary>
    Task<MarginsRead> MarginsAsync(long from, long to);

    /// <summary>Who had revenue from one instant to another (excluded); null: more than <paramref name="most"/>.</summary>
    Task<HashSet<int>?> CustomersWithRevenueAsync(long from, long to, int most);

    /// <summary>The dossiers with facts of groups of measures on days (<see cref="DayMark"/>), of some agents or nobody among these (null: of whomever).</summary>
    Task<List<IndexedDossier>> IndexedAsync(IReadOnlyList<int> days, ushort groups, IReadOnlySet<int>? agents);

    /// <summary>The dossiers with a case that was open at the end of a month (null: that is still open), since a day or earlier: those of the newest days, at least <paramref name="most"/> if there are so many.</summary>
    Task<StandingRead> StandingAsync(int? month, int lastDay, int most);

    /// <summary>The local days from one to another, both included, on which days of costs have facts.</summary>
    Task<List<(int Day, StateKey Row)>> CostDaysAsync(int fromDay, int throughDay);

    /// <summary>What was written in events, as the log has it; null: nothing, or not any more.</summary>
    Task<List<string?>> TextsAsync(IReadOnlyList<TextOfEvent> events);

    /// <summary>What customers are called.</summary>
    Task<List<ScopeInfo>> CustomersAsync(IReadOnlyList<int> names);

    /// <summary>What a scope had in those of the months that are closed.</summary>
    Task<IReadOnlyList<ClosedFigures>> ClosedAsync(ScopeRef scope, IReadOnlyList<DateOnly> months);

    /// <summary>Writes the figures of a month into the log. Throws <see cref="ReadProblemException"/> where it is closed already.</summary>
    Task<ClosedMonth> CloseMonthAsync(MonthClosing closing);

    /// <summary>Of each scope, in their order: its targets and those of whom it inherits from, nearest first.</summary>
    Task<List<IReadOnlyList<Target>>> TargetsAsync(IReadOnlyList<ScopeRef> scopes);
}

/// <summary>The event that holds a text.</summary>
public sealed record TextOfEvent(string Source, string Id, long Time);

/// <summary>What reads of other scopes ask of the tenant's own.</summary>
public interface ITenantScope
{
    /// <summary>For a customer's read: the figures of the spell table, which the tenant's scope keeps.</summary>
    Task<IReadOnlyList<SpellFigures>> TenantSpellsAsync(IReadOnlyList<SpellWindow> windows);

    /// <summary>The place of a team or an agent among all of the tenant, by each KPI; null: it stands on too little, or there is nobody to compare with.</summary>
    Task<IReadOnlyList<Rank?>> RanksAsync(RanksRequest request);
}

/// <summary>What cells are worth: a change of any part but <see cref="Applied"/> means that they are read anew. <see cref="Life"/>: the activation that told it; the other numbers begin anew with each.</summary>
public readonly record struct CellsVersion(long Life, int Generation, long Structure, long Folds, long Applied)
{
    public bool IsSameState(CellsVersion other) => Life == other.Life && Generation == other.Generation && Structure == other.Structure && Folds == other.Folds;
}

/// <summary>Cells of a scope that are missing, and the changes since what is there. <see cref="After"/>: wait until this entry is applied.</summary>
public sealed record CellsRequest(ScopeRef Scope, IReadOnlyList<CellRange> Missing, CellsVersion Have, long? After)
{
    /// <summary>The cells are asked for to rank the scopes of this level under the scope: the answer has them as candidates, and the cells of their leaves.</summary>
    public Level? Ranking { get; init; }

    /// <summary>The cells are asked for to tell the scope's parts apart: its teams or agents by their own leaves within it, so that each leaf is in one of them or in none.</summary>
    public Level? PartsBy { get; init; }

    /// <summary>Of the candidates only these; null: all.</summary>
    public CandidatePage? Page { get; init; }

    /// <summary>Candidates are to be appraised: the answer has their standards.</summary>
    public bool WithStandards { get; init; }
}

/// <summary>In ordinal order of keys those after one, at most so many.</summary>
public sealed record CandidatePage(string? After, int First);

/// <summary>A team or an agent to rank, and which leaves are its own.</summary>
public sealed record Candidate(ScopeInfo Scope, int Name, ScopeMembers Members)
{
    public Standards? Standards { get; init; }
}

/// <summary>The tenant as a read sees it.</summary>
public sealed record TenantView(NameTable Names, ZoneCalendar Calendar, SettingsTimeline Settings, SettingsTimeline JudgedBy, EntityHash Hash, DimensionValues Dimensions, ScopeInfo Scope, int ScopeName, long Now, long? LastEventAt)
{
    /// <summary>The node's clock, whatever the tenant's events say.</summary>
    public long ReadAt { get; init; }

    public string? Industry { get; init; }

    /// <summary>The catalogue, with the tenant's own KPIs.</summary>
    public CustomKpis OwnKpis { get; init; } = CustomKpis.None;

    /// <summary>What the scope is measured by; null: the tenant appraises nobody, or not this scope.</summary>
    public Standards? Standards { get; init; }
}

/// <summary><see cref="Cells"/>' changes are null when what the asker has is of another state.</summary>
public sealed record ScopeCells(CellsVersion Version, TenantView View, ScopeMembers Members, CellsRead Cells)
{
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>The entry that changed the spell table last.</summary>
    public long SpellsAt { get; init; }

    /// <summary>First days of the months that are closed.</summary>
    public IReadOnlyList<DateOnly> ClosedMonths { get; init; } = [];
}
