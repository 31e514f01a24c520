using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Engine.Tests.Erasure;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using Oracle.Generate;
using static CareKpi.Engine.Tests.Simulation.Said;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>A tenant of a story, and what has to hold of it in the end.</summary>
internal sealed partial class Resident
{
    /// <summary>The oracle takes longer than the story.</summary>
    private const int OracleEvery = 8;

    /// <summary>The keys of erased customers by those that they have now; it outlives processes.</summary>
    private readonly Dictionary<string, string> erased = new(StringComparer.Ordinal);
    private readonly bool forgets;
    private GeneratedTenant tenant;

    /// <param name="size">About how many things happen in it.</param>
    /// <param name="forgets">Its horizon moves.</param>
    /// <param name="strays">Some of its events are years off.</param>
    public Resident(int seed, string key, int size, bool forgets, bool strays)
    {
        (Key, this.forgets) = (key, forgets);
        IsComparedWithOracle = !forgets && seed % OracleEvery == 0;
        var generated = new Generator(seed).Tenant(size, everyType: seed % 3 == 0);
        // Once in some hundred seeds the generator withdraws an event without saying which.
        tenant = generated with { Events = [.. generated.Events.Where(Clients.IsValid)] };
        if (strays)
        {
            tenant = tenant with { Events = [.. tenant.Events, .. Strays(tenant.Events, new Random(seed))] };
        }
        if (seed % 3 != 1 && seed % OracleEvery != 0)
        {
            // The oracle does not read texts.
            tenant = tenant with { Events = Erasures.Wordy(tenant) };
        }
        Clients = new Clients(key, tenant, ChangesOf(tenant), seed, forgets);
        if (Clients.Tick is { } tick)
        {
            tenant = tenant with { Events = [.. tenant.Events, tick] };
        }
    }

    public string Key { get; }

    public Clients Clients { get; }

    public bool IsComparedWithOracle { get; }

    public int Erased { get; private set; }

    /// <summary>The horizon moved.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>So late, of one that forgets, that part of what is sent is older than it may be.</summary>
    public DateTimeOffset Begins(Random random) =>
        forgets ? new DateTimeOffset(tenant.From.AddDays(120 + random.Next(1, 12)), new TimeOnly(0, 30), TimeSpan.Zero) : tenant.Now.ToDateTimeOffset();

    public void Erase(ErasedBeside of) => erased[of.Replacement] = of.Key;

    /// <summary>What was acknowledged can be read, whichever node acknowledged it.</summary>
    public void AssertFound(World world) => world.Ask(node => Clients.ReadNowAsync(node, Clients.LastPosition));

    /// <summary>Throws when something does not hold.</summary>
    public void Assert(World world)
    {
        // A rebuild that was cut short goes on when somebody asks, or when the writer looks at the clock, and ends.
        for (var step = 0; step < 12; step++)
        {
            world.Ask(node => node.Of(Key).DescribeAsync());
            world.Advance(TimeSpan.FromSeconds(3));
        }
        world.Ask(node => node.Of(Key).DescribeAsync());
        Erase(world);
        if (forgets)
        {
            Forget(world);
            Erase(world);
        }
        var kept = ReadAll(world);
        var digest = world.Ask(node => node.Of(Key).DigestAsync());
        AssertErased(world);
        var history = world.Ask(node => node.Of(Key).SettingsAsync()).History;
        Same("kept", ReadAll(world), kept);
        AssertLog(world);
        AssertOneGeneration(world);
        var defined = Defined(world);
        Same("definitions", defined, string.Join('\n', Clients.Defined.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value}")));
        var months = ClosedMonths(world);
        Same("closed months", string.Join(' ', world.Ask(node => node.Of(Key).MonthsAsync()).Select(static month => month.Month)), string.Join(' ', Clients.Closed.OrderDescending()));
        world.Crash();
        Same("closed months after a restart", ClosedMonths(world), months);
        Same("definitions after a restart", Defined(world), defined);
        Same("digest after a restart", Told(world.Ask(node => node.Of(Key).DigestAsync())), Told(digest));
        var quality = world.Ask(node => node.Of(Key).QualityAsync());
        Same("set aside", string.Join(',', quality.SetAside), "");
        var now = world.Node.Time.GetUtcNow();
        Same("values after a restart", ReadAll(world), kept);
        if (forgets)
        {
            Rebuilt(world, digest, kept);
            AssertErased(world);
            return;
        }
        tenant = tenant with { Events = WithoutErased(world) };
        var calm = Undisturbed(history, now);
        Same("digest", Told(digest), Told(calm.Ask(node => node.Of(Key).DigestAsync())));
        Same("values", kept, ReadAll(calm));
        if (IsComparedWithOracle)
        {
            Same("oracle", string.Join('\n', OfOracle(calm, history, now)), "");
        }
    }

    /// <summary>Copies of some events, with ids of their own, at times that a clock would have that is off.</summary>
    private static List<string> Strays(IReadOnlyList<string> events, Random random)
    {
        var strays = new List<string>();
        for (var number = random.Next(1, 4); number > 0; number--)
        {
            var json = JsonNode.Parse(events[random.Next(events.Count)])!.AsObject();
            if (json["supersedes"] is not null || json["type"]!.GetValue<string>() is "care.case.opened")
            {
                continue;
            }
            var time = DateTimeOffset.Parse(json["time"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            json["id"] = $"stray-{number}";
            json["time"] = time.AddDays(random.Next(5) switch { 0 => 3_652, 1 => -3_652, 2 => 40, 3 => -40, _ => 1 }).ToString("O", CultureInfo.InvariantCulture);
            strays.Add(json.ToJsonString());
        }
        return strays;
    }

    private string ReadAll(World world)
    {
        var told = new StringBuilder();
        foreach (var scope in Scopes)
        {
            Tell(told, scope, world.Ask(node => node.Host.Scope(Key, scope).ReadAsync(Request(scope))));
        }
        return told.ToString();
    }

    private string Defined(World world)
    {
        var found = world.Ask(node => node.Of(Key).DefinitionsAsync(DefinitionCollection.Annotations, 0, 100)).Items;
        return string.Join('\n', found.OrderBy(static definition => definition.Id, StringComparer.Ordinal).Select(static definition => $"{definition.Id} {definition.Document.GetRawText()}"));
    }

    /// <summary>What stands of them, in every scope.</summary>
    private string ClosedMonths(World world)
    {
        var told = new StringBuilder();
        foreach (var month in world.Ask(node => node.Of(Key).MonthsAsync()))
        {
            told.AppendLine(CultureInfo.InvariantCulture, $"{month}");
            foreach (var scope in Scopes)
            {
                var read = world.Ask(node => node.Host.Scope(Key, scope).ReadAsync(Request(scope) with { Period = new PeriodChoice(new Period(month.Month, month.Month.AddMonths(1).AddDays(-1)), null) }));
                Tell(told, scope, read);
                Same("values of a closed month that are not closed", string.Join(' ', (read?.Values ?? []).Where(static value => value.ClosedAt is null).Select(static value => value.Kpi)), "");
            }
        }
        return told.ToString();
    }

    private IEnumerable<ScopeRef> Scopes => [new(Level.Tenant, ""), .. tenant.Keys.Teams.Select(static key => new ScopeRef(Level.Team, key)), .. tenant.Keys.Agents.Take(2).Select(static key => new ScopeRef(Level.Agent, key))];

    private Period Period => new(tenant.From, tenant.To);

    private ReadRequest Request(ScopeRef scope) => new(scope, new PeriodChoice(Period, null)) { Kpis = OracleAgreement.Asked(scope.Level, null) };

    private List<(long Seq, LogEntryKind Kind, ReadOnlyMemory<byte> Payload)> Entries(World world) =>
        [.. world.Ask(node => node.Log.ReadAsync(Key, 1, int.MaxValue, default).AsTask()).Select(static entry => (entry.Seq, LogEntry.KindOf(entry.Payload.Span), entry.Payload))];
}
