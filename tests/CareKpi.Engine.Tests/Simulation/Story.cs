using System.Security.Cryptography;
using System.Text;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Log;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>One seed: tenants are sent to nodes that are treated badly. In the end everything acknowledged is there, once, and state and values are those of a node to which nothing happened.</summary>
internal sealed class Story
{
    private readonly int seed;
    private readonly Plot plot;
    private readonly Weather weather;
    private readonly List<Resident> residents = [];
    private readonly World world;

    public Story(int seed)
        : this(seed, Plot.Of(seed))
    {
    }

    public Story(int seed, Plot plot)
    {
        (this.seed, this.plot) = (seed, plot);
        var random = new Random(seed);
        residents.Add(new Resident(seed, "demo", random.Next(15, 60), seed % 4 == 3, plot.SetsClocks));
        for (var other = 1; other < plot.Tenants; other++)
        {
            residents.Add(new Resident(seed + (7_919 * other), $"demo{other}", 8 + (seed % 13), forgets: false, plot.SetsClocks));
        }
        weather = new Weather(seed, plot);
        var limits = new EngineLimits
        {
            CheckpointEntries = random.Next(1, 8),
            CheckpointBytes = random.Next(2) == 0 ? 1 : 1 << 20,
            CheckpointAge = TimeSpan.FromSeconds(random.Next(1, 10)),
            MaxUnapplied = random.Next(1, 60),
        };
        world = new World(seed, plot, random, weather, new Bounds(limits, plot.IsNarrow ? Narrow(seed) : new GroupCommitterOptions()), BesideAsync, residents.Select(of => of.Begins(random)).Max());
    }

    public int Crashes => weather.Crashes;

    public int Failures => weather.Failures;

    public int Troubles => weather.Troubles;

    public int Clocks => world.Clocks;

    public int Late => world.Late;

    public int ReadsWhileFull => world.ReadsWhileFull;

    public int Erased => residents.Sum(static of => of.Erased);

    /// <summary>Events that were acknowledged, and compared.</summary>
    public int Events => residents.Sum(static of => of.Clients.Acknowledged);

    /// <summary>Tenants that were compared with the oracle.</summary>
    public int Oracles => residents.Count(static of => of.IsComparedWithOracle);

    /// <summary>The horizon moved.</summary>
    public bool HasForgotten => residents[0].HasForgotten;

    /// <summary>Everything that happened, as a number.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', weather.Story))));

    /// <summary>Throws when something does not hold.</summary>
    public void Play()
    {
        world.Live(residents.ConvertAll(static of => of.Clients));
        world.Calm();
        if (plot.Nodes > 1)
        {
            residents.ForEach(of => of.AssertFound(world));
        }
        if (seed % 2 == 0)
        {
            world.Crash();
        }
        // The first one last: it may lose the state of all.
        for (var at = residents.Count - 1; at >= 0; at--)
        {
            residents[at].Assert(world);
        }
    }

    public override string ToString() => $"{plot}, {string.Join('+', plot.Troubles)}";

    /// <summary>So little that much is refused; at least one append always has room.</summary>
    private static GroupCommitterOptions Narrow(int seed)
    {
        var random = new Random(seed);
        return new GroupCommitterOptions { MaxQueuedAppends = random.Next(1, 6), MaxQueuedBytes = random.Next(1, 20_000), MaxTenantBytes = 1 << 20, MaxGroupAppends = random.Next(1, 4), MaxGroupBytes = random.Next(1, 20_000) };
    }

    private Task BesideAsync(ErasedBeside of, CancellationToken cancellationToken)
    {
        residents.Find(resident => resident.Key == of.Tenant)!.Erase(of);
        return Task.CompletedTask;
    }
}
