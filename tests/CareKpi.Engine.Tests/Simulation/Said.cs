using System.Globalization;
using System.Text;
using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Log;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using Oracle.Generate;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>What events, entries, digests and values say, in a form that can be compared.</summary>
internal static class Said
{
    public static List<((string Source, string Id, double Day) Id, string Raw)> EventsOf(string json)
    {
        var batch = EventBatch.Rent();
        EventParser.Parse(Encoding.UTF8.GetBytes(json), BodyForm.Array, new ParseContext(TestNode.Tenant, long.MaxValue / 2), batch);
        return Told(batch);
    }

    public static List<((string Source, string Id, double Day) Id, string Raw)> EventsOf(string tenant, long seq, ReadOnlyMemory<byte> payload)
    {
        var batch = EventBatch.Rent();
        LogEntry.EventsOf(seq, payload.Span, tenant, batch);
        return Told(batch);
    }

    public static string Told(Digests digests) => $"timelines {digests.Timelines}\ncells {digests.Cells}\nseen {digests.Seen}";

    public static void Tell(StringBuilder told, ScopeRef scope, ReadResult? read)
    {
        foreach (var value in read?.Values ?? [])
        {
            told.Append(CultureInfo.InvariantCulture, $"{scope} {value.Kpi} {value.Value} {value.Numerator}/{value.Denominator} of {value.Count}, {value.Distribution?.P90} {value.SettledThrough}\n");
        }
    }

    public static IReadOnlyList<SettingsChange> ChangesOf(GeneratedTenant tenant)
    {
        using var settings = JsonDocument.Parse(tenant.Settings);
        return [.. settings.RootElement.EnumerateArray().Select(change => new SettingsChange(InstantOf(change.GetProperty("validFrom").GetString()!), change.GetProperty("settings").Clone()))];
    }

    public static void Same(string what, string actual, string expected)
    {
        if (string.Equals(actual, expected, StringComparison.Ordinal))
        {
            return;
        }
        var differences = actual.Split('\n').Zip(expected.Split('\n')).Where(static pair => pair.First != pair.Second).Take(5).Select(static pair => $"{pair.First}\n  instead of {pair.Second}");
        throw new InvalidOperationException($"{what}: {string.Join('\n', differences)}");
    }

    public static long InstantOf(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static long InstantOf(string from) => from is "beginning" ? long.MinValue : InstantOf(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture));

    private static List<((string Source, string Id, double Day) Id, string Raw)> Told(EventBatch batch)
    {
        var told = new List<((string, string, double), string)>();
        foreach (ref readonly var read in batch.Events)
        {
            told.Add(((Encoding.UTF8.GetString(batch[read.Source]), Encoding.UTF8.GetString(batch[read.Id]), Math.Floor(read.Time / 86_400e6)), Encoding.UTF8.GetString(batch[read.Raw])));
        }
        batch.Return();
        return told;
    }
}
