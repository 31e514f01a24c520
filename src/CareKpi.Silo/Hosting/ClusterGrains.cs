using CareKpi.Engine.Grains;
using CareKpi.Kpis.Scorecards;
using CareKpi.Silo.Grains;

namespace CareKpi.Silo.Hosting;

/// <summary>Grains on whichever silo they are.</summary>
internal sealed class ClusterGrains(IGrainFactory grains, ClusterCalls calls) : IGrains, ITenantRemover
{
    public IIntakeGrain Intake(string tenant) => new TenantReference(grains.GetGrain<ITenantWriter>(tenant), calls);

    public IScopeGrain Scope(string tenant, ScopeRef scope) => new ScopeReference(grains.GetGrain<IScopeReader>(ScopeKey.Of(tenant, scope)), calls);

    public Task RemoveAsync(string tenant, CancellationToken cancellationToken) => calls.AskAsync(async () =>
    {
        await grains.GetGrain<ITenantWriter>(tenant).RemoveAsync().WaitAsync(cancellationToken);
        return true;
    });
}
