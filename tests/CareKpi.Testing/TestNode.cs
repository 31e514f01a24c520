using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Hosting;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;

namespace CareKpi.Testing;

/// <summary>The engine on its embedded host, on stores in memory and time by hand. Its stores outlive it: <see cref="RestartAsync"/> begins anew on what was durable.</summary>
public sealed class TestNode : IAsyncDisposable
{
    public const string Tenant = "demo";

    private readonly ILogStore log;
    private readonly IStateStore state;
    private EngineLimits limits;
    private GroupCommitter committer;
    private long? sent;

    public TestNode(EngineLimits? limits = null, ILogStore? log = null, IStateStore? state = null, ManualTime? time = null)
    {
        this.limits = limits ?? new EngineLimits();
        this.log = log ?? new MemoryLogStore();
        this.state = state ?? new MemoryStateStore();
        Time = time ?? new ManualTime();
        (committer, Host) = Start();
    }

    public ManualTime Time { get; }

    /// <summary>From the next <see cref="RestartAsync"/> on.</summary>
    public bool MarksDays { get; init; } = true;

    public EmbeddedHost Host { get; private set; }

    public IIntakeGrain Intake => Host.Intake(Tenant);

    /// <summary>Makes the tenant. <paramref name="settings"/>: an object, or a list of <c>{validFrom, settings}</c>, each merged into the one before.</summary>
    public async Task CreateAsync(string timeZone, JsonElement? settings = null)
    {
        var list = settings is { ValueKind: JsonValueKind.Array } given ? [.. given.EnumerateArray()] : new List<JsonElement>();
        var first = settings is { ValueKind: JsonValueKind.Object } ? settings : null;
        if (list.Count > 0 && list[0].GetProperty("validFrom").GetString() is "beginning")
        {
            first = list[0].GetProperty("settings");
            list.RemoveAt(0);
        }
        await Intake.CreateAsync(new TenantSpec("Demo", timeZone, "EUR", null, "en", first));
        foreach (var entry in list)
        {
            var from = entry.GetProperty("validFrom").GetString()!;
            var validFrom = from is "beginning" ? long.MinValue : Micros(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture));
            var history = await Intake.ChangeSettingsAsync(new SettingsChange(validFrom, entry.GetProperty("settings")));
            if (history.Job is { } job)
            {
                await DoneAsync(job);
            }
        }
    }

    /// <summary>Until a job is done; throws if it failed.</summary>
    public async Task DoneAsync(string job)
    {
        while (await Intake.JobAsync(job) is { State: not JobState.Done } running)
        {
            if (running.State == JobState.Failed)
            {
                throw new InvalidOperationException(running.Error);
            }
            await Task.Yield();
        }
    }

    /// <summary>Sends events as one batch: what the parser and the intake grain answer. <paramref name="fromNode"/>: as decisions of leads are.</summary>
    public async Task<(IngestReply Reply, IReadOnlyList<Rejection> Rejected)> SendAsync(IEnumerable<string> events, bool fromNode = false)
    {
        var body = Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]");
        var batch = EventBatch.Rent();
        var parsed = EventParser.Parse(body, BodyForm.Array, new ParseContext(Tenant, Micros(Time.GetUtcNow())) { FromNode = fromNode }, batch);
        if (!parsed.IsOk)
        {
            throw new ArgumentException(parsed.Message, nameof(events));
        }
        var rejected = batch.Rejections.ToList();
        var reply = await Intake.IngestAsync(new IngestRequest(batch));
        sent = Math.Max(sent ?? 0, reply.Position);
        return (reply, [.. rejected, .. reply.Rejections]);
    }

    /// <summary>Reads KPIs of a scope; waits until everything sent is applied.</summary>
    public async Task<ReadResult?> ReadAsync(ScopeRef scope, Period period, IReadOnlyList<string>? kpis, Filter? where = null, Func<ReadRequest, ReadRequest>? with = null)
    {
        var request = new ReadRequest(scope, new PeriodChoice(period, null)) { Kpis = kpis, Where = where, After = sent };
        return await Host.Scope(Tenant, scope).ReadAsync(with is null ? request : with(request));
    }

    /// <summary>Until everything acknowledged is applied.</summary>
    public async Task AppliedAsync(long position) => await Host.Scope(Tenant, new ScopeRef(Level.Tenant, "")).ReadAsync(
        new ReadRequest(new ScopeRef(Level.Tenant, ""), new PeriodChoice(null, PeriodPreset.Today)) { Kpis = [], After = position });

    /// <summary>Everything sleeps, and wakes on what the stores hold.</summary>
    public async Task RestartAsync(EngineLimits? other = null)
    {
        await Host.DisposeAsync();
        await committer.DisposeAsync();
        limits = other ?? limits;
        (committer, Host) = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await committer.DisposeAsync();
    }

    private static long Micros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private (GroupCommitter Committer, EmbeddedHost Host) Start()
    {
        var started = new GroupCommitter(log, Time, TaskScheduler.Default);
        return (started, new EmbeddedHost(new EngineServices(log, started, state, Time) { Limits = limits, Random = SameBytes, MarksDays = MarksDays }));
    }

    /// <summary>Every tenant has the same hash key: what is told of seen ids can be compared.</summary>
    public static void SameBytes(Span<byte> buffer) => buffer.Fill(0x5a);
}
