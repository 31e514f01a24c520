using System.Diagnostics;

namespace CareKpi.Fuzz.Running;

/// <summary>Gives a target so many inputs, one after the other: made by its generator, or changed from those that showed something new. Fails with the first input that crashes, hangs, takes too much memory or breaks a property.</summary>
internal sealed class FuzzRun(IFuzzTarget target, long inputs)
{
    /// <summary>Processor time of one input; not a test of speed.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(2);

    /// <summary>For one that waits and burns nothing; the machine may be busy.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);

    private const int MostKept = 20_000;
    private const int LongestKept = 8 * 1024;
    private const long Saved = 10_000;
    private const long MayStay = 128L << 20;

    private readonly Sights seen = new();
    private readonly List<byte[]> corpus = [];
    private readonly List<byte[]> seeds = [];
    private byte[] input = [];
    private long number;
    private long done;
    private Exception? found;
    private Kept? kept;

    public void Run()
    {
        using var files = Size.IsProof ? new Kept(target.Name) : null;
        kept = files;
        if (kept is not null && kept.Done >= inputs)
        {
            kept.NewRound();
        }
        var worker = new Thread(Work, 1 << 20) { IsBackground = true, Name = target.Name };
        worker.Start();
        Watch(worker);
        kept?.Tried();
        if (found is not null)
        {
            Assert.Fail($"{target.Name} {number}: {Told(found)}\n{kept?.Find(input)}\n{Shown(input)}");
        }
        Size.Tell($"{target.Name}: {done:N0} inputs, {seen.Outcomes:N0} outcomes{(Sights.HasEdges ? $", {seen.EdgesSeen:N0} edges" : "")}, {corpus.Count:N0} kept{(kept is null ? "" : $", round {kept.Round + 1}")}");
    }

    /// <summary>An input that takes longer than anything should is a find; its thread cannot be ended and is left behind.</summary>
    private void Watch(Thread worker)
    {
        var (of, since, spent) = (-1L, Stopwatch.StartNew(), TimeSpan.Zero);
        while (!worker.Join(100))
        {
            var now = Volatile.Read(ref number);
            if (now != of)
            {
                (of, spent) = (now, Environment.CpuUsage.TotalTime);
                since.Restart();
            }
            else if (Environment.CpuUsage.TotalTime - spent > Hang || since.Elapsed > Stuck)
            {
                Assert.Fail($"{target.Name} {now} hangs: {kept?.Find(input)}\n{Shown(input)}");
            }
        }
    }

    private void Work()
    {
        try
        {
            // Whether the last run was ended or died of it, this one tells.
            if (kept?.Interrupted() is { } last)
            {
                Try(last);
            }
            seeds.AddRange(target.Seeds());
            foreach (var seed in kept is null ? seeds : [.. seeds, .. kept.Corpus()])
            {
                Try(seed);
            }
            var stays = GC.GetTotalMemory(forceFullCollection: true);
            for (done = kept?.Done ?? 0; done < inputs; done++)
            {
                Try(Make(new Rng(Seed(done))));
                if (done % Saved == Saved - 1)
                {
                    kept?.Save(done + 1);
                }
            }
            kept?.Save(done);
            var more = GC.GetTotalMemory(forceFullCollection: true) - stays;
            Holds.That(more < MayStay, $"{more:N0} bytes stay after the run");
        }
        catch (Exception problem)
        {
            found = problem;
        }
    }

    private ulong Seed(long at) => (((ulong)(kept?.Round ?? 0) << 48) | (ulong)at) + target.Name.Aggregate(14695981039346656037UL, static (hash, c) => (hash ^ c) * 1099511628211UL);

    private byte[] Make(Rng rng) => rng.Below(8) switch
    {
        < 3 => target.Generate(rng),
        < 5 => Mutations.Of(target.Generate(rng), rng, target.Words, () => target.Generate(rng)),
        5 when seeds.Count > 0 => Mutations.Of(rng.Of(seeds), rng, target.Words, () => rng.Of(seeds)),
        _ when corpus.Count > 0 => Mutations.Of(rng.Of(corpus), rng, target.Words, () => rng.Of(corpus)),
        _ => target.Generate(rng),
    };

    private void Try(byte[] next)
    {
        input = next;
        Interlocked.Increment(ref number);
        kept?.Trying(next);
        seen.Begin();
        var before = GC.GetAllocatedBytesForCurrentThread();
        target.Take(next);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        seen.End();
        Holds.That(allocated <= target.MayAllocate(next.Length), $"allocates {allocated:N0} bytes for {next.Length:N0}");
        target.Judge(next, seen);
        if (seen.IsNew && next.Length <= LongestKept && corpus.Count < MostKept)
        {
            corpus.Add(next);
            kept?.Add(next);
        }
    }

    private static string Told(Exception problem) => problem is FindException ? problem.Message : problem.ToString();

    private static string Shown(byte[] input) => $"{input.Length} bytes, base64: {Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 3_000)))}";
}
