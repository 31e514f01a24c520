using System.Text.Json;
using CareKpi.Api.Node;

namespace CareKpi.Api.Reports;

/// <summary>A report that was sent by hand.</summary>
internal sealed record ReportByHand(string Report, DateTimeOffset At);

/// <summary>What a tenant has sent by hand in the last 24 hours: one row, which outlasts the reports.</summary>
internal sealed class ReportsByHand(NodeState state, TimeProvider clock) : ITenantRows
{
    public const int MaxOfReport = 10;
    public const int MaxOfTenant = 50;
    private static readonly TimeSpan Within = TimeSpan.FromDays(1);

    /// <summary>null: it is noted, and may be sent. Else after what time it may.</summary>
    public Task<TimeSpan?> ClaimAsync(string tenant, string report, CancellationToken cancellationToken) => state.AloneAsync<TimeSpan?>(Row(tenant), async stop =>
    {
        var now = clock.GetUtcNow();
        var row = await state.GetAsync(Row(tenant), stop);
        var recent = (row is null ? [] : JsonSerializer.Deserialize(row, NodeJson.Default.ReportByHandArray)!).Where(sent => sent.At > now - Within).ToList();
        var same = recent.FindAll(sent => string.Equals(sent.Report, report, StringComparison.Ordinal));
        if (same.Count >= MaxOfReport || recent.Count >= MaxOfTenant)
        {
            return (same.Count >= MaxOfReport ? same : recent)[0].At + Within - now;
        }

        recent.Add(new(report, now));
        await state.WriteAsync([(Row(tenant), JsonSerializer.SerializeToUtf8Bytes(recent.ToArray(), NodeJson.Default.ReportByHandArray))], stop);
        return null;
    }, cancellationToken);

    public async Task ForgetAsync(string tenant, CancellationToken cancellationToken) => await state.WriteAsync([(Row(tenant), null)], cancellationToken);

    private static string Row(string tenant) => $"report-by-hand/{tenant}";
}
