namespace CareKpi.Engine.Scopes;

/// <summary>Work of a grain that goes on one after the other, although each part of it waits for others. For one scheduler.</summary>
internal sealed class Turn
{
    private Task last = Task.CompletedTask;

    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var before = last;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        last = mine.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            mine.SetResult();
        }
    }
}
