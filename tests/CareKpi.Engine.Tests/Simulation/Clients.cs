using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>Who calls the nodes for a tenant: senders that resend what was not acknowledged, a reader, and somebody with <see cref="Chores"/>. They outlive processes; a call to one that died is a call without an answer.</summary>
internal sealed class Clients
{
    /// <summary>Stalls end within seconds: who waits longer waits for something that nobody does.</summary>
    private static readonly TimeSpan MostOfCall = TimeSpan.FromSeconds(60);

    private readonly Random random;
    private readonly string key;
    private readonly GeneratedTenant tenant;
    private readonly List<string[]> unsent;
    private readonly List<string> acknowledged = [];
    private readonly List<ScopeRef> scopes;
    private readonly Chores chores;
    private int reads;

    /// <param name="forgets">Somewhere in between the tenant says that events go after 120 days, which is long ago for some of them.</param>
    public Clients(string key, GeneratedTenant tenant, IReadOnlyList<SettingsChange> changes, int seed, bool forgets)
    {
        (this.key, this.tenant) = (key, tenant);
        random = new Random(seed);
        var play = new Play(tenant, seed);
        unsent = [.. play.Batches(play.Shuffled())];
        scopes = [new(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Select(static key => new ScopeRef(Level.Agent, key))];
        reads = random.Next(5, 40);
        First = changes.Count > 0 ? changes[0] : null;
        chores = new Chores(key, tenant, [.. changes.Skip(1)], random, seed, forgets);
    }

    /// <summary>What is defined, as far as it was answered.</summary>
    public IReadOnlyDictionary<string, string> Defined => chores.Defined;

    /// <summary>Months that are closed, likewise.</summary>
    public IReadOnlySet<DateOnly> Closed => chores.Closed;

    /// <summary>What is sent beside the tenant's events; null: nothing.</summary>
    public string? Tick => chores.Tick;

    public bool IsMade { get; private set; }

    /// <summary>The last entry that was acknowledged.</summary>
    public long LastPosition { get; private set; }

    /// <summary>Given when the tenant is made.</summary>
    public SettingsChange? First { get; }

    public static bool IsValid(string sent)
    {
        var batch = EventBatch.Rent();
        EventParser.Parse(Encoding.UTF8.GetBytes($"[{sent}]"), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
        var isValid = batch.Rejections.Count == 0;
        batch.Return();
        return isValid;
    }

    public int Acknowledged => acknowledged.Count;

    /// <summary>Without copies.</summary>
    public int Distinct => acknowledged.Distinct(StringComparer.Ordinal).Count();

    /// <summary>On a node; of several, all have senders and readers.</summary>
    public IEnumerable<Task> Start(Life life) =>
    [
        .. Enumerable.Range(0, life.Number == 0 ? 3 : 2).Select(_ => life.Scheduler.Start(() => SendAsync(life))),
        life.Scheduler.Start(() => ReadAsync(life)),
        // One after the other: what two who change the same thing at once end with, nobody knows.
        .. life.Number == 0 ? [life.Scheduler.Start(() => ChoresAsync(life))] : Array.Empty<Task>(),
    ];

    /// <summary>One read.</summary>
    public Task<ReadResult?> ReadNowAsync(Life life, long? after = null)
    {
        var scope = scopes[0];
        return life.Host.Scope(key, scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(new Period(tenant.From, tenant.To), null)) { After = after });
    }

    private async Task SendAsync(Life life)
    {
        while (!IsMade)
        {
            await TryAsync(life, async () =>
            {
                await life.Of(key).CreateAsync(new TenantSpec("Demo", tenant.TimeZone, "EUR", null, "en", First?.Settings));
                IsMade = true;
            });
        }
        while (unsent.Count > 0)
        {
            var batch = unsent[random.Next(unsent.Count)];
            // Now and then with something that came before, now and then while another sender sends the same.
            string[] sent = random.Next(5) == 0 && acknowledged.Count > 0 ? [.. batch, acknowledged[random.Next(acknowledged.Count)]] : batch;
            await TryAsync(life, async () =>
            {
                var reply = await life.Of(key).IngestAsync(new IngestRequest(Parse(sent)));
                if (reply.Rejections.FirstOrDefault(static rejection => rejection.Code is not RejectionCodes.TooOld) is { } rejected)
                {
                    throw new InvalidOperationException($"rejected: {rejected}");
                }
                if (unsent.Remove(batch))
                {
                    acknowledged.AddRange(batch.Where((_, at) => reply.Rejections.All(rejection => rejection.Index != at)));
                }
                LastPosition = Math.Max(LastPosition, reply.Position);
            });
        }
    }

    private async Task ReadAsync(Life life)
    {
        while (reads > 0)
        {
            reads--;
            if (!IsMade)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), life.Time);
                continue;
            }
            await TryAsync(life, async () =>
            {
                var scope = scopes[random.Next(scopes.Count)];
                var after = random.Next(2) == 0 ? LastPosition : (long?)null;
                var written = acknowledged.Distinct(StringComparer.Ordinal).Count();
                var period = random.Next(3) == 0 ? new Period(tenant.To, tenant.To) : new Period(tenant.From, tenant.To);
                var read = await life.Host.Scope(key, scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(period, null)) { After = after });
                if (after is { } position && read is not null)
                {
                    Check(read.AsOf >= position, $"read after {position} as of {read.AsOf}");
                    var events = (await life.Of(key).DescribeAsync())!.Events;
                    Check(events >= written, $"{written} events acknowledged before the read, {events} applied after it");
                }
            });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), life.Time);
        }
    }

    private async Task ChoresAsync(Life life)
    {
        while (chores.Next is { } chore)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_500)), life.Time);
            if (!IsMade)
            {
                continue;
            }
            await TryAsync(life, async () =>
            {
                await chore(life);
                chores.Done(chore);
            });
        }
    }

    private async Task TryAsync(Life life, Func<Task> call)
    {
        var began = life.Time.GetTimestamp();
        try
        {
            await call();
        }
        catch (Exception exception) when (exception is UnavailableException or ReadProblemException { Code: "POSITION_NOT_REACHED" } or TenantNotFoundException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 800)), life.Time);
        }
        Check(life.Time.GetElapsedTime(began) < MostOfCall, $"an answer after {life.Time.GetElapsedTime(began)}");
    }

    internal static EventBatch Parse(string[] events)
    {
        var batch = EventBatch.Rent();
        var parsed = EventParser.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
        Check(parsed.IsOk && batch.Rejections.Count == 0, $"{parsed.Message} {batch.Rejections.FirstOrDefault()}");
        return batch;
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidOperationException(message);
        }
    }
}
