using System.Text.Json;
using CareKpi.Engine.Changes;
using CareKpi.Engine.Daily;
using CareKpi.Engine.Now;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Engine.Grains;

/// <summary>The one writer of a tenant. Key: the tenant's key. Calls that cannot be taken now throw <see cref="UnavailableException"/>: nothing was acknowledged.</summary>
public interface IIntakeGrain
{
    /// <summary>Returns when everything accepted is durable.</summary>
    Task<IngestReply> IngestAsync(IngestRequest request);

    /// <summary>Makes the tenant, or answers what it is already (idempotent; time zone and currency of an existing one must match).</summary>
    Task<TenantInfo> CreateAsync(TenantSpec spec);

    /// <summary>null: no such tenant.</summary>
    Task<TenantInfo?> DescribeAsync();

    Task<SettingsHistory> SettingsAsync();

    /// <summary>Merged (RFC 7396) into what holds at <see cref="SettingsChange.ValidFrom"/>. One that facts are judged by starts a rebuild: <see cref="SettingsHistory.Job"/>.</summary>
    Task<SettingsHistory> ChangeSettingsAsync(SettingsChange change);

    /// <summary>Starts a rebuild, or answers the job of the one that runs.</summary>
    Task<JobInfo> RebuildAsync();

    /// <summary>Erases a customer, or answers the job of the one that runs: from here on the key is unknown. null: no such customer.</summary>
    Task<JobInfo?> EraseAsync(string customer);

    /// <summary>null: no such job.</summary>
    Task<JobInfo?> JobAsync(string id);

    Task<Digests> DigestAsync();

    Task<QualityReport> QualityAsync();

    /// <summary>What was made of one event.</summary>
    Task<EventLook> EventAsync(EventQuery query);

    /// <summary>The answers of surveys, in their order, whether they count or are excluded; null: there is none.</summary>
    Task<List<SurveyLook?>> SurveysAsync(IReadOnlyList<string> surveys);

    Task<ScopePage> ScopesAsync(ScopeQuery query);

    /// <summary>What is below teams in today's tree.</summary>
    Task<TeamMembers> MembersAsync(IReadOnlyList<string> teams);

    /// <summary>Defines a document that reads apply, or takes it away; answers what there is now, or what was taken away; null: there was nothing to take away. Throws <see cref="DefinitionException"/>.</summary>
    Task<Definition?> DefineAsync(DefinitionChange change);

    /// <summary>Closed months, the newest first.</summary>
    Task<IReadOnlyList<ClosedMonth>> MonthsAsync();

    /// <summary>Its figures are live again. False: it was not closed.</summary>
    Task<bool> ReopenMonthAsync(DateOnly month);

    /// <summary>null: there is none of this id.</summary>
    Task<Definition?> DefinitionAsync(DefinitionCollection collection, string id);

    /// <summary>Documents made after a log entry (0: from the first), in the order in which they were made; <paramref name="first"/>: 1–1,000.</summary>
    Task<DefinitionPage> DefinitionsAsync(DefinitionCollection collection, long after, int first);

    /// <summary>Which of some scopes have changed, when one of them has; asked again and again, it misses none.</summary>
    Task<ChangeSet> ChangesAsync(ChangesRequest request);

    /// <summary>The days whose values may differ from those of a copy elsewhere.</summary>
    Task<ChangedDays> ChangedDaysAsync(DaysKnown known);

    /// <summary>Running statuses, and who waits. null: no such team.</summary>
    Task<NowBoard?> NowAsync(NowRequest request);
}

/// <summary>Merged cells of a scope, kept with the version they were read at. Key: tenant, level, scope key.</summary>
public interface IScopeGrain
{
    /// <summary>null: no such scope. Throws <see cref="ReadProblemException"/>.</summary>
    Task<ReadResult?> ReadAsync(ReadRequest request);

    /// <summary>Of the tenant's own scope: the figures of a month (its first day) stand as they are now. Throws <see cref="ReadProblemException"/> where it is not over, or closed already.</summary>
    Task<ClosedMonth> CloseMonthAsync(DateOnly month, string by);

    /// <summary>Of the tenant's own scope: values of days, of all scopes of a level. Throws <see cref="ReadProblemException"/>.</summary>
    Task<DaysRead> DaysAsync(DaysRequest request);

    /// <summary>Why a KPI changed. null: no such scope. Throws <see cref="ReadProblemException"/>.</summary>
    Task<DriversResult?> DriversAsync(DriversRequest request);
    /// <summary>What stands behind a value, a page. null: no such scope. Throws <see cref="ReadProblemException"/>.</summary>
    Task<EvidencePage?> EvidenceAsync(EvidenceRequest request);
}

/// <summary>How grains are reached; the host implements it.</summary>
public interface IGrains
{
    IIntakeGrain Intake(string tenant);

    IScopeGrain Scope(string tenant, ScopeRef scope);
}

/// <summary>Removes a tenant's log and state; its writer gives up first. Removing one that is not there does nothing.</summary>
public interface ITenantRemover
{
    Task RemoveAsync(string tenant, CancellationToken cancellationToken);
}

/// <summary>Overloaded, or the store is not there: not acknowledged, send the same again.</summary>
public sealed class UnavailableException(string message, TimeSpan retryAfter, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan RetryAfter { get; } = retryAfter;

    /// <summary>A sentence for whoever asks: what has to be done before it can be answered. null: waiting is enough.</summary>
    public string? Remedy { get; init; }
}

/// <summary>Validated events of one request. The batch belongs to the grain from here on.</summary>
public sealed record IngestRequest(EventBatch Batch);

/// <summary>Rejections are those that only the tenant's state can tell (<c>too_many_scopes</c>); <see cref="Position"/> is the sequence number to read after.</summary>
public sealed record IngestReply(int Accepted, int Duplicates, IReadOnlyList<Rejection> Rejections, long Position);

public sealed record TenantSpec(string Name, string TimeZone, string Currency, string? Industry, string Locale, JsonElement? Settings);

public sealed record TenantInfo(string Key, string Name, string TimeZone, string Currency, string? Industry, string Locale, long Position, long? LastEventAt, long Now, long Events, long StateBytes)
{
    /// <summary>The rebuild that a change of the time zone began.</summary>
    public string? Job { get; init; }

    /// <summary>Events before it are gone, in microseconds; null: none is.</summary>
    public long? Horizon { get; init; }
}

/// <summary><see cref="ValidFrom"/> in microseconds; null: now; <see cref="long.MinValue"/>: the beginning.</summary>
public sealed record SettingsChange(long? ValidFrom, JsonElement Settings);

/// <summary>Each entry is what was given; <see cref="Effective"/> is what holds now, defaults included.</summary>
public sealed record SettingsHistory(JsonElement Effective, IReadOnlyList<SettingsEntry> History, string? Job)
{
    /// <summary>Events before it are gone, in microseconds; null: none is.</summary>
    public long? Horizon { get; init; }
}

public sealed record SettingsEntry(long ValidFrom, JsonElement Settings);

public enum JobState : byte { Running, Done, Failed }

public sealed record JobInfo(string Id, string Kind, JobState State, long Done, long Total, double EventsPerSecond, string? Error);

/// <summary>SHA-256 in lower-case hex. <see cref="State"/> is over <see cref="Timelines"/> and <see cref="Cells"/>; <see cref="Seen"/> stands by itself.</summary>
public sealed record Digests(string State, string Timelines, string Cells, string Seen, long Position);

public sealed record SourceQuality(string Source, long Events, long Duplicates, long? LastEventAt, long? LastArrivalAt, double PerMinute);

/// <summary><see cref="Samples"/>: the newest few. Of findings: type, source, id and UTC day of events.</summary>
public sealed record QualityCount(string Code, long Count, IReadOnlyList<string> Samples);

public sealed record QualityReport(IReadOnlyList<SourceQuality> Sources, IReadOnlyList<QualityCount> Rejected, IReadOnlyList<QualityCount> Findings, IReadOnlyList<long> SetAside)
{
    /// <summary>Events before it are gone, in microseconds; null: none is. Findings count what is kept.</summary>
    public long? Horizon { get; init; }
}

/// <summary>An id may have been used on several UTC days: that of <see cref="Time"/> is meant, without one the last. <see cref="From"/>: the day to go on from, as <see cref="EventLook.Next"/> told it.</summary>
public sealed record EventQuery(string Source, string Id, long? Time, int? From);

/// <summary>What one look through a bounded part of the tenant's history brought. <see cref="Next"/>: not found so far, go on from there; both null: never seen.</summary>
public sealed record EventLook(EventTrace? Event, int? Next);

/// <summary><see cref="Outcome"/>: <c>counts</c> or <c>superseded</c> (withdrawn, too) for events of timelines; <c>taken</c> for other types, and before it is applied; <c>ignored</c> for types that are not the
/// contract's and messages beyond a case's bound; <c>set_aside</c> where applying its entry failed.</summary>
public sealed record EventTrace(string Source, string Id, long Time, string Type, long Seq, string Outcome, string? Note, JsonElement Event);

/// <summary>Instants in microseconds. Agent and team: whom it is credited to. <see cref="RuledAt"/>: the time of the last ruling on whether it counts.</summary>
public sealed record SurveyLook(string Survey, string Kind, long AnsweredAt, double? Score, string? Comment, string? Agent, string? Team, long? RuledAt);

public sealed record DefinitionPage(IReadOnlyList<Definition> Items, bool HasNextPage);

public sealed record ScopeQuery(Level Level, int First, string? After, string? Search, string? Team)
{
    /// <summary>Keys of those who may be told of; null: all. Not for customers.</summary>
    public IReadOnlyList<string>? Among { get; init; }
}

/// <summary>Keys of the teams that were asked about, as far as they exist, with all teams below them; and of the agents who are members of one of these today.</summary>
public sealed record TeamMembers(IReadOnlyList<string> Teams, IReadOnlyList<string> Agents);

public sealed record ScopePage(IReadOnlyList<ScopeInfo> Items, long? TotalCount, bool HasNextPage, bool HasPreviousPage);
