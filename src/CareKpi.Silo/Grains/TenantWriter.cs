using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Now;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Silo.Wire;
using Orleans.Concurrency;
using Orleans.Runtime;
using HostOptions = CareKpi.Engine.Hosting.HostOptions;

namespace CareKpi.Silo.Grains;

/// <summary>The engine's <see cref="IntakeGrain"/> awake on a silo; its turns run on the grain's own scheduler. Activating reads the log without holding up Orleans: calls wait for it, however long it takes.</summary>
[Reentrant]
[GrainType("carekpi.tenant")]
internal sealed class TenantWriter(EngineServices services, HostOptions options, LocalTenants local, ILocalSiloDetails silo) : Grain, ITenantWriter, IRemindable
{
    private const string Rules = "rules";

    // Rules judge by days, too: an hour later is soon enough.
    private static readonly TimeSpan RulesAgain = TimeSpan.FromHours(1);

    private Activation<IntakeGrain> activation = null!;
    private Task? leaving;
    private bool? isReminded;

    /// <summary>Ends when it has left: with its last checkpoint written, if it could be.</summary>
    private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Left => left.Task;

    private string Tenant => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        activation = new(new IntakeGrain(Tenant, services), TaskScheduler.Current, static grain => grain.ActivateAsync(), static grain => grain.IsBroken);
        local.Add(Tenant, this);
        this.RegisterGrainTimer(static (writer, _) => writer.TickAsync(), this, new GrainTimerCreationOptions(options.SweepEvery, options.SweepEvery) { Interleave = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await StopAsync();
        local.Remove(Tenant, this);
        left.TrySetResult();
    }

    /// <summary>A turn of the engine's grain; whoever asks from the same silo may give and get live objects.</summary>
    internal Task<TResult> OnGrainAsync<TResult>(Func<IntakeGrain, Task<TResult>> call) => TurnAsync(grain => grain.ServeAsync(call));

    private async Task<TResult> TurnAsync<TResult>(Func<IntakeGrain, Task<TResult>> call)
    {
        try
        {
            return await activation.CallAsync(call, services.Uptime);
        }
        finally
        {
            if (activation.IsGone)
            {
                // The next one reads what the log really holds.
                DeactivateOnIdle();
            }
        }
    }

    public async Task<IngestReply> IngestAsync(EventsOnWire events)
    {
        // Off the writer's turns: it takes as long as the batch is large.
        var batch = events.Batch ?? await Task.Run(() => events.Parse(Tenant), CancellationToken.None);
        return await OnGrainAsync(grain => grain.IngestAsync(new IngestRequest(batch)));
    }

    public Task<TenantInfo> CreateAsync(TenantSpec spec) => OnGrainAsync(grain => grain.CreateAsync(spec));

    public Task<TenantInfo?> DescribeAsync() => OnGrainAsync(static grain => grain.DescribeAsync());

    public Task<SettingsHistory> SettingsAsync() => OnGrainAsync(static grain => grain.SettingsAsync());

    public Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change) => OnGrainAsync(grain => grain.ChangeSettingsAsync(change));

    public Task<JobInfo> RebuildAsync() => TurnAsync(static grain => grain.RebuildAsync());

    public Task<JobInfo?> EraseAsync(string customer) => OnGrainAsync(grain => grain.EraseAsync(customer));

    public Task<JobInfo?> JobAsync(string id) => OnGrainAsync(grain => grain.JobAsync(id));

    public Task<Digests> DigestAsync() => OnGrainAsync(static grain => grain.DigestAsync());

    public Task<QualityReport> QualityAsync() => OnGrainAsync(static grain => grain.QualityAsync());

    public Task<EventLook> EventAsync(EventQuery query) => OnGrainAsync(grain => grain.EventAsync(query));

    public Task<List<SurveyLook?>> SurveysAsync(List<string> surveys) => OnGrainAsync(grain => grain.SurveysAsync(surveys));

    public Task<ScopePage> ScopesAsync(ScopeQuery query) => OnGrainAsync(grain => grain.ScopesAsync(query));

    public Task<TeamMembers> MembersAsync(List<string> teams) => OnGrainAsync(grain => grain.MembersAsync(teams));

    public Task<Definition?> DefineAsync(DefinitionChange change) => OnGrainAsync(grain => grain.DefineAsync(change));

    public async Task<List<ClosedMonth>> MonthsAsync() => [.. await OnGrainAsync(static grain => grain.MonthsAsync())];

    public Task<bool> ReopenMonthAsync(DateOnly month) => OnGrainAsync(grain => grain.ReopenMonthAsync(month));

    public Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id) => OnGrainAsync(grain => grain.DefinitionAsync(collection, id));

    public Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first) => OnGrainAsync(grain => grain.DefinitionsAsync(collection, after, first));

    public Task<ChangeSet> ChangesAsync(ChangesRequest request) => OnGrainAsync(grain => grain.ChangesAsync(request));

    public Task<ChangedDays> ChangedDaysAsync(DaysKnown known) => OnGrainAsync(grain => grain.ChangedDaysAsync(known));

    public Task<NowBoard?> NowAsync(NowRequest request) => OnGrainAsync(grain => grain.NowAsync(request));

    public Task<SiloAddress> WhereAsync() => Task.FromResult(silo.SiloAddress);

    /// <summary>From here on Orleans keeps what comes for the next activation; whoever waits in this one is told to come again.</summary>
    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return StopAsync();
    }

    public async Task RemoveAsync()
    {
        await LeaveAsync();
        try
        {
            await services.Log.DeleteAsync(Tenant, CancellationToken.None).OrReopenAsync(services.Log.ReopenAsync);
            await services.State.DeleteAsync(Tenant, CancellationToken.None).OrReopenAsync(services.State.ReopenAsync);
        }
        catch (Exception exception) when (Unanswered.Is(exception))
        {
            throw Unanswered.Of(exception);
        }
    }

    private Task StopAsync() => leaving ??= activation.StopAsync(static grain => grain.DeactivateAsync());

    /// <summary>Orleans lets go who got no message for long: not one that reads, or works, without messages.</summary>
    private async Task TickAsync()
    {
        await activation.TurnAsync(static grain => grain.CheckpointIfDue());
        await RemindAsync();
        if (activation.IsGone)
        {
            DeactivateOnIdle();
        }
        else if (!activation.IsIdleSince(services.Uptime - (long)options.IdleAfter.TotalMicroseconds) || !activation.Grain.IsIdle)
        {
            DelayDeactivation(options.SweepEvery * 2);
        }
    }

    /// <summary>Awake it tells who looks at rules of itself.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    /// <summary>A tenant with alert rules is woken when its silo is gone and nobody asks for it: no event is an event, too.</summary>
    private async Task RemindAsync()
    {
        if (activation.IsGone || activation.Grain.HasAlertRules == isReminded)
        {
            return;
        }
        var hasRules = activation.Grain.HasAlertRules;
        try
        {
            if (hasRules)
            {
                await this.RegisterOrUpdateReminder(Rules, RulesAgain, RulesAgain, local.Stopping);
            }
            else if (await this.GetReminder(Rules, local.Stopping) is { } reminder)
            {
                await this.UnregisterReminder(reminder, local.Stopping);
            }
            isReminded = hasRules;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or System.Data.Common.DbException or OperationCanceledException)
        {
            // The database is away, and the next tick tries again, or the silo stops.
        }
    }
}
