using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CareKpi.Api.Admin;
using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tests.Node;

/// <summary>Grains that remember what they were asked: enough of an engine to test the API in front of it.</summary>
internal sealed class FakeGrains : IGrains, ITenantRemover
{
    private readonly ConcurrentDictionary<string, FakeIntake> intakes = new(StringComparer.Ordinal);

    /// <summary>Set: every ingest waits for it first.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Set: every call of a grain throws it.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Ids of events that the grain itself refuses.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    public Func<string, ReadRequest, ReadResult?> Read { get; set; } = (_, _) => null;

    public Func<string, EvidenceRequest, EvidencePage?> Evidence { get; set; } = (_, _) => null;

    public IIntakeGrain Intake(string tenant) => intakes.GetOrAdd(tenant, key => new FakeIntake(key, this));

    public FakeIntake Of(string tenant) => (FakeIntake)Intake(tenant);

    public IScopeGrain Scope(string tenant, ScopeRef scope) => new FakeScope(tenant, this);

    /// <summary>Set: a removal of a tenant waits for it first.</summary>
    public Func<Task> BeforeRemoval { get; set; } = static () => Task.CompletedTask;

    public async Task RemoveAsync(string tenant, CancellationToken cancellationToken)
    {
        await BeforeRemoval();
        intakes.TryRemove(tenant, out _);
    }

    private sealed class FakeScope(string tenant, FakeGrains grains) : IScopeGrain
    {
        public Task<ReadResult?> ReadAsync(ReadRequest request) => grains.Fault is { } fault ? Task.FromException<ReadResult?>(fault) : Task.FromResult(grains.Read(tenant, request));

        public Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by) => Task.FromResult(new ClosedMonth(month, 1_772_442_845_000_000, by));

        public Task<DaysRead> DaysAsync(DaysRequest request) => throw new NotSupportedException();

        public Task<DriversResult?> DriversAsync(DriversRequest request) => Task.FromResult<DriversResult?>(null);

        public Task<EvidencePage?> EvidenceAsync(EvidenceRequest request) => grains.Fault is { } fault ? Task.FromException<EvidencePage?>(fault) : Task.FromResult(grains.Evidence(tenant, request));
    }
}

internal sealed class FakeIntake(string key, FakeGrains grains) : IIntakeGrain
{
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private readonly TenantDefinitions definitions = new();
    private TenantInfo? info;
    private long position;

    public IReadOnlyCollection<string> Events => seen.Keys;

    /// <summary>How many events each agent has.</summary>
    public IReadOnlyDictionary<string, int> Agents => seen.Values.Where(agent => agent.Length > 0).CountBy(agent => agent, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    public List<SettingsChange> Changes { get; } = [];

    public async Task<IngestReply> IngestAsync(IngestRequest request)
    {
        await grains.Hold;
        Throw();
        lock (seen)
        {
            var batch = request.Batch;
            var (accepted, duplicates) = (0, 0);
            var refused = new List<Rejection>();
            foreach (var e in batch.Events)
            {
                var id = Encoding.UTF8.GetString(batch[e.Id]);
                if (grains.Refused.Contains(id))
                {
                    refused.Add(new(e.Index, id, "too_many_scopes", "data.agent", "there are too many agents"));
                }
                else if (seen.TryAdd($"{Encoding.UTF8.GetString(batch[e.Source])} {id}", Encoding.UTF8.GetString(batch[e[TextField.Agent]])))
                {
                    accepted++;
                }
                else
                {
                    duplicates++;
                }
            }

            batch.Return();
            position += accepted;
            return new(accepted, duplicates, refused, position);
        }
    }

    public Task<TenantInfo> CreateAsync(TenantSpec spec)
    {
        Throw();
        if (info is not null && info.TimeZone != spec.TimeZone)
        {
            return Task.FromResult(info = info with { TimeZone = spec.TimeZone, Job = $"rebuild-{key}-2" });
        }
        return Task.FromResult(info ??= new(key, spec.Name, spec.TimeZone, spec.Currency, spec.Industry, spec.Locale, 0, null, 1_772_442_845_000_000, 0, 0));
    }

    public Task<TenantInfo?> DescribeAsync()
    {
        Throw();
        return Task.FromResult(info);
    }

    public Task<SettingsHistory> SettingsAsync() => Task.FromResult(new SettingsHistory(JsonElement.Parse("{}"), [.. Changes.Select(change => new SettingsEntry(change.ValidFrom ?? 0, change.Settings))], null));

    /// <summary>Set: a change of settings waits for it first.</summary>
    public Func<Task> BeforeSettings { get; set; } = static () => Task.CompletedTask;

    public async Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change)
    {
        var settings = change.Settings.Clone();
        await BeforeSettings();
        Changes.Add(change with { Settings = settings });
        return await SettingsAsync();
    }

    public Task<JobInfo> RebuildAsync() => info is null
        ? Task.FromException<JobInfo>(new TenantNotFoundException(key))
        : Task.FromResult(new JobInfo("rebuild-1", "rebuild", JobState.Running, 1, 2, 3, null));

    public Task<JobInfo?> EraseAsync(string customer) => Task.FromResult<JobInfo?>(null);

    public Task<JobInfo?> JobAsync(string id) => Task.FromResult(id is "rebuild-1" ? new JobInfo(id, "rebuild", JobState.Done, 2, 2, 3, null) : null);

    public Task<Digests> DigestAsync() => Task.FromResult(new Digests("s", "t", "c", "n", position));

    public Task<QualityReport> QualityAsync() => Task.FromResult(new QualityReport([new("pbx", 2, 1, 1_772_442_845_000_000, null, 0.5)], [], [], []));

    public Task<EventLook> EventAsync(EventQuery query) => Task.FromResult(
        seen.ContainsKey($"{query.Source} {query.Id}") ? new EventLook(new EventTrace(query.Source, query.Id, query.Time ?? 1_772_442_845_000_000, "care.contact.ended", 1, "counts", null, JsonElement.Parse("{}")), null)
        : query is { Id: "far", From: null } ? new EventLook(null, 20_000)
        : new EventLook(null, null));

    public Task<List<SurveyLook?>> SurveysAsync(IReadOnlyList<string> surveys) => Task.FromResult(surveys.Select(static _ => (SurveyLook?)null).ToList());

    public Task<TeamMembers> MembersAsync(IReadOnlyList<string> teams) => Task.FromResult(new TeamMembers(teams, []));

    public FakeChanges Watch { get; } = new();

    public Task<ChangeSet> ChangesAsync(ChangesRequest request)
    {
        Throw();
        return Watch.WaitAsync(request);
    }

    public Task<ScopePage> ScopesAsync(ScopeQuery query) => Task.FromResult(new ScopePage([new(query.Level, "a-1", "Ann") { Team = "billing" }], 1, false, false));

    public Task<Definition?> DefineAsync(DefinitionChange change)
    {
        Throw();
        DefinitionRules.Check(change, definitions);
        var before = definitions.Find(change.Collection, change.Id);
        definitions.Apply(++position, change with { Document = change.Document?.Clone() });
        return Task.FromResult(change.Document is null ? before : definitions.Find(change.Collection, change.Id));
    }

    public Task<IReadOnlyList<ClosedMonth>> MonthsAsync() => Task.FromResult<IReadOnlyList<ClosedMonth>>([]);

    public Task<bool> ReopenMonthAsync(DateOnly month) => Task.FromResult(false);

    public Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id) => Task.FromResult(definitions.Find(collection, id));

    public Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first)
    {
        var found = definitions.After(collection, after, first + 1);
        return Task.FromResult(new DefinitionPage([.. found.Take(first)], found.Count > first));
    }

    public Task<ChangedDays> ChangedDaysAsync(DaysKnown known) => throw new NotSupportedException();

    public Task<NowBoard?> NowAsync(NowRequest request) => Task.FromResult<NowBoard?>(null);

    private void Throw()
    {
        if (grains.Fault is { } fault)
        {
            throw fault;
        }
    }
}
