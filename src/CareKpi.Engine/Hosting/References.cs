using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Now;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Targets;

namespace CareKpi.Engine.Hosting;

// How callers hold a grain: by its key. Whether it is awake is the host's affair.

internal sealed class IntakeReference(EmbeddedHost host, string tenant) : IIntakeGrain
{
    public Task<IngestReply> IngestAsync(IngestRequest request) => host.OnIntakeAsync(tenant, grain => grain.IngestAsync(request));

    public Task<TenantInfo> CreateAsync(TenantSpec spec) => host.OnIntakeAsync(tenant, grain => grain.CreateAsync(spec));

    public Task<TenantInfo?> DescribeAsync() => host.OnIntakeAsync(tenant, static grain => grain.DescribeAsync());

    public Task<SettingsHistory> SettingsAsync() => host.OnIntakeAsync(tenant, static grain => grain.SettingsAsync());

    public Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change) => host.OnIntakeAsync(tenant, grain => grain.ChangeSettingsAsync(change));

    public Task<JobInfo> RebuildAsync() => host.RebuildAsync(tenant);

    public Task<JobInfo?> EraseAsync(string customer) => host.OnIntakeAsync(tenant, grain => grain.EraseAsync(customer));

    public Task<JobInfo?> JobAsync(string id) => host.OnIntakeAsync(tenant, grain => grain.JobAsync(id));

    public Task<Digests> DigestAsync() => host.OnIntakeAsync(tenant, static grain => grain.DigestAsync());

    public Task<QualityReport> QualityAsync() => host.OnIntakeAsync(tenant, static grain => grain.QualityAsync());

    public Task<EventLook> EventAsync(EventQuery query) => host.OnIntakeAsync(tenant, grain => grain.EventAsync(query));

    public Task<List<SurveyLook?>> SurveysAsync(IReadOnlyList<string> surveys) => host.OnIntakeAsync(tenant, grain => grain.SurveysAsync(surveys));

    public Task<ChangeSet> ChangesAsync(ChangesRequest request) => host.OnIntakeAsync(tenant, grain => grain.ChangesAsync(request));

    public Task<ScopePage> ScopesAsync(ScopeQuery query) => host.OnIntakeAsync(tenant, grain => grain.ScopesAsync(query));

    public Task<TeamMembers> MembersAsync(IReadOnlyList<string> teams) => host.OnIntakeAsync(tenant, grain => grain.MembersAsync(teams));

    public Task<Definition?> DefineAsync(DefinitionChange change) => host.OnIntakeAsync(tenant, grain => grain.DefineAsync(change));

    public Task<IReadOnlyList<ClosedMonth>> MonthsAsync() => host.OnIntakeAsync(tenant, static grain => grain.MonthsAsync());

    public Task<bool> ReopenMonthAsync(DateOnly month) => host.OnIntakeAsync(tenant, grain => grain.ReopenMonthAsync(month));

    public Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id) => host.OnIntakeAsync(tenant, grain => grain.DefinitionAsync(collection, id));

    public Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first) => host.OnIntakeAsync(tenant, grain => grain.DefinitionsAsync(collection, after, first));

    public Task<ChangedDays> ChangedDaysAsync(DaysKnown known) => host.OnIntakeAsync(tenant, grain => grain.ChangedDaysAsync(known));

    public Task<NowBoard?> NowAsync(NowRequest request) => host.OnIntakeAsync(tenant, grain => grain.NowAsync(request));
}

internal sealed class ScopeReference(EmbeddedHost host, string tenant, ScopeRef scope) : IScopeGrain
{
    public Task<ReadResult?> ReadAsync(ReadRequest request) => host.OnScopeAsync(tenant, scope, grain => grain.ReadAsync(request));

    public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => host.OnScopeAsync(tenant, scope, grain => grain.CloseMonthAsync(month, by));

    public Task<DaysRead> DaysAsync(DaysRequest request) => host.OnScopeAsync(tenant, scope, grain => grain.DaysAsync(request));

    public Task<DriversResult?> DriversAsync(DriversRequest request) => host.OnScopeAsync(tenant, scope, grain => grain.DriversAsync(request));
    public Task<EvidencePage?> EvidenceAsync(EvidenceRequest request) => host.OnScopeAsync(tenant, scope, grain => grain.EvidenceAsync(request));
}

internal sealed class CellSourceReference(EmbeddedHost host, string tenant) : ICellSource, ITenantScope
{
    public Task<ScopeCells?> CellsAsync(CellsRequest request) => host.OnIntakeAsync(tenant, grain => grain.CellsAsync(request));

    public Task<List<byte[]?>> RowsAsync(IReadOnlyList<StateKey> keys) => host.OnIntakeAsync(tenant, grain => grain.RowsAsync(keys));

    public Task<HashSet<ulong>?> DossiersAsync(int fromDay, int throughDay, int most) => host.OnIntakeAsync(tenant, grain => grain.DossiersAsync(fromDay, throughDay, most));

    public Task<SpellsRead> SpellsAsync() => host.OnIntakeAsync(tenant, static grain => grain.SpellsAsync());

    public Task<List<HealthTold>> HealthAsync(IReadOnlyList<HealthAsked> asked, SpellStepKind? by) => host.OnIntakeAsync(tenant, grain => grain.HealthAsync(asked, by));

    public Task<Dictionary<int, HealthOfCustomer?[]>> HealthOfAsync(IReadOnlyCollection<int> customers, IReadOnlyList<long> instants) => host.OnIntakeAsync(tenant, grain => grain.HealthOfAsync(customers, instants));

    public Task<MarginsRead> MarginsAsync(long from, long to) => host.OnIntakeAsync(tenant, grain => grain.MarginsAsync(from, to));

    public Task<HashSet<int>?> CustomersWithRevenueAsync(long from, long to, int most) => host.OnIntakeAsync(tenant, grain => grain.CustomersWithRevenueAsync(from, to, most));

    public Task<IReadOnlyList<SpellFigures>> TenantSpellsAsync(IReadOnlyList<SpellWindow> windows) =>
        host.OnScopeAsync(tenant, new ScopeRef(Level.Tenant, ""), grain => grain.TenantSpellsAsync(windows));

    public Task<List<IndexedDossier>> IndexedAsync(IReadOnlyList<int> days, ushort groups, IReadOnlySet<int>? agents) => host.OnIntakeAsync(tenant, grain => grain.IndexedAsync(days, groups, agents));

    public Task<StandingRead> StandingAsync(int? month, int lastDay, int most) => host.OnIntakeAsync(tenant, grain => grain.StandingAsync(month, lastDay, most));

    public Task<List<(int Day, StateKey Row)>> CostDaysAsync(int fromDay, int throughDay) => host.OnIntakeAsync(tenant, grain => grain.CostDaysAsync(fromDay, throughDay));

    public Task<List<string?>> TextsAsync(IReadOnlyList<TextOfEvent> events) => host.OnIntakeAsync(tenant, grain => grain.TextsAsync(events));
    public Task<IReadOnlyList<Rank?>> RanksAsync(RanksRequest request) => host.OnScopeAsync(tenant, new ScopeRef(Level.Tenant, ""), grain => grain.RanksAsync(request));

    public Task<List<ScopeInfo>> CustomersAsync(IReadOnlyList<int> names) => host.OnIntakeAsync(tenant, grain => grain.CustomersAsync(names));

    public Task<IReadOnlyList<ClosedFigures>> ClosedAsync(ScopeRef scope, IReadOnlyList<DateOnly> months) => host.OnIntakeAsync(tenant, grain => grain.ClosedAsync(scope, months));

    public Task<ClosedMonth> CloseMonthAsync(MonthClosing closing) => host.OnIntakeAsync(tenant, grain => grain.CloseMonthAsync(closing));

    public Task<List<IReadOnlyList<Target>>> TargetsAsync(IReadOnlyList<ScopeRef> scopes) => host.OnIntakeAsync(tenant, grain => grain.TargetsAsync(scopes));
}
