using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Log;

/// <summary>Whether every entry of a log can be read: a store may be sound and what it holds be damaged.</summary>
public static class LogReading
{
    private const int Page = 4 << 20;
    private const int Tenants = 1_000;
    private const int Most = 100;

    /// <summary>Findings, at most a hundred; none: all can be read.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(ILogStore log, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        string? after = null;
        while (await log.TenantsAsync(after, Tenants, cancellationToken) is { Count: > 0 } tenants)
        {
            foreach (var tenant in tenants)
            {
                await CheckAsync(log, tenant, findings, cancellationToken);
            }
            after = tenants[^1];
        }
        return findings;
    }

    private static async Task CheckAsync(ILogStore log, string tenant, List<string> findings, CancellationToken cancellationToken)
    {
        var last = (await log.HeadAsync(tenant, cancellationToken)).LastSeq;
        for (var from = 1L; from <= last && findings.Count < Most;)
        {
            var records = await log.ReadAsync(tenant, from, Page, cancellationToken);
            if (records.Count == 0)
            {
                return;
            }
            foreach (var record in records)
            {
                try
                {
                    if (LogEntry.KindOf(record.Payload.Span) == LogEntryKind.Events)
                    {
                        LogEntry.Read(record, tenant).Batch.Return();
                    }
                }
                catch (Exception wrong) when (wrong is StoreException or LaterVersionException)
                {
                    findings.Add(wrong is StoreException ? wrong.Message : $"the log of tenant '{tenant}' has {wrong.Message}");
                }
            }
            from = records[^1].Seq + 1;
        }
    }
}
