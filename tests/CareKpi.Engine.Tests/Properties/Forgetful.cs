using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>A node whose tenant may keep events for 120 days, and what outlives its processes.</summary>
internal sealed class Forgetful : IAsyncDisposable
{
    public const int Days = 120;

    /// <summary>A horizon that is less behind stays.</summary>
    public const int Step = Days / 20;

    private static readonly string[] Entities = ["case", "contact", "survey", "complaint", "evaluation", "session", "mention", "schedule", "observation", "subscription", "into", "message"];

    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly GeneratedTenant tenant;
    private EngineLimits? limits;
    private DateTimeOffset now;
    private TestNode? node;
    private Func<string, bool> fails = static _ => false;

    public Forgetful(GeneratedTenant tenant, EngineLimits? limits = null)
    {
        (this.tenant, this.limits) = (tenant, limits);
        now = tenant.Now.ToDateTimeOffset();
        Log = new MemoryLogStore(OnAsync);
        State = new MemoryStateStore(OnAsync);
    }

    public MemoryLogStore Log { get; private set; }

    public MemoryStateStore State { get; private set; }

    public TestNode Node => node ??= new TestNode(limits, Log, State, new ManualTime(now));

    /// <summary>Nothing of a generated tenant is due to be forgotten.</summary>
    public static DateTimeOffset Early { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => node?.Time.GetUtcNow() ?? now;

    public Task CreateAsync() => Play.CreateAsync(Node, tenant);

    /// <summary>From the beginning: a horizon may be wanted before the last of the tenant's events.</summary>
    public Task KeepAsync() => Node.Intake.ChangeSettingsAsync(new SettingsChange(long.MinValue, JsonSerializer.SerializeToElement(new { retentionDays = Days })));

    /// <summary>Everything sleeps, and wakes at another time, perhaps with other bounds.</summary>
    public async Task RestartAsync(DateTimeOffset? at = null, EngineLimits? other = null)
    {
        now = at ?? Now;
        limits = other ?? limits;
        await DisposeAsync();
        node = null;
    }

    /// <summary>From now on a step of the stores fails once, when it is told to.</summary>
    public void Fail(string step, Func<bool> isNow) => fails = at => string.Equals(at, step, StringComparison.Ordinal) && isNow();

    /// <summary>From now on every step of the stores waits for what this says of it.</summary>
    public Func<string, Task> Hold { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The process dies where it stands.</summary>
    public void Crash()
    {
        fails = static _ => false;
        now = Now;
        (Log, State) = (Log.NextProcess(), State.NextProcess());
        node = null;
    }

    /// <summary>It is that late, also by what comes, and whatever is due has been done.</summary>
    public async Task ForgetAsync(DateOnly horizon)
    {
        var late = LateFor(horizon);
        await TickAsync(late);
        await RestartAsync(late);
        await MovedAsync(horizon);
    }

    /// <summary>When a horizon is due.</summary>
    public static DateTimeOffset LateFor(DateOnly horizon) => new(horizon.AddDays(Days), new TimeOnly(0, 30), TimeSpan.Zero);

    /// <summary>An event that says nothing but how late it is.</summary>
    public Task TickAsync(DateTimeOffset at)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return TakeAsync(Sent.Event($"tick-{time}", time, "clock.ticked", "{}"));
    }

    /// <summary>Whatever the clock says: nothing is of the future.</summary>
    public async Task TakeAsync(params IEnumerable<string> sent)
    {
        var batch = EventBatch.Rent();
        EventParser.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', sent)}]"), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
        await Node.AppliedAsync((await Node.Intake.IngestAsync(new IngestRequest(batch))).Position);
    }

    public Task MovedAsync(DateOnly horizon)
    {
        var wanted = (horizon.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86_400_000_000L;
        return UntilAsync(async () => (await Node.Intake.DescribeAsync())!.Horizon == wanted);
    }

    /// <summary>The writer has looked at the clock, and would have moved long ago.</summary>
    public async Task LookedAsync()
    {
        for (var turn = 0; turn < 2_000; turn++)
        {
            await LookAsync();
        }
    }

    /// <summary>Until the log and the ids say no more than they are to.</summary>
    public Task ForgottenAsync() => UntilAsync(async () =>
    {
        var record = TenantRecord.Decode((await RecordAsync())!);
        return record.HorizonSeq == record.Forgotten && record.Horizon == (await Node.Intake.DescribeAsync())!.Horizon;
    });

    private async Task<byte[]?> RecordAsync() => (await State.ReadAsync(TestNode.Tenant, new Stores.StateQuery([IntakeGrain.RecordKey.ToBytes(0)], []), default)).Values[0];

    /// <summary>The writer looks at the clock again and again, as a host makes it. Time stands still while it gets on, since a store that is slow under load is not one that does not answer; then it goes on, less than an hour
    /// in all, for who asks a store that failed again later.</summary>
    private async Task UntilAsync(Func<Task<bool>> isDone)
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        for (var later = 1; !await isDone();)
        {
            if (waiting.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new TimeoutException($"it stays so at {Now:O}: {Encoding.UTF8.GetString(await RecordAsync() ?? [])}");
            }
            if (waiting.Elapsed > TimeSpan.FromSeconds(2 * later))
            {
                later++;
                Node.Time.Advance(TimeSpan.FromSeconds(31));
            }
            await LookAsync();
        }
    }

    public async Task LookAsync()
    {
        await Node.Host.OnIntakeAsync(TestNode.Tenant, static grain =>
        {
            grain.CheckpointIfDue();
            return Task.FromResult(true);
        });
        await Task.Yield();
    }

    /// <summary>Values of scopes that keep their figures, when all is applied. Not of health: it knows what is kept.</summary>
    public async Task<string> ValuesAsync(IEnumerable<Period> periods)
    {
        await Node.Intake.DigestAsync();
        return await ValuesNowAsync(periods);
    }

    public async Task<string> ValuesNowAsync(IEnumerable<Period> periods)
    {
        var told = new StringBuilder();
        foreach (var period in periods)
        {
            foreach (var scope in Scopes)
            {
                var read = await Node.ReadAsync(scope, period, [.. OracleAgreement.Asked(scope.Level, null).Where(static kpi => !kpi.StartsWith("customer_health", StringComparison.Ordinal))]);
                foreach (var value in read?.Values ?? [])
                {
                    told.Append(CultureInfo.InvariantCulture, $"{scope} {period.From} {value.Kpi} {value.Value} {value.Numerator}/{value.Denominator} of {value.Count}, {value.Distribution?.P90}\n");
                }
            }
        }
        return told.ToString();
    }

    /// <summary>Another tenant's events as things that happen to other cases and contacts of the same customers, handled by the same agents.</summary>
    public static List<string> Renamed(IEnumerable<string> events) => [.. events.Select(static sent =>
    {
        var document = JsonNode.Parse(sent)!;
        document["id"] = "later-" + document["id"];
        if (document["supersedes"] is { } supersedes)
        {
            document["supersedes"] = "later-" + supersedes;
        }
        foreach (var entity in Entities)
        {
            if (document["data"]?[entity] is JsonValue key)
            {
                document["data"]![entity] = "later-" + key;
            }
        }
        return document.ToJsonString();
    })];

    public static DateTimeOffset TimeOf(string sent)
    {
        using var document = JsonDocument.Parse(sent);
        return DateTimeOffset.Parse(document.RootElement.GetProperty("time").GetString()!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>How often a step of the stores was begun, by all processes.</summary>
    public int Count(string step) => counts.GetValueOrDefault(step);

    private async ValueTask OnAsync(string step, CancellationToken cancellationToken)
    {
        counts.AddOrUpdate(step, 1, static (_, count) => count + 1);
        await Hold(step);
        if (fails(step))
        {
            throw new IOException("injected");
        }
    }

    private IEnumerable<ScopeRef> Scopes => [new(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Select(static key => new ScopeRef(Level.Agent, key))];
}
