using CareKpi.Engine.Changes;

namespace CareKpi.Engine.Intake;

/// <summary>Tells who waits that a scope has changed. Pushes wake; what there is now is read.</summary>
public sealed partial class IntakeGrain
{
    private readonly ScopeWatch watch = new();

    /// <summary>Those that wait. A writer that is let go or breaks keeps none of them.</summary>
    private readonly HashSet<TaskCompletionSource> watchers = [];

    public async Task<ChangeSet> ChangesAsync(ChangesRequest request)
    {
        ThrowIfGone();
        _ = Record;
        using var patience = new CancellationTokenSource(request.Wait, services.Time);
        while (true)
        {
            var changed = watch.Changed(request, Projection.Head.Applied, services.Uptime);
            // Who knows nothing yet is told from where on it does.
            if (changed.Count > 0 || patience.IsCancellationRequested || request.Scopes.Any(static scope => scope.Since is null))
            {
                return new ChangeSet(Projection.Head.Applied, changed);
            }
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watch.Wait(request, signal);
            watchers.Add(signal);
            using (patience.Token.UnsafeRegister(static signal => ((TaskCompletionSource)signal!).TrySetResult(), signal))
            {
                await signal.Task;
            }
            watchers.Remove(signal);
            watch.Leave(request, signal);
            ThrowIfGone();
        }
    }

    private void ReleaseWatchers()
    {
        foreach (var signal in watchers)
        {
            signal.TrySetResult();
        }
    }
}
