using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace CareKpi.Silo.Grains;

/// <summary>On the silo where the tenant's writer is.</summary>
[GenerateSerializer, Immutable, Alias("carekpi.beside-writer")]
internal sealed class BesideWriter : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class BesideWriterAttribute() : PlacementAttribute(new BesideWriter());

internal sealed class BesideWriterDirector(IGrainFactory grains, LocalTenants local) : IPlacementDirector
{
    /// <summary>Asks the writer, and so wakes it: a scope that is read needs it anyway.</summary>
    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        try
        {
            // A silo that stops gets no answers any more, and would wait with its end until the call is given up.
            var at = await grains.GetGrain<ITenantWriter>(ScopeKey.TenantOf(target.GrainIdentity.Key.ToString()!)).WhereAsync().WaitAsync(local.Stopping);
            // A silo that was just lost is on nobody's list: the scope finds out and moves again.
            return Array.IndexOf(silos, at) >= 0 ? at : silos[0];
        }
        catch (OperationCanceledException) when (local.Stopping.IsCancellationRequested)
        {
            return silos[0];
        }
    }
}
