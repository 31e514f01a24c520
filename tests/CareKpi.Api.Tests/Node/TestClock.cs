namespace CareKpi.Api.Tests.Node;

/// <summary>The system's clock, moved; or one that stands still until it is moved.</summary>
internal sealed class TestClock : TimeProvider
{
    private (DateTimeOffset Now, long Timestamp)? stopped;

    public TimeSpan Moved { get; set; }

    /// <summary>By how much somebody has set the clock on the wall: no time passes by it.</summary>
    public TimeSpan SetBy { get; set; }

    public void Stop() => stopped = (base.GetUtcNow(), base.GetTimestamp());

    public override DateTimeOffset GetUtcNow() => (stopped?.Now ?? base.GetUtcNow()) + Moved + SetBy;

    public override long GetTimestamp() => (stopped?.Timestamp ?? base.GetTimestamp()) + (long)(Moved.TotalSeconds * TimestampFrequency);
}
