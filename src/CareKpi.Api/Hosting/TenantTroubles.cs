using System.Collections.Concurrent;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Hosting;

/// <summary>Tells the operator of tenants that cannot be served as they should: each trouble of a tenant once, however often it is met. Names tenants, files and types of faults, nothing of what a tenant holds.</summary>
public sealed class TenantTroubles(ILogger<TenantTroubles> log) : ITenantTroubles
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(string Tenant, string Kind), string> told = new();

    public void Unserved(string tenant, string what)
    {
        if (IsNew(tenant, nameof(Unserved), what))
        {
            log.LogError("A tenant is not served by this server, the others are. {What}", what);
        }
    }

    public void Failed(string tenant, Exception fault)
    {
        // What is away, full or busy is told of by others, and goes on by itself.
        if (fault is StoreException store)
        {
            if (store.Fault is StoreFault.Corrupt or StoreFault.Format && IsNew(tenant, store.Fault.ToString(), ""))
            {
                log.LogError("Calls of tenant '{Tenant}' fail (503): {Message}", tenant, store.Message);
            }
        }
        else if (fault is not OperationCanceledException && IsNew(tenant, nameof(Failed), fault.GetType().FullName + fault.StackTrace))
        {
            log.LogError("The writer of tenant '{Tenant}' failed and begins anew: {Fault} {Stack}", tenant, fault.GetType().FullName, fault.StackTrace);
        }
    }

    public void SetAside(string tenant, long seq, string reason)
    {
        if (IsNew(tenant, FormattableString.Invariant($"{nameof(SetAside)} {seq}"), ""))
        {
            log.LogWarning("Entry {Seq} of the log of tenant '{Tenant}' cannot be applied ({Reason}) and is set aside; the tenant goes on without it. `carekpi rebuild` tries it again, after an upgrade too", seq, tenant, reason);
        }
    }

    private bool IsNew(string tenant, string kind, string what)
    {
        if (told.TryGetValue((tenant, kind), out var before) ? string.Equals(before, what, StringComparison.Ordinal) : told.Count >= Most)
        {
            return false;
        }

        told[(tenant, kind)] = what;
        return true;
    }
}
