using Orleans.Runtime;

namespace CareKpi.Silo.Rounds;

/// <summary>Orleans sees to it that there is one; a lock of the database, that there are never two: one that does not get it, or loses it, goes, and the reminder tries again.</summary>
[GrainType("carekpi.round")]
internal sealed class RoundMaker(LocalRounds local, RoundLocks locks) : Grain, IRoundMaker, IRemindable
{
    private const string Reminder = "awake";

    // The shortest that Orleans takes.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    private string Kind => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!await locks.TakeAsync(Kind, cancellationToken))
        {
            DeactivateOnIdle();
            return;
        }
        local.Add(Kind);
        this.RegisterGrainTimer(static (maker, cancellation) => maker.TickAsync(cancellation), this, new GrainTimerCreationOptions(Look, Look) { Interleave = true });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        local.Remove(Kind);
        await locks.ReleaseAsync(Kind);
    }

    public Task WakeAsync() => this.RegisterOrUpdateReminder(Reminder, Again, Again);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        if (await locks.IsHeldAsync(Kind, cancellationToken))
        {
            DelayDeactivation(Again * 2);
        }
        else
        {
            local.Remove(Kind);
            DeactivateOnIdle();
        }
    }
}
