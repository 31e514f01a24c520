using CareKpi.Engine.Intake;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Targets;
using Orleans.Runtime;

namespace CareKpi.Silo.Grains;

/// <summary>What a scope asks the tenant's writer, on the writer's turns and by reference. One that is not awake on this silo is woken; where it woke elsewhere: <see cref="WriterMovedException"/>.</summary>
internal sealed class LocalCells(string tenant, LocalTenants local, IGrainFactory grains, ILocalSiloDetails silo) : ICellSource, ITenantScope
{
    public Task<ScopeCells?> CellsAsync(CellsRequest request) => AskAsync(grain => grain.CellsAsync(request));

    public Task<List<byte[]?>> RowsAsync(IReadOnlyList<StateKey> keys) => AskAsync(grain => grain.RowsAsync(keys));

    public Task<HashSet<ulong>?> DossiersAsync(int fromDay, int throughDay, int most) => AskAsync(grain => grain.DossiersAsync(fromDay, throughDay, most));

    public Task<SpellsRead> SpellsAsync() => AskAsync(static grain => grain.SpellsAsync());

    public Task<List<HealthTold>> HealthAsync(IReadOnlyList<HealthAsked> asked, SpellStepKind? by) => AskAsync(grain => grain.HealthAsync(asked, by));

    public Task<Dictionary<int, HealthOfCustomer?[]>> HealthOfAsync(IReadOnlyCollection<int> customers, IReadOnlyList<long> instants) => AskAsync(grain => grain.HealthOfAsync(customers, instants));

    public Task<MarginsRead> MarginsAsync(long from, long to) => AskAsync(grain => grain.MarginsAsync(from, to));

    public Task<HashSet<int>?> CustomersWithRevenueAsync(long from, long to, int most) => AskAsync(grain => grain.CustomersWithRevenueAsync(from, to, most));

    public Task<List<IndexedDossier>> IndexedAsync(IReadOnlyList<int> days, ushort groups, IReadOnlySet<int>? agents) => AskAsync(grain => grain.IndexedAsync(days, groups, agents));

    public Task<StandingRead> StandingAsync(int? month, int lastDay, int most) => AskAsync(grain => grain.StandingAsync(month, lastDay, most));

    public Task<List<(int Day, StateKey Row)>> CostDaysAsync(int fromDay, int throughDay) => AskAsync(grain => grain.CostDaysAsync(fromDay, throughDay));

    public Task<List<string?>> TextsAsync(IReadOnlyList<TextOfEvent> events) => AskAsync(grain => grain.TextsAsync(events));

    public Task<List<ScopeInfo>> CustomersAsync(IReadOnlyList<int> names) => AskAsync(grain => grain.CustomersAsync(names));

    public Task<IReadOnlyList<ClosedFigures>> ClosedAsync(ScopeRef scope, IReadOnlyList<DateOnly> months) => AskAsync(grain => grain.ClosedAsync(scope, months));

    public Task<ClosedMonth> CloseMonthAsync(MonthClosing closing) => AskAsync(grain => grain.CloseMonthAsync(closing));

    public Task<List<IReadOnlyList<Target>>> TargetsAsync(IReadOnlyList<ScopeRef> scopes) => AskAsync(grain => grain.TargetsAsync(scopes));

    public async Task<IReadOnlyList<SpellFigures>> TenantSpellsAsync(IReadOnlyList<SpellWindow> windows) => await Whole.TenantSpellsAsync([.. windows]);

    public async Task<IReadOnlyList<Rank?>> RanksAsync(RanksRequest request) => await Whole.RanksAsync(request);

    private IScopeReader Whole => grains.GetGrain<IScopeReader>(ScopeKey.Of(tenant, new ScopeRef(Level.Tenant, "")));

    private async Task<TResult> AskAsync<TResult>(Func<IntakeGrain, Task<TResult>> call)
    {
        var writer = local.Find(tenant) ?? await WokenAsync();
        return await writer.OnGrainAsync(call);
    }

    private async Task<TenantWriter> WokenAsync()
    {
        var at = await grains.GetGrain<ITenantWriter>(tenant).WhereAsync();
        return (at.Equals(silo.SiloAddress) ? local.Find(tenant) : null) ?? throw new WriterMovedException($"the writer of tenant '{tenant}' is on another silo");
    }
}
