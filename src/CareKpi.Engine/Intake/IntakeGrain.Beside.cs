using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Intake;

/// <summary>On stores that several nodes share another one may take the tenant, or write it before this one does. Who writes learns it by its epoch; who only reads would never: it looks.</summary>
public sealed partial class IntakeGrain
{
    private const long LookEvery = 10_000_000;

    private Task looking = Task.CompletedTask;
    private long lookedAt = services.Uptime;

    /// <summary>Now and then, while nothing of this node's is on its way: that would tell by itself.</summary>
    private void LookWhoWrites()
    {
        if (services.Log.IsShared && !IsBroken && !isLeaving && pending.Count == 0 && looking.IsCompleted && services.Uptime - lookedAt >= LookEvery)
        {
            looking = LookAsync();
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await ThrowIfTakenAsync();
        }
        catch (Exception exception) when (exception is StoreException or UnavailableException or OperationCanceledException)
        {
            // Taken: it is broken now, and the next call finds the next activation. Else it looks again.
        }
    }

    private async Task ThrowIfTakenAsync()
    {
        ThrowIfBroken();
        lookedAt = services.Uptime;
        var now = await services.Log.HeadAsync(tenant, stopping.Token);
        // Who holds the tenant writes checkpoints without a further entry, too: what this grain read fits to none of its rows then.
        if (!IsOurs(now) || (IsReader && !await IsStateOursAsync() && IsReader))
        {
            throw Taken();
        }
    }

    private bool IsReader => !hasClaimed && claiming is null;

    /// <summary>Of one that took the tenant no later epoch, of one that reads the same end of the log, too; while it is being taken, nobody can tell. Who tried to take it, and does not know whether it did, begins anew.</summary>
    private bool IsOurs(LogHead now) => hasClaimed ? now.Epoch <= head.Epoch : !IsReader || now == head;
}
