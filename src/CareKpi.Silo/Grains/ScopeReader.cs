using CareKpi.Engine.Daily;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace CareKpi.Silo.Grains;

/// <summary>The engine's <see cref="ScopeGrain"/>, beside its tenant's writer. It keeps its cells when the writer only slept, and leaves when the writer wakes elsewhere.</summary>
[Reentrant]
[BesideWriter]
[GrainType("carekpi.scope")]
internal sealed class ScopeReader(EngineServices services, LocalTenants local, ILocalSiloDetails silo) : Grain, IScopeReader
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    private Activation<ScopeGrain>? activation;

    public Task<ReadResult?> ReadAsync(ReadRequest request) => OnGrainAsync(request.Scope, grain => grain.ReadAsync(request));

    public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => OnGrainAsync(Whole, grain => grain.CloseMonthAsync(month, by));

    public Task<DaysRead> DaysAsync(DaysRequest request) => OnGrainAsync(Whole, grain => grain.DaysAsync(request));

    public Task<DriversResult?> DriversAsync(DriversRequest request) => OnGrainAsync(request.Scope, grain => grain.DriversAsync(request));

    public Task<EvidencePage?> EvidenceAsync(EvidenceRequest request) => OnGrainAsync(request.Scope, grain => grain.EvidenceAsync(request));

    public async Task<List<SpellFigures>> TenantSpellsAsync(List<SpellWindow> windows) => [.. await OnGrainAsync(Whole, grain => grain.TenantSpellsAsync(windows))];

    public async Task<List<Rank?>> RanksAsync(RanksRequest request) => [.. await OnGrainAsync(Whole, grain => grain.RanksAsync(request))];

    private async Task<TResult> OnGrainAsync<TResult>(ScopeRef scope, Func<ScopeGrain, Task<TResult>> call)
    {
        try
        {
            return await (activation ??= Activate(scope)).CallAsync(call, services.Uptime);
        }
        catch (WriterMovedException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private Activation<ScopeGrain> Activate(ScopeRef scope)
    {
        var tenant = ScopeKey.TenantOf(this.GetPrimaryKeyString());
        var source = new LocalCells(tenant, local, GrainFactory, silo);
        var grain = new ScopeGrain(scope, source, source, services.Benchmarks) { PeersOf = industry => services.Peers.ShownAsync(tenant, industry) };
        return new(grain, TaskScheduler.Current, static _ => Task.CompletedTask, static _ => false);
    }
}
