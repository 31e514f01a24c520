using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>What somebody does to a tenant in between: changes settings, rebuilds, erases customers, closes months, lets it sleep. One after the other, each again and again until it is answered.</summary>
internal sealed class Chores
{
    private readonly string key;
    private readonly Queue<Func<Life, Task>> chores = new();

    public Chores(string key, GeneratedTenant tenant, IReadOnlyList<SettingsChange> changes, Random random, int seed, bool forgets)
    {
        this.key = key;
        var others = new Queue<SettingsChange>(changes);
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
                0 when others.TryDequeue(out var change) => life => life.Of(key).ChangeSettingsAsync(change),
                1 => life => life.Of(key).RebuildAsync(),
                2 => life => life.Of(key).DigestAsync(),
                _ => life => life.Host.SleepAsync(key),
            });
            if (forgets && (random.Next(3) == 0 || (count <= 1 && others.Count == 0)))
            {
                forgets = false;
                chores.Enqueue(life => life.Of(key).ChangeSettingsAsync(new SettingsChange(null, JsonSerializer.SerializeToElement(new { retentionDays = 120 }))));
                // How late it is, what comes has to say too: sometimes less than the clocks, where nobody sets them, sometimes more.
                var tick = Tick = Sent.Event("tick", $"{tenant.From.AddDays(123 + new Random(seed).Next(12)):yyyy-MM-dd}T06:00:00Z", "clock.ticked", "{}");
                chores.Enqueue(life => life.Of(key).IngestAsync(new IngestRequest(Clients.Parse([tick]))));
            }
        }
        // Of a random of their own, and not in every story: those that found something stay what they were.
        var erasing = new Random(seed);
        for (var count = seed % 3 == 1 ? 0 : erasing.Next(4); count > 0; count--)
        {
            var customer = tenant.Keys.Customers[erasing.Next(tenant.Keys.Customers.Count)];
            chores.Enqueue(life => life.Of(key).EraseAsync(customer));
        }
    }

    public Func<Life, Task>? Next => chores.TryPeek(out var chore) ? chore : null;

    public Dictionary<string, string> Defined { get; } = new(StringComparer.Ordinal);

    public HashSet<DateOnly> Closed { get; } = [];

    /// <summary>An event that says nothing but how late it is; null: the tenant forgets nothing.</summary>
    public string? Tick { get; }

    public void Done(Func<Life, Task> chore)
    {
        if (chores.TryPeek(out var still) && still == chore)
        {
            chores.Dequeue();
        }
    }

    private async Task DefineAsync(Life life, DefinitionChange change)
    {
        await life.Of(key).DefineAsync(change);
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
            await life.Host.Scope(key, new ScopeRef(Level.Tenant, "")).CloseMonthAsync(month, "sim");
        }
        catch (ReadProblemException closed) when (closed.Code is "BAD_INPUT")
        {
            // Closed by the call before, which was not answered; or not over, by a clock that is behind.
            if (!(await life.Of(key).MonthsAsync()).Any(of => of.Month == month))
            {
                return;
            }
        }
        Closed.Add(month);
    }

    private async Task ReopenAsync(Life life, DateOnly month)
    {
        await life.Of(key).ReopenMonthAsync(month);
        Closed.Remove(month);
    }
}
