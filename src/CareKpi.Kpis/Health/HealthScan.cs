using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Health;

/// <summary>Takes a customer that has health at one of the instants that are asked about, by its place among them.</summary>
public delegate void HealthTaker(int customer, int place, in HealthParts parts);

/// <summary>One pass over the health table for several instants: block by block, in each the spans in order.</summary>
public sealed class HealthScan
{
    private readonly long[] instants;
    private readonly HealthTaker take;
    private readonly HealthState[] states = new HealthState[LineBlocks.Health.Customers];

    /// <summary>By customer of the block: the first instant that is not told yet.</summary>
    private readonly int[] next = new int[LineBlocks.Health.Customers];

    private int first;

    /// <param name="instants">Ascending.</param>
    public HealthScan(IReadOnlyList<long> instants, HealthTaker take)
    {
        this.instants = [.. instants];
        this.take = take;
        HoldsUntil = new long[instants.Count];
        Array.Fill(HoldsUntil, long.MaxValue);
    }

    /// <summary>By instant: until when, this included, everybody's parts are the same.</summary>
    public long[] HoldsUntil { get; }

    public void Begin(int block)
    {
        first = block * LineBlocks.Health.Customers;
        Array.Fill(states, new HealthState());
        Array.Clear(next);
    }

    public void Add(int customer, ReadOnlySpan<byte> line)
    {
        var at = customer - first;
        ref var state = ref states[at];
        var steps = new HealthLineReader(line);
        while (steps.Next())
        {
            for (; next[at] < instants.Length && instants[next[at]] < steps.Step.Instant; next[at]++)
            {
                Tell(customer, next[at], state);
                HoldsUntil[next[at]] = Math.Min(HoldsUntil[next[at]], steps.Step.Instant - 1);
            }
            if (next[at] == instants.Length)
            {
                return;
            }
            state.Take(steps.Step);
        }
    }

    /// <summary>Nothing more comes of the block.</summary>
    public void End()
    {
        for (var at = 0; at < states.Length; at++)
        {
            for (; states[at].IsKnown && next[at] < instants.Length; next[at]++)
            {
                Tell(first + at, next[at], states[at]);
            }
        }
    }

    private void Tell(int customer, int place, in HealthState state)
    {
        if (state.IsKnown)
        {
            take(customer, place, state.At(instants[place]));
            HoldsUntil[place] = Math.Min(HoldsUntil[place], state.HoldsUntil(instants[place]));
        }
    }
}
