using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Hosting;

/// <summary>Tenants that this version cannot serve: each is told to the operator once, however often it is asked for.</summary>
public sealed class UnservedTenants(ILogger<UnservedTenants> log)
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, string> told = new(StringComparer.Ordinal);

    public void Tell(string tenant, string what)
    {
        if (told.TryGetValue(tenant, out var before) ? !string.Equals(before, what, StringComparison.Ordinal) : told.Count < Most)
        {
            told[tenant] = what;
            log.LogError("A tenant is not served by this server, the others are. {What}", what);
        }
    }
}
