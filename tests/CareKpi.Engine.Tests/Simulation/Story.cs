using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Engine.Erasure;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Engine.Tests.Erasure;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>One seed: a tenant is sent to a node that is treated badly. In the end everything acknowledged is there, once, and state and values are those of a node to which nothing happened.</summary>
internal sealed class Story
{
    private const int MaxSteps = 4_000;

    /// <summary>The oracle takes longer than the story.</summary>
    private const int OracleEvery = 8;

    private readonly int seed;
    private readonly Random random;
    private GeneratedTenant tenant;
    private readonly Weather weather;
    private readonly MemoryLogStore log;
    private readonly MemoryStateStore state;
    private readonly EngineLimits limits;
    private readonly Clients clients;

    /// <summary>The keys of erased customers by those that they have now; it outlives processes.</summary>
    private readonly Dictionary<string, string> erased = new(StringComparer.Ordinal);
    private readonly bool forgets;
    private Life life;

    public Story(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
        var generated = new Generator(seed).Tenant(random.Next(15, 60), everyType: seed % 3 == 0);
        // Once in some hundred seeds the generator withdraws an event without saying which.
        tenant = generated with { Events = [.. generated.Events.Where(Clients.IsValid)] };
        if (seed % 3 != 1 && seed % OracleEvery != 0)
        {
            // The oracle does not read texts.
            tenant = tenant with { Events = Erasures.Wordy(tenant) };
        }
        weather = new Weather(seed);
        log = new MemoryLogStore(weather.OnAsync);
        state = new MemoryStateStore(weather.OnAsync);
        limits = new EngineLimits
        {
            CheckpointEntries = random.Next(1, 8),
            CheckpointBytes = random.Next(2) == 0 ? 1 : 1 << 20,
            CheckpointAge = TimeSpan.FromSeconds(random.Next(1, 10)),
            MaxUnapplied = random.Next(1, 60),
        };
        forgets = seed % 4 == 3;
        clients = new Clients(tenant, ChangesOf(tenant), seed, forgets);
        // So late that part of what is sent is older than it may be.
        life = Born(forgets ? new DateTimeOffset(tenant.From.AddDays(120 + random.Next(1, 12)), new TimeOnly(0, 30), TimeSpan.Zero) : tenant.Now.ToDateTimeOffset());
    }

    public int Crashes => weather.Crashes;

    public int Failures => weather.Failures;

    public int Erased { get; private set; }

    /// <summary>The horizon moved.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>Everything that happened, as a number.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', weather.Story))));

    /// <summary>Throws when something does not hold.</summary>
    public void Play()
    {
        Live();
        weather.IsCalm = true;
        weather.Release();
        if (seed % 2 == 0)
        {
            Crash();
        }
        // A rebuild that was cut short goes on when somebody asks, or when the writer looks at the clock, and ends.
        Ask(node => node.Intake.DescribeAsync());
        life.Time.Advance(TimeSpan.FromSeconds(3));
        Ask(node => node.Intake.DescribeAsync());
        Erase();
        if (forgets)
        {
            Forget();
            Erase();
        }
        var kept = ReadAll();
        var digest = Ask(node => node.Intake.DigestAsync());
        var history = Ask(node => node.Intake.SettingsAsync()).History;
        Same("kept", ReadAll(), kept);
        AssertLog();
        AssertOneGeneration();
        var defined = Defined();
        Same("definitions", defined, string.Join('\n', clients.Defined.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value}")));
        var months = ClosedMonths();
        Same("closed months", string.Join(' ', Ask(static node => node.Intake.MonthsAsync()).Select(static month => month.Month)), string.Join(' ', clients.Closed.OrderDescending()));
        Crash();
        Same("closed months after a restart", ClosedMonths(), months);
        Same("definitions after a restart", Defined(), defined);
        Same("digest after a restart", Told(Ask(node => node.Intake.DigestAsync())), Told(digest));
        var quality = Ask(node => node.Intake.QualityAsync());
        Same("set aside", string.Join(',', quality.SetAside), "");
        var now = life.Time.GetUtcNow();
        Same("values after a restart", ReadAll(), kept);
        if (forgets)
        {
            AssertCarried();
            Rebuilt(digest, kept);
            return;
        }
        tenant = tenant with { Events = WithoutErased() };
        var (plain, values) = Undisturbed(history, now);
        Same("digest", Told(digest), Told(plain));
        Same("values", kept, values);
        if (seed % OracleEvery == 0)
        {
            Same("oracle", string.Join('\n', OfOracle(history, now)), "");
        }
    }

    /// <summary>A move that was cut short is done, and what is older is gone.</summary>
    private void Forget()
    {
        // Who wakes looks at the clock; who looked before something old came looks again in an hour.
        Ask(static async node =>
        {
            await node.Host.SleepAsync(TestNode.Tenant);
            return true;
        });
        for (var step = 0; step < 60; step++)
        {
            Ask(static node => node.Intake.DescribeAsync());
            life.Time.Advance(TimeSpan.FromSeconds(2));
            life.Scheduler.RunUntilIdle();
        }
        HasForgotten = Ask(static node => node.Intake.DescribeAsync())!.Horizon is not null;
    }

    /// <summary>What came too late is in no undisturbed node: but the log says the same again, with the state and without.</summary>
    private void Rebuilt(Digests digest, string values)
    {
        var job = Ask(static node => node.Intake.RebuildAsync()).Id;
        for (var step = 0; step < 60 && Ask(node => node.Intake.JobAsync(job))?.State == JobState.Running; step++)
        {
            life.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Same("digest after a rebuild", Told(Ask(static node => node.Intake.DigestAsync())), Told(digest));
        Same("values after a rebuild", ReadAll(), values);
        life.Scheduler.Stop();
        life = new Life(1, life.Time.GetUtcNow(), log, new MemoryStateStore(), limits);
        Ask(static node => node.Intake.DescribeAsync());
        Ask(static node => node.Intake.DescribeAsync());
        Same("digest of the log alone", Told(Ask(static node => node.Intake.DigestAsync())), Told(digest));
    }

    /// <summary>What the undisturbed node reads otherwise than the oracle does: both would be wrong in the same way.</summary>
    private List<string> OfOracle(IReadOnlyList<SettingsEntry> history, DateTimeOffset now)
    {
        var settings = new JsonArray([.. history.Select(static entry => new JsonObject
        {
            ["validFrom"] = entry.ValidFrom == long.MinValue ? "beginning" : DateTimeOffset.UnixEpoch.AddTicks(entry.ValidFrom * TimeSpan.TicksPerMicrosecond).ToString("O", CultureInfo.InvariantCulture),
            ["settings"] = JsonNode.Parse(entry.Settings.GetRawText()),
        })]);
        var acknowledged = tenant with { Now = NodaTime.Instant.FromDateTimeOffset(now) };
        var oracle = OracleAgreement.OracleOf(acknowledged, JsonSerializer.SerializeToElement(settings));
        var wrong = new List<string>();
        var compared = 0;
        foreach (var scope in Scopes)
        {
            var read = Ask(node => node.Host.Scope(TestNode.Tenant, scope).ReadAsync(Request(scope)));
            compared += OracleAgreement.Compare(read, oracle, acknowledged, scope.Level, scope.Level == Level.Tenant ? null : scope.Key, Period, null, wrong);
        }
        Same("values compared with the oracle", compared > 0 ? "" : "none", "");
        return wrong;
    }

    /// <summary>What is being erased is, in the end.</summary>
    private void Erase()
    {
        for (var tries = 0; Entries().Exists(static entry => entry.Kind == LogEntryKind.CustomerErased && ErasureEntry.Decode(entry.Payload).Key is not null); tries++)
        {
            if (tries > 20)
            {
                throw new InvalidOperationException("a customer is still being erased");
            }
            Ask(static node => node.Intake.DescribeAsync());
            life.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Erased = Entries().Count(static entry => entry.Kind == LogEntryKind.CustomerErased);
    }

    /// <summary>The events as they are after the erasures: of each customer with the key that it had in the log, and no name. Nothing in the log before an erasure says the key.</summary>
    private List<string> WithoutErased()
    {
        var entries = Entries();
        var erasures = entries.FindAll(static entry => entry.Kind == LogEntryKind.CustomerErased).ConvertAll(static entry => (entry.Seq, Replacement: ErasureEntry.Decode(entry.Payload).Replacement));
        var places = new Dictionary<(string, string, double), long>();
        foreach (var entry in entries.Where(static entry => entry.Kind == LogEntryKind.Events))
        {
            foreach (var (id, raw) in EventsOf(entry.Seq, entry.Payload))
            {
                places[id] = entry.Seq;
                foreach (var (seq, replacement) in erasures)
                {
                    Same("keys of erased customers in the log", seq > entry.Seq && raw.Contains($"\"{erased[replacement]}\"", StringComparison.Ordinal) ? raw : "", "");
                }
            }
        }
        return [.. tenant.Events.Select(sent =>
        {
            var (id, _) = EventsOf($"[{sent}]")[0];
            return erasures.Where(of => of.Seq > places[id]).Aggregate(sent, (said, of) => Erasures.Renamed(said, erased[of.Replacement], of.Replacement));
        })];
    }

    private List<(long Seq, LogEntryKind Kind, ReadOnlyMemory<byte> Payload)> Entries() =>
        [.. Ask(_ => log.ReadAsync(TestNode.Tenant, 1, int.MaxValue, default).AsTask()).Select(static entry => (entry.Seq, LogEntry.KindOf(entry.Payload.Span), entry.Payload))];

    private static List<((string Source, string Id, double Day) Id, string Raw)> EventsOf(string json)
    {
        var batch = EventBatch.Rent();
        EventParser.Parse(Encoding.UTF8.GetBytes(json), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
        return Told(batch);
    }

    private static List<((string Source, string Id, double Day) Id, string Raw)> EventsOf(long seq, ReadOnlyMemory<byte> payload)
    {
        var batch = EventBatch.Rent();
        LogEntry.EventsOf(seq, payload.Span, TestNode.Tenant, batch);
        return Told(batch);
    }

    private static List<((string Source, string Id, double Day) Id, string Raw)> Told(EventBatch batch)
    {
        var told = new List<((string, string, double), string)>();
        foreach (ref readonly var read in batch.Events)
        {
            told.Add(((Encoding.UTF8.GetString(batch[read.Source]), Encoding.UTF8.GetString(batch[read.Id]), Math.Floor(read.Time / 86_400e6)), Encoding.UTF8.GetString(batch[read.Raw])));
        }
        batch.Return();
        return told;
    }

    private static string Told(Digests digests) => $"timelines {digests.Timelines}\ncells {digests.Cells}\nseen {digests.Seen}";

    private static IReadOnlyList<SettingsChange> ChangesOf(GeneratedTenant tenant)
    {
        using var settings = JsonDocument.Parse(tenant.Settings);
        return [.. settings.RootElement.EnumerateArray().Select(change => new SettingsChange(InstantOf(change.GetProperty("validFrom").GetString()!), change.GetProperty("settings").Clone()))];
    }

    private static long InstantOf(string from) => from is "beginning" ? long.MinValue : (DateTimeOffset.Parse(from, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private Task Beside(ErasedBeside of, CancellationToken cancellationToken)
    {
        erased[of.Replacement] = of.Key;
        return Task.CompletedTask;
    }

    private Life Born(DateTimeOffset now)
    {
        var born = new Life(random.Next(), now, log, state, limits, Beside);
        weather.Die = born.Scheduler.Stop;
        return born;
    }

    private void Live()
    {
        var tasks = clients.Start(life).ToList();
        for (var step = 0; !tasks.TrueForAll(static task => task.IsCompletedSuccessfully); step++)
        {
            life.Scheduler.RunUntilIdle();
            if (tasks.Find(static task => task.IsFaulted) is { } failed)
            {
                throw new InvalidOperationException("a client failed", failed.Exception!.InnerException);
            }
            if (step > MaxSteps)
            {
                throw new InvalidOperationException($"no end: {clients.Acknowledged} events acknowledged after {step} steps and {weather.Crashes} crashes");
            }
            if (life.Scheduler.IsStopped)
            {
                Crash();
                tasks = [.. clients.Start(life)];
                continue;
            }
            if (random.Next(3) == 0)
            {
                weather.Release();
            }
            life.Time.Advance(TimeSpan.FromMilliseconds(random.Next(700)));
        }
    }

    private void Crash()
    {
        life.Scheduler.Stop();
        log.Crash(random);
        state.Crash(random);
        life = Born(life.Time.GetUtcNow());
    }

    /// <summary>In calm weather everything is answered.</summary>
    private TResult Ask<TResult>(Func<Life, Task<TResult>> call)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = life.Scheduler.Start(() => call(life));
            life.Scheduler.RunUntilIdle();
            for (var step = 0; step < 20 && !answer.IsCompleted; step++)
            {
                life.Time.Advance(TimeSpan.FromMilliseconds(500));
                life.Scheduler.RunUntilIdle();
            }
            if (answer.IsCompletedSuccessfully)
            {
                return answer.Result;
            }
            if (!answer.IsCompleted || answer.Exception!.InnerException is not UnavailableException || tries > 10)
            {
                throw new InvalidOperationException($"no answer in calm weather ({answer.Status})", answer.Exception?.InnerException);
            }
            life.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>What stands of them, in every scope.</summary>
    private string ClosedMonths()
    {
        var told = new StringBuilder();
        foreach (var month in Ask(static node => node.Intake.MonthsAsync()))
        {
            told.AppendLine(CultureInfo.InvariantCulture, $"{month}");
            foreach (var scope in Scopes)
            {
                var read = Ask(node => node.Host.Scope(TestNode.Tenant, scope).ReadAsync(Request(scope) with { Period = new PeriodChoice(new Period(month.Month, month.Month.AddMonths(1).AddDays(-1)), null) }));
                Tell(told, scope, read);
                Same("values of a closed month that are not closed", string.Join(' ', (read?.Values ?? []).Where(static value => value.ClosedAt is null).Select(static value => value.Kpi)), "");
            }
        }
        return told.ToString();
    }

    private string Defined()
    {
        var found = Ask(static node => node.Intake.DefinitionsAsync(DefinitionCollection.Annotations, 0, 100)).Items;
        return string.Join('\n', found.OrderBy(static definition => definition.Id, StringComparer.Ordinal).Select(static definition => $"{definition.Id} {definition.Document.GetRawText()}"));
    }

    private string ReadAll()
    {
        var told = new StringBuilder();
        foreach (var scope in Scopes)
        {
            Tell(told, scope, Ask(node => node.Host.Scope(TestNode.Tenant, scope).ReadAsync(Request(scope))));
        }
        return told.ToString();
    }

    private IEnumerable<ScopeRef> Scopes => [new(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Take(2).Select(static key => new ScopeRef(Level.Agent, key))];

    private Period Period => new(tenant.From, tenant.To);

    private ReadRequest Request(ScopeRef scope) => new(scope, new PeriodChoice(Period, null)) { Kpis = OracleAgreement.Asked(scope.Level, null) };

    private static void Tell(StringBuilder told, ScopeRef scope, ReadResult? read)
    {
        foreach (var value in read?.Values ?? [])
        {
            told.Append(CultureInfo.InvariantCulture, $"{scope} {value.Kpi} {value.Value} {value.Numerator}/{value.Denominator} of {value.Count}, {value.Distribution?.P90} {value.SettledThrough}\n");
        }
    }

    /// <summary>Every event is in the log, and none twice.</summary>
    private void AssertLog()
    {
        var found = Entries().Where(static entry => entry.Kind == LogEntryKind.Events).SelectMany(static entry => EventsOf(entry.Seq, entry.Payload)).Select(static read => read.Id).ToList();
        Same("events in the log", found.Count.ToString(CultureInfo.InvariantCulture), found.Distinct().Count().ToString(CultureInfo.InvariantCulture));
        var events = Ask(node => node.Intake.DescribeAsync())!.Events;
        if (forgets)
        {
            // Sent again, what was taken and is gone is refused: of that nobody knows whether it was taken.
            Same("events counted", events >= clients.Distinct && events <= tenant.Events.Distinct(StringComparer.Ordinal).Count() ? "" : $"{events} of {clients.Distinct} acknowledged", "");
            return;
        }
        Same("events acknowledged", events.ToString(CultureInfo.InvariantCulture), found.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What is carried of customers that were erased after it says other keys.</summary>
    private void AssertCarried()
    {
        var entries = Entries();
        foreach (var erasure in entries.Where(static entry => entry.Kind == LogEntryKind.CustomerErased))
        {
            var key = erased[ErasureEntry.Decode(erasure.Payload).Replacement];
            var told = entries.Where(entry => entry.Kind == LogEntryKind.Carried && entry.Seq < erasure.Seq && CarriedEntry.Renamed(entry.Payload.Span, key, "x") is not null);
            Same("carried entries with an erased key", string.Join(' ', told.Select(static entry => entry.Seq)), "");
        }
    }

    /// <summary>Beside what belongs to none (0) there are rows of one generation.</summary>
    private void AssertOneGeneration()
    {
        var rows = Ask(_ => state.ReadAsync(TestNode.Tenant, new StateQuery([], [new StateRange([], [])]), default).AsTask()).Ranges[0];
        var generations = rows.Select(static row => BinaryPrimitives.ReadInt32BigEndian(row.Key)).Where(static generation => generation > 0).Distinct();
        Same("generations", string.Join(',', generations.Skip(1)), "");
    }

    /// <summary>The same tenant on a node to which nothing happens, with the settings in the order in which they came to be.</summary>
    private (Digests Digest, string Values) Undisturbed(IReadOnlyList<SettingsEntry> history, DateTimeOffset now)
    {
        life = new Life(0, now, new MemoryLogStore(), new MemoryStateStore(), new EngineLimits());
        var isFirst = clients.First is not null;
        Ask(node => node.Intake.CreateAsync(new TenantSpec("Demo", tenant.TimeZone, "EUR", null, "en", isFirst ? history[0].Settings : null)));
        foreach (var entry in history.Skip(isFirst ? 1 : 0))
        {
            Ask(node => node.Intake.ChangeSettingsAsync(new SettingsChange(entry.ValidFrom, entry.Settings)));
        }
        Ask(node =>
        {
            var batch = EventBatch.Rent();
            EventParser.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', tenant.Events)}]"), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
            return node.Intake.IngestAsync(new IngestRequest(batch));
        });
        return (Ask(node => node.Intake.DigestAsync()), ReadAll());
    }

    private static void Same(string what, string actual, string expected)
    {
        if (string.Equals(actual, expected, StringComparison.Ordinal))
        {
            return;
        }
        var differences = actual.Split('\n').Zip(expected.Split('\n')).Where(static pair => pair.First != pair.Second).Take(5).Select(static pair => $"{pair.First}\n  instead of {pair.Second}");
        throw new InvalidOperationException($"{what}: {string.Join('\n', differences)}");
    }
}
