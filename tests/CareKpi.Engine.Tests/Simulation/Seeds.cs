using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>Stories of many seeds: each on one thread, several at once; and what they come to.</summary>
internal sealed class Seeds
{
    private const int MostFailed = 10;
    private readonly Stopwatch watch = new();
    private int played;
    private int oracles;
    private long events;
    private int crashes;
    private int failures;
    private int erased;
    private int forgotten;
    private int troubles;
    private int clocks;
    private int late;
    private int readsWhileFull;

    public ConcurrentQueue<FailedSeed> Failed { get; } = new();

    public int Played => played;

    public int Crashes => crashes;

    public int Erased => erased;

    public int Forgotten => forgotten;

    public int Troubles => troubles;

    public int Clocks => clocks;

    public int Late => late;

    public int ReadsWhileFull => readsWhileFull;

    /// <summary>Tenants that were compared with the oracle.</summary>
    public int Oracles => oracles;

    /// <summary>From one seed to another, none left out, until the last one, or until there was no more time, or too many have failed.</summary>
    public void Play(int from, int through, TimeSpan time)
    {
        watch.Start();
        var next = (long)from - 1;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            while (watch.Elapsed < time && Failed.Count < MostFailed && Interlocked.Increment(ref next) is var seed && seed <= through)
            {
                Play((int)seed);
            }
        });
        watch.Stop();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{played} seeds ({played / watch.Elapsed.TotalSeconds:0.0}/s), {Failed.Count} failed, {events} events, {oracles} tenants against the oracle, {crashes} crashes, {failures} failures of stores, {troubles} times of trouble, {readsWhileFull} reads without room, {late} late commits, {clocks} clocks set, {erased} erasures, {forgotten} horizons");

    private void Play(int seed)
    {
        var story = new Story(seed);
        try
        {
            story.Play();
        }
        catch (Exception exception)
        {
            Failed.Enqueue(new FailedSeed(seed, $"{story}: {exception.Message} {exception.InnerException?.Message}", exception));
        }
        Interlocked.Increment(ref played);
        Interlocked.Add(ref oracles, story.Oracles);
        Interlocked.Add(ref events, story.Events);
        Interlocked.Add(ref crashes, story.Crashes);
        Interlocked.Add(ref failures, story.Failures);
        Interlocked.Add(ref erased, story.Erased);
        Interlocked.Add(ref forgotten, story.HasForgotten ? 1 : 0);
        Interlocked.Add(ref troubles, story.Troubles);
        Interlocked.Add(ref clocks, story.Clocks);
        Interlocked.Add(ref late, story.Late);
        Interlocked.Add(ref readsWhileFull, story.ReadsWhileFull);
    }
}

internal sealed record FailedSeed(int Seed, string Message, Exception Exception)
{
    /// <summary>What repeats it.</summary>
    public string Command => string.Create(CultureInfo.InvariantCulture, $"CAREKPI_SIM_SEED={Seed} dotnet test tests/CareKpi.Engine.Tests -c Release --filter FullyQualifiedName~WhatWasAcknowledged");

    public string ToJson() => JsonSerializer.Serialize(new { seed = Seed, message = Message, command = Command });
}
