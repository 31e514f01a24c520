using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Intake;

/// <summary>On stores that several nodes share another one may take the tenant, or write it before this one does. Who writes learns it by its epoch; who only reads would never: it looks.</summary>
public sealed partial class IntakeGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private Task looking = Task.CompletedTask;
    private long lookedAt = services.Time.GetTimestamp();

    /// <summary>Now and then, while nothing of this node's is on its way: that would tell by itself.</summary>
    private void LookWhoWrites()
    {
        if (services.Log.IsShared && !IsBroken && !isLeaving && pending.Count == 0 && looking.IsCompleted && services.Time.GetElapsedTime(lookedAt) >= LookEvery)
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
        lookedAt = services.Time.GetTimestamp();
        var now = await services.Log.HeadAsync(tenant, stopping.Token);
        if (!IsBroken && !IsOurs(now))
        {
            throw Taken();
        }
    }

    /// <summary>Of one that took the tenant the epoch, of one that reads also the end of the log; while it is being taken, nobody can tell.</summary>
    private bool IsOurs(LogHead now) => hasClaimed ? now.Epoch == head.Epoch : isClaimUnknown || now == head;
}
