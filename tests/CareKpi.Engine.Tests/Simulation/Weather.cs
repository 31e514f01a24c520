using CareKpi.Engine.Stores;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>What stores and power do to nodes, from a seed: stalls, failures before and after a write took effect, times of trouble, and death between any two steps.</summary>
internal sealed class Weather
{
    private readonly Random random;
    private readonly Random troubles;
    private readonly Plot plot;
    private readonly double crashes;
    private readonly double failures;
    private readonly double stalls;
    private readonly List<TaskCompletionSource> stalled = [];
    private int crashesLeft;
    private int failuresLeft;
    private int troublesLeft = 4;
    private int lasts;

    public Weather(int seed, Plot plot)
    {
        random = new Random(seed);
        troubles = new Random(seed);
        this.plot = plot;
        crashes = Pick(0, 0.003, 0.01, 0.03);
        failures = Pick(0, 0.005, 0.02, 0.06);
        stalls = Pick(0, 0.01, 0.03);
        crashesLeft = random.Next(1, 12);
        failuresLeft = random.Next(1, 40);
    }

    /// <summary>Every step of I/O, in order: the same seed tells the same story.</summary>
    public List<string> Story { get; } = [];

    public int Crashes { get; private set; }

    public int Failures { get; private set; }

    /// <summary>Times of trouble that there were.</summary>
    public int Troubles { get; private set; }

    public Trouble Trouble { get; private set; }

    /// <summary>Nothing bad happens any more, but for what the trouble is.</summary>
    public bool IsCalm { get; set; }

    /// <summary>A while passes: trouble comes and goes.</summary>
    public void Pass()
    {
        if (Trouble != Trouble.None)
        {
            Trouble = --lasts > 0 ? Trouble : Trouble.None;
        }
        else if (plot.Troubles.Count > 0 && troublesLeft > 0 && troubles.Next(25) == 0)
        {
            troublesLeft--;
            Troubles++;
            lasts = troubles.Next(2, 30);
            Trouble = plot.Troubles[troubles.Next(plot.Troubles.Count)];
            Story.Add($"{Trouble}");
        }
    }

    public void Clear()
    {
        (IsCalm, Trouble, troublesLeft) = (true, Trouble.None, 0);
        Release();
    }

    public async ValueTask OnAsync(Life life, string step)
    {
        Story.Add(life.Number == 0 ? step : $"{life.Number} {step}");
        // Others may come in between any two steps.
        await Task.Yield();
        await SufferAsync(life, step);
        if (IsCalm)
        {
            return;
        }
        var dice = random.NextDouble();
        if (dice < crashes && crashesLeft > 0)
        {
            crashesLeft--;
            Crashes++;
            Story.Add("crash");
            life.Scheduler.Stop();
            await Never();
        }
        if (dice < crashes + failures && failuresLeft > 0)
        {
            failuresLeft--;
            Failures++;
            Story.Add("fails");
            throw new IOException("injected");
        }
        if (dice < crashes + failures + stalls)
        {
            var stall = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            stalled.Add(stall);
            await stall.Task;
        }
    }

    /// <summary>What stalled goes on.</summary>
    public void Release()
    {
        stalled.ForEach(static stall => stall.TrySetResult());
        stalled.Clear();
    }

    private async Task SufferAsync(Life life, string step)
    {
        var isWrite = step is "log.claim" or "log.append" or "log.rewrite" or "state.write" or "state.delete-range" || step.EndsWith(".sync", StringComparison.Ordinal);
        switch (Trouble)
        {
            case Trouble.Full when isWrite:
                throw new StoreException(StoreFault.Full, $"{step}: no room (injected)");
            case Trouble.Away:
                throw new StoreException(StoreFault.Io, $"{step}: the server is not there (injected)");
            case Trouble.Slow when isWrite:
                await Task.Delay(TimeSpan.FromMilliseconds(troubles.Next(100, 4_000)), life.Time);
                break;
        }
    }

    private static Task Never() => new TaskCompletionSource().Task;

    private double Pick(params ReadOnlySpan<double> from) => from[random.Next(from.Length)];
}
