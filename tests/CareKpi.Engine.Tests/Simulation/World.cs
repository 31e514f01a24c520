using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Testing.Stores;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>The stores, the nodes on them one after the other and beside each other, and time.</summary>
internal sealed class World
{
    private const int MaxSteps = 4_000;
    private readonly Plot plot;
    private readonly Random random;

    /// <summary>Whose turn it is, of several nodes, and who sets clocks.</summary>
    private readonly Random beside;
    private readonly Weather weather;
    private readonly Bounds bounds;
    private readonly EraseBeside eraseBeside;
    private readonly MemoryServer? server;
    private readonly List<Life> nodes = [];
    private readonly MemoryLogStore log;
    private readonly Wreck? wreck;
    private MemoryStateStore state;

    public World(int seed, Plot plot, Random random, Weather weather, Bounds bounds, EraseBeside eraseBeside, DateTimeOffset now)
    {
        (this.plot, this.random, this.weather, this.bounds, this.eraseBeside) = (plot, random, weather, bounds, eraseBeside);
        beside = new Random(seed);
        server = plot.IsServer ? new MemoryServer(new Random(seed)) : null;
        log = new MemoryLogStore(server: server);
        state = new MemoryStateStore(server: server);
        if (plot.Tenants > 1)
        {
            wreck = new Wreck(new Random(seed));
            // At once: no fault is in the way.
            Wreck.SinkAsync(state).GetAwaiter().GetResult();
        }
        for (var number = 0; number < plot.Nodes; number++)
        {
            nodes.Add(Born(number, now));
        }
    }

    /// <summary>Where nothing bad happens.</summary>
    public World(DateTimeOffset now)
        : this(0, Plot.Plain, new Random(0), new Weather(0, Plot.Plain) { IsCalm = true }, Bounds.Wide, static (_, _) => Task.CompletedTask, now)
    {
    }

    /// <summary>The first node; in the end the only one.</summary>
    public Life Node => nodes[0];

    /// <summary>Clocks that were set.</summary>
    public int Clocks { get; private set; }

    /// <summary>Writes that took effect when nobody waited for them any more.</summary>
    public int Late => server?.Late ?? 0;

    /// <summary>Reads that were answered while no write could be.</summary>
    public int ReadsWhileFull { get; private set; }

    /// <summary>Until the clients have done what they want.</summary>
    public void Live(IReadOnlyList<Clients> clients)
    {
        var tasks = nodes.ConvertAll(node => StartOn(node, clients));
        for (var step = 0; !tasks.TrueForAll(static of => of.TrueForAll(static task => task.IsCompletedSuccessfully)); step++)
        {
            Run();
            if (tasks.SelectMany(static of => of).FirstOrDefault(static task => task.IsFaulted) is { } failed)
            {
                throw new InvalidOperationException("a client failed", failed.Exception!.InnerException);
            }
            if (step > MaxSteps)
            {
                throw new InvalidOperationException($"no end: {string.Join(", ", clients.Select(static of => of.Acknowledged))} events acknowledged after {step} steps and {weather.Crashes} crashes");
            }
            if (nodes.Exists(static node => node.Scheduler.IsStopped))
            {
                for (var number = 0; number < nodes.Count; number++)
                {
                    if (nodes[number].Scheduler.IsStopped)
                    {
                        Crash(number);
                        tasks[number] = StartOn(nodes[number], clients);
                    }
                }
                continue;
            }
            if (random.Next(3) == 0)
            {
                weather.Release();
            }
            Pass(TimeSpan.FromMilliseconds(random.Next(700)), clients);
        }
    }

    /// <summary>Nothing bad happens any more. Of several nodes one stays: which, is not the others' choice.</summary>
    public void Calm()
    {
        weather.Clear();
        while (nodes.Count > 1)
        {
            var gone = nodes[beside.Next(nodes.Count)];
            Kill(gone);
            nodes.Remove(gone);
        }
        server?.Pass(all: true);
        // Long enough to learn that another one wrote.
        for (var step = 0; plot.Nodes > 1 && step < 20; step++)
        {
            Advance(TimeSpan.FromSeconds(1));
            Run();
        }
    }

    /// <summary>The node dies and begins anew.</summary>
    public void Crash() => Crash(0);

    /// <summary>The node begins anew without a state.</summary>
    public void LoseState()
    {
        Node.Scheduler.Stop();
        state = new MemoryStateStore();
        nodes[0] = new Life(0, 1, Node.Time.GetUtcNow(), Open, bounds);
    }

    /// <summary>In calm weather everything is answered.</summary>
    public TResult Ask<TResult>(Func<Life, Task<TResult>> call)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = Node.Scheduler.Start(() => call(Node));
            Run();
            for (var step = 0; step < 20 && !answer.IsCompleted; step++)
            {
                Advance(TimeSpan.FromMilliseconds(500));
                Run();
            }
            if (answer.IsCompletedSuccessfully)
            {
                return answer.Result;
            }
            if (!answer.IsCompleted || answer.Exception!.InnerException is not UnavailableException || tries > 10)
            {
                throw new InvalidOperationException($"no answer in calm weather ({answer.Status})", answer.Exception?.InnerException);
            }
            Advance(TimeSpan.FromSeconds(1));
        }
    }

    public void Advance(TimeSpan by) => nodes.ForEach(node => node.Time.Advance(by));

    public void Run()
    {
        if (nodes.Count == 1)
        {
            Node.Scheduler.RunUntilIdle();
            return;
        }
        for (var idle = 0; idle < nodes.Count;)
        {
            var next = beside.Next(nodes.Count);
            idle = nodes[next].Scheduler.RunOne() ? 0 : nodes.TrueForAll(static node => !node.Scheduler.RunOne()) ? nodes.Count : 0;
        }
    }

    private List<Task> StartOn(Life node, IReadOnlyList<Clients> clients) => [.. clients.SelectMany(of => of.Start(node)), .. wreck is null ? Array.Empty<Task>() : [node.Scheduler.Start(() => wreck.KnockAsync(node))]];

    private void Pass(TimeSpan by, IReadOnlyList<Clients> clients)
    {
        Advance(by);
        weather.Pass();
        server?.Pass();
        if (plot.SetsClocks && beside.Next(20) == 0)
        {
            SetClock(nodes[beside.Next(nodes.Count)]);
        }
        if (weather.Trouble == Trouble.Full && nodes.Count == 1 && beside.Next(8) == 0)
        {
            ReadWhileFull(clients);
        }
    }

    private void SetClock(Life node)
    {
        Clocks++;
        var now = node.Time.GetUtcNow();
        var to = beside.Next(8) switch
        {
            0 => now.AddSeconds(beside.Next(-30, 30)),
            1 => now.AddHours(beside.Next(1, 30)),
            2 => now.AddHours(-beside.Next(1, 30)),
            3 => now.AddDays(beside.Next(1, 40)),
            4 => now.AddDays(-beside.Next(1, 40)),
            5 or 6 => now.Year < 2031 ? now.AddYears(10) : now.AddYears(-10),
            _ => nodes[beside.Next(nodes.Count)].Time.GetUtcNow(),
        };
        weather.Story.Add($"clock {node.Number} {to:O}");
        node.Time.Set(to);
    }

    /// <summary>No room is no reason not to read; not asked of several nodes, of which one has to learn first that another one wrote.</summary>
    private void ReadWhileFull(IReadOnlyList<Clients> clients)
    {
        weather.IsCalm = true;
        weather.Release();
        foreach (var of in clients.Where(static of => of.IsMade))
        {
            Ask(node => of.ReadNowAsync(node));
            ReadsWhileFull++;
        }
        weather.IsCalm = false;
    }

    private Life Born(int number, DateTimeOffset now) => new(number, random.Next(), now, Open, bounds, eraseBeside);

    private (MemoryLogStore, MemoryStateStore) Open(Life life) => (log.Beside((step, _) => weather.OnAsync(life, step)), state.Beside((step, _) => weather.OnAsync(life, step)));

    private void Crash(int number)
    {
        Kill(nodes[number]);
        nodes[number] = Born(number, nodes[number].Time.GetUtcNow());
    }

    private void Kill(Life node)
    {
        node.Scheduler.Stop();
        node.Log.Crash(random);
        node.State.Crash(random);
    }
}
