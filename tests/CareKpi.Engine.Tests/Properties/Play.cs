using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using FsCheck;
using FsCheck.Fluent;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>How a tenant's events come: everything that must make no difference, from one number.</summary>
internal sealed class Play(GeneratedTenant tenant, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Bounds so tight that a checkpoint is written after every entry or two.</summary>
    public static EngineLimits Hasty { get; } = new() { CheckpointEntries = 1, CheckpointBytes = 1, CheckpointAge = TimeSpan.Zero, CarriedBytes = 10_000 };

    public static EngineLimits Lazy { get; } = new() { CheckpointEntries = int.MaxValue, CheckpointBytes = long.MaxValue, CheckpointAge = TimeSpan.FromDays(1_000) };

    /// <summary>Number of cases tried: a cut, or as many as are asked for.</summary>
    public static int Cases(int test = 25) => int.TryParse(Environment.GetEnvironmentVariable("CAREKPI_PROPERTY_CASES"), System.Globalization.CultureInfo.InvariantCulture, out var cases) ? cases : test;

    /// <summary>Holds for every tenant and every way to play it; a property of which a case costs much has a smaller cut. What fails says which numbers made it.</summary>
    public static void ForAll(Func<GeneratedTenant, int, Task> property, int test = 25) =>
        Prop.ForAll(
            Gen.Choose(1, 1_000_000).Zip(Gen.Choose(1, 1_000_000)).ToArbitrary(),
            seeds => property(new Generator(seeds.Item1).Tenant(20 + (seeds.Item2 % 60), everyType: seeds.Item2 % 3 == 0), seeds.Item2).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases(test)));

    public static TestNode NodeOf(GeneratedTenant tenant, EngineLimits? limits = null) => new(limits, time: new ManualTime(tenant.Now.ToDateTimeOffset()));

    public static async Task CreateAsync(TestNode node, GeneratedTenant tenant)
    {
        using var settings = JsonDocument.Parse(tenant.Settings);
        await node.CreateAsync(tenant.TimeZone, settings.RootElement);
    }

    /// <summary>As generated, in one batch, with nothing in between.</summary>
    public static async Task<Digests> PlainAsync(GeneratedTenant tenant)
    {
        await using var node = NodeOf(tenant);
        await CreateAsync(node, tenant);
        await node.SendAsync(tenant.Events);
        return await node.Intake.DigestAsync();
    }

    public List<string> Shuffled()
    {
        var events = tenant.Events.ToArray();
        random.Shuffle(events);
        return [.. events];
    }

    /// <summary>Some events come again, somewhere.</summary>
    public List<string> Repeated()
    {
        var events = tenant.Events.ToList();
        for (var copies = random.Next(1, events.Count); copies > 0; copies--)
        {
            events.Insert(random.Next(events.Count + 1), events[random.Next(events.Count)]);
        }
        return events;
    }

    public IEnumerable<string[]> Batches(IReadOnlyList<string> events)
    {
        var most = random.Next(4) switch { 0 => 1, 1 => 3, 2 => 20, _ => events.Count };
        for (var at = 0; at < events.Count;)
        {
            var count = Math.Min(events.Count - at, random.Next(1, most + 1));
            yield return [.. events.Skip(at).Take(count)];
            at += count;
        }
    }

    public bool Chance(int percent) => random.Next(100) < percent;

    public EngineLimits Limits()
    {
        var limits = random.Next(3) switch
        {
            0 => Hasty,
            1 => Lazy,
            _ => new EngineLimits { CheckpointEntries = random.Next(1, 12), CheckpointBytes = random.Next(1, 40_000), CarriedBytes = random.Next(1_000, 100_000) },
        };
        return limits with { MaxGroup = random.Next(3) switch { 0 => 1, 1 => 5, _ => limits.MaxGroup } };
    }
}
