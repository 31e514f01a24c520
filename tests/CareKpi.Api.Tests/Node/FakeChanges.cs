using CareKpi.Engine.Changes;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tests.Node;

/// <summary>Scopes that change when a test says so.</summary>
internal sealed class FakeChanges
{
    private readonly Dictionary<ScopeRef, long> changed = [];
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long position = 100;
    private int passes;

    /// <summary>Questions asked so far.</summary>
    public int Asked { get; private set; }

    /// <summary>Completed when somebody waits.</summary>
    public TaskCompletionSource Watched { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Change(params ScopeRef[] scopes)
    {
        lock (changed)
        {
            position++;
            foreach (var scope in scopes)
            {
                changed[scope] = position;
            }

            next.SetResult();
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return position;
        }
    }

    /// <summary>Who waits has waited long enough.</summary>
    public void Pass()
    {
        lock (changed)
        {
            passes++;
            next.SetResult();
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<ChangeSet> WaitAsync(ChangesRequest request)
    {
        using var patience = new CancellationTokenSource(request.Wait);
        var passed = passes;
        while (true)
        {
            Task wake;
            lock (changed)
            {
                Asked++;
                var told = request.Scopes.Where(scope => scope.Since is { } since && changed.GetValueOrDefault(scope.Scope) > since).Select(scope => scope.Scope).ToList();
                if (told.Count > 0 || patience.IsCancellationRequested || passes != passed || request.Scopes.Any(scope => scope.Since is null))
                {
                    return new ChangeSet(position, told);
                }

                wake = next.Task;
                Watched.TrySetResult();
            }

            await Task.WhenAny(wake, Task.Delay(Timeout.Infinite, patience.Token)).ConfigureAwait(false);
        }
    }
}
