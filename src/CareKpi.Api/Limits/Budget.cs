using System.Globalization;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Limits;

/// <summary>What one tenant has used of its limits on this node.</summary>
internal sealed class Budget(string tenant, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;
    private int streams;

    public string Tenant { get; } = tenant;

    public Bucket Requests { get; } = new();

    public Bucket Ingest { get; } = new();

    public DayUse Day { get; } = new();

    /// <summary>null: never read.</summary>
    public Rates? Rates { get; private set; }

    /// <summary>When they were read, by the clock's ticks.</summary>
    public long Since { get; private set; }

    public int Streams => Volatile.Read(ref streams);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public void Set(Rates rates, long since) => (Rates, Since) = (rates, since);

    /// <summary>One read at a time, for all who wait.</summary>
    public Task ReadOnceAsync(Func<Budget, Task> read)
    {
        lock (gate)
        {
            return reading.IsCompleted ? reading = read(this) : reading;
        }
    }

    /// <summary>Takes a body of known length before it is read, or throws 429.</summary>
    public void TakeBytes(long bytes)
    {
        TakeDay(bytes);
        if (Ingest.Take(Rates!.Ingest, bytes, clock.GetTimestamp()) is > 0 and var wait)
        {
            Day.TryAdd(Today, -bytes, null);
            throw TooFast(wait);
        }
    }

    /// <summary>Bytes of the day; throws 429 when they are over, or 413 when no day has so many.</summary>
    public void TakeDay(long bytes)
    {
        var limit = Rates!.Limits.IngestBytesPerDay;
        if (bytes > limit)
        {
            throw ProblemException.TooLarge($"The tenant may send {limit} bytes a day: send smaller batches.");
        }

        if (!Day.TryAdd(Today, bytes, limit))
        {
            var now = clock.GetUtcNow().UtcDateTime;
            throw Limited($"The tenant has sent the {limit} bytes of its day (UTC).", now.Date.AddDays(1) - now);
        }
    }

    /// <summary>Over the ingest limit of a second, for so many ticks.</summary>
    public ProblemException TooFast(long wait) => Limited($"The tenant sends more than {Rates!.Limits.IngestBytesPerSecond} bytes a second.", Span(wait));

    public bool TryEnter() => Interlocked.Increment(ref streams) <= Rates!.Limits.Subscriptions || Interlocked.Decrement(ref streams) < 0;

    public void Leave() => Interlocked.Decrement(ref streams);

    public TimeSpan Span(long ticks) => TimeSpan.FromSeconds((double)ticks / clock.TimestampFrequency);

    public static ProblemException Limited(string what, TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, string.Create(CultureInfo.InvariantCulture, $"{what} Nothing was taken; wait as long as Retry-After says and send the same again.")) { RetryAfter = wait };
}
