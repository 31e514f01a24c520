namespace CareKpi.Engine.Tests.Simulation;

/// <summary>What stores and power do to a node, from a seed: stalls, failures before and after a write took effect, and death between any two steps.</summary>
internal sealed class Weather
{
    private readonly Random random;
    private readonly double crashes;
    private readonly double failures;
    private readonly double stalls;
    private readonly List<TaskCompletionSource> stalled = [];
    private int crashesLeft;
    private int failuresLeft;

    public Weather(int seed)
    {
        random = new Random(seed);
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

    /// <summary>Nothing bad happens any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Called when the process dies.</summary>
    public Action Die { get; set; } = static () => { };

    public async ValueTask OnAsync(string step, CancellationToken cancellationToken)
    {
        Story.Add(step);
        // Others may come in between any two steps.
        await Task.Yield();
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
            Die();
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

    private static Task Never() => new TaskCompletionSource().Task;

    private double Pick(params ReadOnlySpan<double> from) => from[random.Next(from.Length)];
}
