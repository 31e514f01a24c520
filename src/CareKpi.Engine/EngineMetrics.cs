using System.Diagnostics.Metrics;

namespace CareKpi.Engine;

/// <summary>What the engine tells operators. Names are stable.</summary>
public static class EngineMetrics
{
    public const string MeterName = "CareKpi.Engine";

    private static readonly Meter Meter = new(MeterName);

    public static Counter<long> Accepted { get; } = Meter.CreateCounter<long>("carekpi.events.accepted");

    public static Counter<long> Duplicates { get; } = Meter.CreateCounter<long>("carekpi.events.duplicates");

    public static Counter<long> SetAside { get; } = Meter.CreateCounter<long>("carekpi.entries.set_aside");

    public static Counter<long> Checkpoints { get; } = Meter.CreateCounter<long>("carekpi.checkpoints");
}
