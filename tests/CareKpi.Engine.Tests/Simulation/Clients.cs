using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>Who calls the node: senders that resend what was not acknowledged, a reader, and somebody who changes settings, rebuilds, erases customers and lets it sleep. They outlive processes; a call to one that
/// died is a call without an answer.</summary>
internal sealed class Clients
{
    private readonly Random random;
    private readonly GeneratedTenant tenant;
    private readonly List<string[]> unsent;
    private readonly List<string> acknowledged = [];
    private readonly List<ScopeRef> scopes;
    private readonly Queue<Func<Life, Task>> chores = new();
    private bool isMade;
    private long lastPosition;
    private int reads;

    /// <param name="forgets">Somewhere in between the tenant says that events go after 120 days, which is long ago for some of them.</param>
    public Clients(GeneratedTenant tenant, IReadOnlyList<SettingsChange> changes, int seed, bool forgets)
    {
        this.tenant = tenant;
        random = new Random(seed);
        var play = new Play(tenant, seed);
        unsent = [.. play.Batches(play.Shuffled())];
        scopes = [new(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Select(static key => new ScopeRef(Level.Agent, key))];
        reads = random.Next(5, 40);
        First = changes.Count > 0 ? changes[0] : null;
        var others = new Queue<SettingsChange>(changes.Skip(1));
        for (var count = random.Next(1, 8); count > 0 || others.Count > 0; count--)
        {
            var id = $"note-{random.Next(4)}";
            var text = JsonSerializer.SerializeToElement(new { from = "2026-03-01", text = $"{count}" });
            var month = new DateOnly(tenant.From.Year, tenant.From.Month, 1).AddMonths(-random.Next(1, 3));
            chores.Enqueue(random.Next(8) switch
            {
                6 => life => CloseAsync(life, month),
                7 => life => ReopenAsync(life, month),
                4 => life => DefineAsync(life, new DefinitionChange(DefinitionCollection.Annotations, id, text)),
                5 => life => DefineAsync(life, new DefinitionChange(DefinitionCollection.Annotations, id, null)),
                0 when others.TryDequeue(out var change) => life => life.Intake.ChangeSettingsAsync(change),
                1 => static life => life.Intake.RebuildAsync(),
                2 => static life => life.Intake.DigestAsync(),
                _ => static life => life.Host.SleepAsync(TestNode.Tenant),
            });
            if (forgets && (random.Next(3) == 0 || (count <= 1 && others.Count == 0)))
            {
                forgets = false;
                chores.Enqueue(static life => life.Intake.ChangeSettingsAsync(new SettingsChange(null, JsonSerializer.SerializeToElement(new { retentionDays = 120 }))));
            }
        }
        // Of a random of their own, and not in every story: those that found something stay what they were.
        var erasing = new Random(seed);
        for (var count = seed % 3 == 1 ? 0 : erasing.Next(4); count > 0; count--)
        {
            var customer = tenant.Keys.Customers[erasing.Next(tenant.Keys.Customers.Count)];
            chores.Enqueue(life => life.Intake.EraseAsync(customer));
        }
    }

    /// <summary>What is defined, as far as it was answered: chores are done one after the other, again and again until they are.</summary>
    public Dictionary<string, string> Defined { get; } = new(StringComparer.Ordinal);

    /// <summary>Months that are closed, likewise.</summary>
    public HashSet<DateOnly> Closed { get; } = [];

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

    public IEnumerable<Task> Start(Life life) =>
    [
        .. Enumerable.Range(0, 3).Select(_ => life.Scheduler.Start(() => SendAsync(life))),
        life.Scheduler.Start(() => ReadAsync(life)),
        life.Scheduler.Start(() => ChoresAsync(life)),
    ];

    private async Task DefineAsync(Life life, DefinitionChange change)
    {
        await life.Intake.DefineAsync(change);
        if (change.Document is { } document)
        {
            Defined[change.Id] = document.GetRawText();
        }
        else
        {
            Defined.Remove(change.Id);
        }
    }

    private async Task CloseAsync(Life life, DateOnly month)
    {
        try
        {
            await life.Host.Scope(TestNode.Tenant, new ScopeRef(Level.Tenant, "")).CloseMonthAsync(month, "sim");
        }
        catch (ReadProblemException closed) when (closed.Code is "BAD_INPUT")
        {
            // Closed by the call before, which was not answered.
        }
        Closed.Add(month);
    }

    private async Task ReopenAsync(Life life, DateOnly month)
    {
        await life.Intake.ReopenMonthAsync(month);
        Closed.Remove(month);
    }

    private async Task SendAsync(Life life)
    {
        while (!isMade)
        {
            await TryAsync(life, async () =>
            {
                await life.Intake.CreateAsync(new TenantSpec("Demo", tenant.TimeZone, "EUR", null, "en", First?.Settings));
                isMade = true;
            });
        }
        while (unsent.Count > 0)
        {
            var batch = unsent[random.Next(unsent.Count)];
            // Now and then with something that came before, now and then while another sender sends the same.
            string[] sent = random.Next(5) == 0 && acknowledged.Count > 0 ? [.. batch, acknowledged[random.Next(acknowledged.Count)]] : batch;
            await TryAsync(life, async () =>
            {
                var reply = await life.Intake.IngestAsync(new IngestRequest(Parse(sent)));
                if (reply.Rejections.FirstOrDefault(static rejection => rejection.Code is not RejectionCodes.TooOld) is { } rejected)
                {
                    throw new InvalidOperationException($"rejected: {rejected}");
                }
                if (unsent.Remove(batch))
                {
                    acknowledged.AddRange(batch.Where((_, at) => reply.Rejections.All(rejection => rejection.Index != at)));
                }
                lastPosition = Math.Max(lastPosition, reply.Position);
            });
        }
    }

    private async Task ReadAsync(Life life)
    {
        while (reads > 0)
        {
            reads--;
            if (!isMade)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), life.Time);
                continue;
            }
            await TryAsync(life, async () =>
            {
                var scope = scopes[random.Next(scopes.Count)];
                var after = random.Next(2) == 0 ? lastPosition : (long?)null;
                var written = acknowledged.Distinct(StringComparer.Ordinal).Count();
                var period = random.Next(3) == 0 ? new Period(tenant.To, tenant.To) : new Period(tenant.From, tenant.To);
                var read = await life.Host.Scope(TestNode.Tenant, scope).ReadAsync(new ReadRequest(scope, new PeriodChoice(period, null)) { After = after });
                if (after is { } position && read is not null)
                {
                    Check(read.AsOf >= position, $"read after {position} as of {read.AsOf}");
                    var events = (await life.Intake.DescribeAsync())!.Events;
                    Check(events >= written, $"{written} events acknowledged before the read, {events} applied after it");
                }
            });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), life.Time);
        }
    }

    private async Task ChoresAsync(Life life)
    {
        while (chores.TryPeek(out var chore))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_500)), life.Time);
            if (!isMade)
            {
                continue;
            }
            await TryAsync(life, async () =>
            {
                await chore(life);
                if (chores.TryPeek(out var still) && still == chore)
                {
                    chores.Dequeue();
                }
            });
        }
    }

    private async Task TryAsync(Life life, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (exception is UnavailableException || exception is ReadProblemException { Code: "POSITION_NOT_REACHED" })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 800)), life.Time);
        }
    }

    private static EventBatch Parse(string[] events)
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
