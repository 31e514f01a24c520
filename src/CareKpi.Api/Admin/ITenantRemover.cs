namespace CareKpi.Api.Admin;

/// <summary>Removes a tenant's log and state. The engine implements it: the tenant's writer has to give up first. Removing one that is not there does nothing.</summary>
public interface ITenantRemover
{
    Task RemoveAsync(string tenant, CancellationToken cancellationToken);
}
