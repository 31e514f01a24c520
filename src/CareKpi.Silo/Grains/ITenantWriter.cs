using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Silo.Wire;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace CareKpi.Silo.Grains;

/// <summary><see cref="IIntakeGrain"/> as messages. Key: the tenant's. Aliases are what the wire knows: they stay when a method is renamed.</summary>
[Alias("carekpi.tenant")]
public interface ITenantWriter : IGrainWithStringKey
{
    [Alias("ingest")]
    Task<IngestReply> IngestAsync([Immutable] EventsOnWire events);

    [Alias("create")]
    Task<TenantInfo> CreateAsync(TenantSpec spec);

    [Alias("describe")]
    Task<TenantInfo?> DescribeAsync();

    [Alias("settings")]
    Task<SettingsHistory> SettingsAsync();

    [Alias("change-settings")]
    Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change);

    [Alias("rebuild")]
    Task<JobInfo> RebuildAsync();

    [Alias("erase")]
    Task<JobInfo?> EraseAsync(string customer);

    [Alias("job")]
    Task<JobInfo?> JobAsync(string id);

    [Alias("digest")]
    Task<Digests> DigestAsync();

    [Alias("quality")]
    Task<QualityReport> QualityAsync();

    [Alias("event")]
    Task<EventLook> EventAsync(EventQuery query);

    [Alias("surveys")]
    Task<List<SurveyLook?>> SurveysAsync(List<string> surveys);

    [Alias("scopes")]
    Task<ScopePage> ScopesAsync(ScopeQuery query);

    [Alias("members")]
    Task<TeamMembers> MembersAsync(List<string> teams);

    [Alias("define")]
    Task<Definition?> DefineAsync(DefinitionChange change);

    [Alias("months")]
    Task<List<ClosedMonth>> MonthsAsync();

    [Alias("reopen-month")]
    Task<bool> ReopenMonthAsync(DateOnly month);

    [Alias("definition")]
    Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id);

    [Alias("definitions")]
    Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first);

    [Alias("changes")]
    Task<ChangeSet> ChangesAsync(ChangesRequest request);

    [Alias("changed-days")]
    Task<ChangedDays> ChangedDaysAsync(DaysKnown known);

    [Alias("now")]
    Task<NowBoard?> NowAsync(NowRequest request);

    /// <summary>The silo that it is on; it is awake then.</summary>
    [Alias("where")]
    Task<SiloAddress> WhereAsync();

    /// <summary>Lets the tenant go, as after long silence: with a checkpoint.</summary>
    [Alias("leave")]
    Task LeaveAsync();

    /// <summary>Gives the tenant up and removes its log and state.</summary>
    [Alias("remove")]
    Task RemoveAsync();
}
