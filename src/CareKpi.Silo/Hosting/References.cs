using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Wire;

namespace CareKpi.Silo.Hosting;

// How callers hold a grain: by its key. Which silo it is on is the cluster's affair.

internal sealed class TenantReference(ITenantWriter writer, ClusterCalls calls) : IIntakeGrain
{
    public async Task<IngestReply> IngestAsync(IngestRequest request)
    {
        var events = new EventsOnWire(request.Batch);
        var reply = await calls.AskAsync(() => writer.IngestAsync(events));
        if (events.WasWritten)
        {
            // The writer has one of its own. After a failure it is left to the collector: a copy may be on its way.
            request.Batch.Return();
        }
        return reply;
    }

    public Task<TenantInfo> CreateAsync(TenantSpec spec) => calls.AskAsync(() => writer.CreateAsync(spec));

    public Task<TenantInfo?> DescribeAsync() => calls.AskAsync(writer.DescribeAsync);

    public Task<SettingsHistory> SettingsAsync() => calls.AskAsync(writer.SettingsAsync);

    public Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change) => calls.AskAsync(() => writer.ChangeSettingsAsync(change));

    public Task<JobInfo> RebuildAsync() => calls.AskAsync(writer.RebuildAsync);

    public Task<JobInfo?> EraseAsync(string customer) => calls.AskAsync(() => writer.EraseAsync(customer));

    public Task<JobInfo?> JobAsync(string id) => calls.AskAsync(() => writer.JobAsync(id));

    public Task<Digests> DigestAsync() => calls.AskAsync(writer.DigestAsync);

    public Task<QualityReport> QualityAsync() => calls.AskAsync(writer.QualityAsync);

    public Task<EventLook> EventAsync(EventQuery query) => calls.AskAsync(() => writer.EventAsync(query));

    public Task<List<SurveyLook?>> SurveysAsync(IReadOnlyList<string> surveys) => calls.AskAsync(() => writer.SurveysAsync([.. surveys]));

    public Task<ScopePage> ScopesAsync(ScopeQuery query) => calls.AskAsync(() => writer.ScopesAsync(query));

    public Task<TeamMembers> MembersAsync(IReadOnlyList<string> teams) => calls.AskAsync(() => writer.MembersAsync([.. teams]));

    public Task<Definition?> DefineAsync(DefinitionChange change) => calls.AskAsync(() => writer.DefineAsync(change));

    public async Task<IReadOnlyList<ClosedMonth>> MonthsAsync() => await calls.AskAsync(writer.MonthsAsync);

    public Task<bool> ReopenMonthAsync(DateOnly month) => calls.AskAsync(() => writer.ReopenMonthAsync(month));

    public Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id) => calls.AskAsync(() => writer.DefinitionAsync(collection, id));

    public Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first) => calls.AskAsync(() => writer.DefinitionsAsync(collection, after, first));

    /// <summary>Asked again and again it misses none: it may come back earlier than it was asked to.</summary>
    public Task<ChangeSet> ChangesAsync(ChangesRequest request) => calls.UnboundedAsync(() => writer.ChangesAsync(request.Wait <= ClusterCalls.LongestWait ? request : request with { Wait = ClusterCalls.LongestWait }));

    public Task<ChangedDays> ChangedDaysAsync(DaysKnown known) => calls.AskAsync(() => writer.ChangedDaysAsync(known));

    public Task<NowBoard?> NowAsync(NowRequest request) => calls.AskAsync(() => writer.NowAsync(request));
}

internal sealed class ScopeReference(IScopeReader reader, ClusterCalls calls) : IScopeGrain
{
    public Task<ReadResult?> ReadAsync(ReadRequest request) => calls.AskAsync(() => reader.ReadAsync(request));

    public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => calls.AskAsync(() => reader.CloseMonthAsync(month, by));

    public Task<DaysRead> DaysAsync(DaysRequest request) => calls.AskAsync(() => reader.DaysAsync(request));

    public Task<DriversResult?> DriversAsync(DriversRequest request) => calls.AskAsync(() => reader.DriversAsync(request));

    public Task<EvidencePage?> EvidenceAsync(EvidenceRequest request) => calls.AskAsync(() => reader.EvidenceAsync(request));
}
