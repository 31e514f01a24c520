using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CareKpi.Api.Hosting;

namespace CareKpi.Deploy.Tests.Code;

/// <summary>Every instrument of this process that a node would send, with the tags that its measurements carried, under the names that Prometheus sees.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> labels = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public Instruments()
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (Array.Exists(Telemetry.Meters, pattern => pattern.EndsWith('*') ? instrument.Meter.Name.StartsWith(pattern[..^1], StringComparison.Ordinal) : instrument.Meter.Name == pattern))
            {
                foreach (var name in Names(instrument))
                {
                    labels.TryAdd(name, new(StringComparer.Ordinal));
                }

                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(Remember);
        listener.SetMeasurementEventCallback<int>(Remember);
        listener.SetMeasurementEventCallback<double>(Remember);
        listener.Start();
    }

    /// <summary>Those that CareKpi's own meters make.</summary>
    public IEnumerable<string> Own => labels.Keys.Where(static name => name.StartsWith("carekpi_", StringComparison.Ordinal));

    public bool Has(string metric) => labels.ContainsKey(metric);

    /// <summary>Labels of a metric: its tags, what every sample has (the collector makes labels of what a node says of itself), and those of a histogram's buckets.</summary>
    public bool Has(string metric, string label) => label is "service_name" or "service_instance_id" || (label is "le" && metric.EndsWith("_bucket", StringComparison.Ordinal)) || (labels.TryGetValue(metric, out var own) && own.ContainsKey(label));

    public void Look() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Remember<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var tag in tags)
        {
            foreach (var name in Names(instrument))
            {
                labels[name].TryAdd(tag.Key.Replace('.', '_'), 0);
            }
        }
    }

    /// <summary>As OpenTelemetry's exporter for Prometheus writes them: dots are underscores, the unit follows, then what kind it is.</summary>
    internal static IEnumerable<string> Names(Instrument instrument)
    {
        var unit = instrument.Unit switch { null or "" or "1" => "", "s" => "_seconds", "By" => "_bytes", ['{', ..] => "", var other => throw new InvalidDataException($"unit {other} of {instrument.Name}") };
        var name = instrument.Name.Replace('.', '_') + unit;
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? [name + "_bucket", name + "_count", name + "_sum"]
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? [name + "_total"]
            : [name];
    }
}
