using System.Text;
using System.Text.Json;
using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Tests.Hosting;

/// <summary>Every message to and from a grain goes through bytes, as between processes: nobody may hold what another one has. What passes between scope grains and the writer
/// goes through <see cref="SerialisedCells"/>.</summary>
internal sealed class SerialisedGrains(IGrains inner) : IGrains
{
    public IIntakeGrain Intake(string tenant) => new SerialisedIntake(inner.Intake(tenant), tenant);

    public IScopeGrain Scope(string tenant, ScopeRef scope) => new SerialisedScope(inner.Scope(tenant, Copy(scope)));

    public static T Copy<T>(T message)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message);
        var copy = JsonSerializer.Deserialize<T>(bytes)!;
        return bytes.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(copy)) ? copy : throw new InvalidOperationException($"{typeof(T).Name} does not survive its bytes");
    }

    private static async Task<T> Copy<T>(Task<T> answer) => Copy(await answer);

    /// <summary>From the events as they came.</summary>
    private static EventBatch Copy(EventBatch batch, string tenant)
    {
        var body = new StringBuilder("[");
        foreach (ref readonly var read in batch.Events)
        {
            body.Append(body.Length > 1 ? "," : "").Append(Encoding.UTF8.GetString(batch[read.Raw]));
        }
        var copy = EventBatch.Rent();
        var parsed = EventParser.Parse(Encoding.UTF8.GetBytes(body.Append(']').ToString()), BodyForm.Array, new ParseContext(tenant, long.MaxValue / 2, FromNode: true), copy);
        return parsed.IsOk && copy.Count == batch.Count ? copy : throw new InvalidOperationException("the batch does not survive its bytes");
    }

    private sealed class SerialisedIntake(IIntakeGrain grain, string tenant) : IIntakeGrain
    {
        public async Task<IngestReply> IngestAsync(IngestRequest request)
        {
            var copy = new IngestRequest(Copy(request.Batch, tenant));
            request.Batch.Return();
            return Copy(await grain.IngestAsync(copy));
        }

        public Task<TenantInfo> CreateAsync(TenantSpec spec) => Copy(grain.CreateAsync(Copy(spec)));

        public Task<TenantInfo?> DescribeAsync() => Copy(grain.DescribeAsync());

        public Task<SettingsHistory> SettingsAsync() => Copy(grain.SettingsAsync());

        public Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change) => Copy(grain.ChangeSettingsAsync(Copy(change)));

        public Task<JobInfo> RebuildAsync() => Copy(grain.RebuildAsync());

        public Task<JobInfo?> EraseAsync(string customer) => Copy(grain.EraseAsync(Copy(customer)));

        public Task<JobInfo?> JobAsync(string id) => Copy(grain.JobAsync(id));

        public Task<Digests> DigestAsync() => Copy(grain.DigestAsync());

        public Task<QualityReport> QualityAsync() => Copy(grain.QualityAsync());

        public Task<EventLook> EventAsync(EventQuery query) => Copy(grain.EventAsync(Copy(query)));

        public Task<List<SurveyLook?>> SurveysAsync(IReadOnlyList<string> surveys) => Copy(grain.SurveysAsync(Copy(surveys)));

        public Task<ChangeSet> ChangesAsync(ChangesRequest request) => Copy(grain.ChangesAsync(Copy(request)));

        public Task<ScopePage> ScopesAsync(ScopeQuery query) => Copy(grain.ScopesAsync(Copy(query)));

        public Task<TeamMembers> MembersAsync(IReadOnlyList<string> teams) => Copy(grain.MembersAsync(Copy(teams)));

        public Task<Definition?> DefineAsync(DefinitionChange change) => Copy(grain.DefineAsync(Copy(change)));

        public Task<IReadOnlyList<ClosedMonth>> MonthsAsync() => Copy(grain.MonthsAsync());

        public Task<bool> ReopenMonthAsync(DateOnly month) => Copy(grain.ReopenMonthAsync(month));

        public Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id) => Copy(grain.DefinitionAsync(collection, id));

        public Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first) => Copy(grain.DefinitionsAsync(collection, after, first));

        public Task<ChangedDays> ChangedDaysAsync(DaysKnown known) => Copy(grain.ChangedDaysAsync(Copy(known)));

        public Task<NowBoard?> NowAsync(NowRequest request) => Copy(grain.NowAsync(Copy(request)));
    }

    private sealed class SerialisedScope(IScopeGrain grain) : IScopeGrain
    {
        public Task<ReadResult?> ReadAsync(ReadRequest request) => Copy(grain.ReadAsync(Copy(request)));

        public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => Copy(grain.CloseMonthAsync(month, by));

        public Task<DaysRead> DaysAsync(DaysRequest request) => Copy(grain.DaysAsync(Copy(request)));

        public Task<DriversResult?> DriversAsync(DriversRequest request) => Copy(grain.DriversAsync(Copy(request)));
        public Task<EvidencePage?> EvidenceAsync(EvidenceRequest request) => Copy(grain.EvidenceAsync(Copy(request)));
    }
}
