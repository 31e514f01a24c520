using CareKpi.Api.Alerts;
using CareKpi.Api.Deliveries;
using CareKpi.Api.Reports;
using CareKpi.Engine.Intake;

namespace CareKpi.Api.Customers;

/// <summary>What rows of the installation say of a customer that is erased. What is on its way to somebody is not sent any more.</summary>
internal sealed class CustomerRows(AlertStore alerts, DeliveryQueue deliveries, ReportStore reports)
{
    public async Task EraseAsync(ErasedBeside of, CancellationToken cancellationToken)
    {
        await deliveries.ForgetCustomerAsync(of.Tenant, of.Key, cancellationToken);
        await alerts.EraseAsync(of.Tenant, of.Key, of.Replacement, cancellationToken);
        foreach (var report in of.Reports)
        {
            await reports.ForgetSentAsync(of.Tenant, report, cancellationToken);
        }
    }
}
