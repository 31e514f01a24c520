using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Intake;

/// <summary>A state that is ahead of its log: the log was put back from an older copy. What the state says of entries that are lost is told nobody; when the operator asks for a rebuild, the state is thrown away, and the next
/// activation reads the log from its beginning.</summary>
public sealed partial class IntakeGrain
{
    private UnavailableException? refusal;
    private Task<JobInfo>? beginning;

    private string IdFromLog => $"rebuild-{tenant}-log";

    /// <summary>A call, of a tenant that is served. Of one that is not a rebuild is taken and nothing else.</summary>
    internal async Task<TResult> ServeAsync<TResult>(Func<IntakeGrain, Task<TResult>> call)
    {
        if (refusal is not null)
        {
            throw refusal;
        }
        try
        {
            return await call(this);
        }
        catch (Exception failed) when ((failed as StoreException ?? failed.InnerException as StoreException) is { } fault)
        {
            services.Troubles.Failed(tenant, fault);
            throw;
        }
    }

    private void RefuseAll()
    {
        var what = $"the state of tenant '{tenant}' contains entry {Projection.Head.Applied}, but its log ends at {head.LastSeq}";
        refusal = head.LastSeq == 0
            ? Unserved(what, $"The log is lost: {what}. Nothing was acknowledged. Put a copy of it back, then send the same again.")
            : Unserved(what, $"The log was put back from an older copy: {what}. Nothing was acknowledged. Put the newer log back, or run 'carekpi rebuild {tenant}': its state is made anew from the log that is there. Then send the same again.");
        // It stays awake, so that nobody reads the state while it is thrown away; and writes nothing.
        (record, projection, seen, admission) = (null, null, null, null);
    }

    /// <summary>Not where there is nothing to begin from.</summary>
    private Task<JobInfo> BeginAnewAsync() => head.LastSeq == 0 ? Task.FromException<JobInfo>(refusal!) : beginning ??= ThrowStateAwayAsync();

    private async Task<JobInfo> ThrowStateAwayAsync()
    {
        try
        {
            // Unless the newer one is there again.
            if ((await services.Committer.HeadAsync(tenant, stopping.Token)).LastSeq == head.LastSeq)
            {
                await services.State.DeleteAsync(tenant, stopping.Token).OrReopenAsync(services.State.ReopenAsync);
            }
            return FromLog(JobState.Running);
        }
        finally
        {
            Break();
        }
    }

    /// <summary>Whoever is awake to be asked has read the whole log.</summary>
    private JobInfo FromLog(JobState state) => new(IdFromLog, "rebuild", state, state == JobState.Done ? nextSeq - 1 : 0, nextSeq - 1, 0, null);
}
