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
    private Activation<ScopeGrain> activation = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var tenant = ScopeKey.TenantOf(key);
        var source = new LocalCells(tenant, local, GrainFactory, silo);
        var grain = new ScopeGrain(ScopeKey.ScopeOf(key), source, source, services.Benchmarks) { PeersOf = industry => services.Peers.ShownAsync(tenant, industry) };
        activation = new(grain, TaskScheduler.Current, static _ => Task.CompletedTask, static _ => false);
        return Task.CompletedTask;
    }

    public Task<ReadResult?> ReadAsync(ReadRequest request) => OnGrainAsync(grain => grain.ReadAsync(request));

    public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => OnGrainAsync(grain => grain.CloseMonthAsync(month, by));

    public Task<DaysRead> DaysAsync(DaysRequest request) => OnGrainAsync(grain => grain.DaysAsync(request));

    public Task<DriversResult?> DriversAsync(DriversRequest request) => OnGrainAsync(grain => grain.DriversAsync(request));

    public Task<EvidencePage?> EvidenceAsync(EvidenceRequest request) => OnGrainAsync(grain => grain.EvidenceAsync(request));

    public async Task<List<SpellFigures>> TenantSpellsAsync(List<SpellWindow> windows) => [.. await OnGrainAsync(grain => grain.TenantSpellsAsync(windows))];

    public async Task<List<Rank?>> RanksAsync(RanksRequest request) => [.. await OnGrainAsync(grain => grain.RanksAsync(request))];

    private async Task<TResult> OnGrainAsync<TResult>(Func<ScopeGrain, Task<TResult>> call)
    {
        try
        {
            return await activation.CallAsync(call, services.Now);
        }
        catch (WriterMovedException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
