using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Engine.Erasure;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Engine.Tests.Erasure;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using static CareKpi.Engine.Tests.Simulation.Said;

namespace CareKpi.Engine.Tests.Simulation;

// What holds of its log, its rows and what is erased and forgotten.
internal sealed partial class Resident
{
    /// <summary>A move that was cut short is done, and what is older is gone.</summary>
    private void Forget(World world)
    {
        var began = InstantOf(world.Node.Time.GetUtcNow());
        // Who wakes looks at the clock; who looked before something old came looks again in an hour.
        world.Ask(async node =>
        {
            await node.Host.SleepAsync(Key);
            return true;
        });
        for (var step = 0; step < 60; step++)
        {
            world.Ask(node => node.Of(Key).DescribeAsync());
            world.Advance(TimeSpan.FromSeconds(2));
            world.Run();
        }
        HasForgotten = AssertForgotten(world, began);
    }

    /// <summary>What came too late is in no undisturbed node: but the log says the same again, with the state and without.</summary>
    private void Rebuilt(World world, Digests digest, string values)
    {
        var job = world.Ask(node => node.Of(Key).RebuildAsync()).Id;
        for (var step = 0; step < 60 && world.Ask(node => node.Of(Key).JobAsync(job))?.State == JobState.Running; step++)
        {
            world.Advance(TimeSpan.FromSeconds(1));
        }
        Same("digest after a rebuild", Told(world.Ask(node => node.Of(Key).DigestAsync())), Told(digest));
        Same("values after a rebuild", ReadAll(world), values);
        world.LoseState();
        world.Ask(node => node.Of(Key).DescribeAsync());
        world.Ask(node => node.Of(Key).DescribeAsync());
        Same("digest of the log alone", Told(world.Ask(node => node.Of(Key).DigestAsync())), Told(digest));
    }

    /// <summary>What is being erased is, in the end.</summary>
    private void Erase(World world)
    {
        for (var tries = 0; Entries(world).Exists(static entry => entry.Kind == LogEntryKind.CustomerErased && ErasureEntry.Decode(entry.Payload).Key is not null); tries++)
        {
            if (tries > 20)
            {
                throw new InvalidOperationException("a customer is still being erased");
            }
            world.Ask(node => node.Of(Key).DescribeAsync());
            world.Advance(TimeSpan.FromSeconds(1));
        }
        Erased = Entries(world).Count(static entry => entry.Kind == LogEntryKind.CustomerErased);
    }

    /// <summary>The events as they are after the erasures: of each customer with the key that it had in the log, and no name. Nothing in the log before an erasure says the key.</summary>
    private List<string> WithoutErased(World world)
    {
        var entries = Entries(world);
        var erasures = entries.FindAll(static entry => entry.Kind == LogEntryKind.CustomerErased).ConvertAll(static entry => (entry.Seq, Replacement: ErasureEntry.Decode(entry.Payload).Replacement));
        var places = new Dictionary<(string, string, double), long>();
        foreach (var entry in entries.Where(static entry => entry.Kind == LogEntryKind.Events))
        {
            foreach (var (id, raw) in EventsOf(Key, entry.Seq, entry.Payload))
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

    /// <summary>Every event is in the log, and none twice.</summary>
    private void AssertLog(World world)
    {
        var found = Entries(world).Where(static entry => entry.Kind == LogEntryKind.Events).SelectMany(entry => EventsOf(Key, entry.Seq, entry.Payload)).Select(static read => read.Id).ToList();
        Same("events in the log", found.Count.ToString(CultureInfo.InvariantCulture), found.Distinct().Count().ToString(CultureInfo.InvariantCulture));
        var events = world.Ask(node => node.Of(Key).DescribeAsync())!.Events;
        if (forgets)
        {
            // Sent again, what was taken and is gone is refused: of that nobody knows whether it was taken.
            Same("events counted", events >= Clients.Distinct && events <= tenant.Events.Distinct(StringComparer.Ordinal).Count() ? "" : $"{events} of {Clients.Distinct} acknowledged", "");
            return;
        }
        Same("events acknowledged", events.ToString(CultureInfo.InvariantCulture), found.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Beside what belongs to none (0) there are rows of one generation.</summary>
    private void AssertOneGeneration(World world)
    {
        var rows = world.Ask(node => node.State.ReadAsync(Key, new StateQuery([], [new StateRange([], [])]), default).AsTask()).Ranges[0];
        var generations = rows.Select(static row => BinaryPrimitives.ReadInt32BigEndian(row.Key)).Where(static generation => generation > 0).Distinct();
        Same("generations", string.Join(',', generations.Skip(1)), "");
    }

    /// <summary>The same tenant where nothing happens, with the settings in the order in which they came to be.</summary>
    private World Undisturbed(IReadOnlyList<SettingsEntry> history, DateTimeOffset now)
    {
        var world = new World(now);
        var isFirst = Clients.First is not null;
        world.Ask(node => node.Of(Key).CreateAsync(new TenantSpec("Demo", tenant.TimeZone, "EUR", null, "en", isFirst ? history[0].Settings : null)));
        foreach (var entry in history.Skip(isFirst ? 1 : 0))
        {
            world.Ask(node => node.Of(Key).ChangeSettingsAsync(new SettingsChange(entry.ValidFrom, entry.Settings)));
        }
        world.Ask(node =>
        {
            var batch = EventBatch.Rent();
            EventParser.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', tenant.Events)}]"), BodyForm.Array, new ParseContext(Key, long.MaxValue / 2), batch);
            return node.Of(Key).IngestAsync(new IngestRequest(batch));
        });
        return world;
    }

    /// <summary>What the undisturbed node reads otherwise than the oracle does: both would be wrong in the same way.</summary>
    private List<string> OfOracle(World world, IReadOnlyList<SettingsEntry> history, DateTimeOffset now)
    {
        var settings = new JsonArray([.. history.Select(static entry => new JsonObject
        {
            ["validFrom"] = entry.ValidFrom == long.MinValue ? "beginning" : DateTimeOffset.UnixEpoch.AddTicks(entry.ValidFrom * TimeSpan.TicksPerMicrosecond).ToString("O", CultureInfo.InvariantCulture),
            ["settings"] = JsonNode.Parse(entry.Settings.GetRawText()),
        })]);
        var acknowledged = tenant with { Now = NodaTime.Instant.FromDateTimeOffset(tenant.Events.Select(static sent => DateTimeOffset.Parse(JsonNode.Parse(sent)!["time"]!.GetValue<string>(), CultureInfo.InvariantCulture)).Append(now).Max()) };
        var oracle = OracleAgreement.OracleOf(acknowledged, JsonSerializer.SerializeToElement(settings));
        var wrong = new List<string>();
        var compared = 0;
        foreach (var scope in Scopes)
        {
            var read = world.Ask(node => node.Host.Scope(Key, scope).ReadAsync(Request(scope)));
            compared += OracleAgreement.Compare(read, oracle, acknowledged, scope.Level, scope.Level == Level.Tenant ? null : scope.Key, Period, null, wrong);
        }
        Same("values compared with the oracle", compared > 0 ? "" : "none", "");
        return wrong;
    }
}
