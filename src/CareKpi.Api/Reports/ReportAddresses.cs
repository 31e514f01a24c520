using System.Text.Json.Nodes;
using CareKpi.Api.Audit;
using CareKpi.Api.Definitions;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Reports;

namespace CareKpi.Api.Reports;

/// <summary>For the audit entry of who was disabled or removed: whoever reads it takes the address out of the reports.</summary>
internal static class ReportAddresses
{
    /// <summary>Ids of the tenant's reports that have an address; null: nobody answered, and nobody is kept because of that.</summary>
    public static async Task<JsonArray?> ReportsOfAsync(IGrains grains, string tenant, string email, CancellationToken cancellationToken)
    {
        try
        {
            var all = await DefinitionLists.AllAsync(grains, tenant, DefinitionCollection.Reports, cancellationToken);
            return AuditRules.Words(all.Where(definition => ScheduledReport.Of(definition).To.Contains(email, StringComparer.OrdinalIgnoreCase)).Select(static definition => definition.Id));
        }
        catch (Exception fault) when (fault is UnavailableException or TimeoutException or TenantNotFoundException)
        {
            return null;
        }
    }
}
