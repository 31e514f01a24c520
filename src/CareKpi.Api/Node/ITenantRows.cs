namespace CareKpi.Api.Node;

/// <summary>Keeps rows of tenants among those of the installation. Who does is asked when a tenant is removed, so that nothing of it stays.</summary>
internal interface ITenantRows
{
    /// <summary>Removes everything of the tenant. Nothing there: nothing is done.</summary>
    Task ForgetAsync(string tenant, CancellationToken cancellationToken);
}
