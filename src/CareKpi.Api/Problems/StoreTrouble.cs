using CareKpi.Engine.Stores;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Problems;

/// <summary>What a store's fault means to who sends events, and to the operator: told once a minute, with what the store itself says and how to mend it.</summary>
internal sealed class StoreTrouble(TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private long told = long.MinValue;

    /// <summary>A sentence for the caller; null: nothing that needs one of its own.</summary>
    public string? Of(Exception? fault)
    {
        while (fault is not (null or StoreException))
        {
            fault = fault.InnerException;
        }

        if (fault is not StoreException { Fault: StoreFault.Full or StoreFault.ReadOnly or StoreFault.Corrupt or StoreFault.Io } store)
        {
            return null;
        }

        var (now, before) = (clock.GetTimestamp(), Interlocked.Read(ref told));
        if ((before == long.MinValue || clock.GetElapsedTime(before, now) > Quiet) && Interlocked.CompareExchange(ref told, now, before) == before)
        {
            // Messages of stores name files and codes, nothing of a tenant.
            log.LogError(store.Fault is StoreFault.Full or StoreFault.ReadOnly ? "Nothing can be written, reads go on: {Message}" : "Calls fail (503): {Message}", store.Message);
        }

        return store.Fault == StoreFault.Io ? null
            : store.Fault == StoreFault.Corrupt ? "A file of this node's stores is damaged; nothing was acknowledged. Its operator has to mend that, the node's log says how: send the same again then."
            : store.Fault == StoreFault.Full ? "The node has no room left on its disk; nothing was acknowledged, reads go on. It takes this again by itself when its operator has made room: send the same again then."
            : "The node may not write its disk; nothing was acknowledged, reads go on. Its operator has to mend that: send the same again then.";
    }
}
