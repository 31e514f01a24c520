using System.Diagnostics;
using CareKpi.Bench.Data;
using CareKpi.Bench.Floors;
using CareKpi.Bench.Http;
using CareKpi.Bench.InProcess;
using CareKpi.Bench.Output;
using CareKpi.Testing.Postgres;

namespace CareKpi.Bench;

/// <summary>The parts of a run, in their order. Named on the command line, only these run.</summary>
internal static class Run
{
    public static IReadOnlyList<string> Parts { get; } = ["http", "customer", "contacts", "mixed", "spells", "now", "alerts", "postgres"];

    public static async Task GoAsync(Sizes sizes, IReadOnlyList<string> parts)
    {
        var begun = Stopwatch.GetTimestamp();
        Console.WriteLine($"{Machine.Describe()}\n{sizes}\n");
        Report.Head();
        var report = new Report();
        if (parts.Contains("spells", StringComparer.Ordinal))
        {
            await SpellTable.MeasureAsync(report, sizes.SpellCustomers);
        }
        if (parts.Contains("now", StringComparer.Ordinal))
        {
            await NowReads.MeasureAsync(report);
        }
        if (parts.Contains("alerts", StringComparer.Ordinal))
        {
            await new AlertRounds(report, sizes.Contacts).MeasureAsync();
        }
        if (parts.Any(static part => part is not ("spells" or "now" or "alerts")))
        {
            await MeasureAsync(report, sizes, parts);
        }
        report.Save(Paths.Results);
        Console.WriteLine($"\n{Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s, load {Machine.Load()}; written to {Path.GetRelativePath(Paths.Root, Paths.Results)}");
    }

    /// <summary>The parts that stand on the loads of contacts.</summary>
    private static async Task MeasureAsync(Report report, Sizes sizes, IReadOnlyList<string> parts)
    {
        var contacts = new ContactLoad("c", sizes.Contacts, sizes.Customers).Batches(Sizes.BatchSize);
        var demo = await DemoAsync(sizes);
        var floors = Disk.Measure(report, contacts);
        foreach (var part in parts)
        {
            switch (part)
            {
                case "http":
                    await new Service(report, sizes, floors).MeasureAsync(contacts, demo);
                    break;
                case "postgres" when PostgresBinaries.WhyNot is { } reason:
                    Console.WriteLine($"postgres is left out: {reason}");
                    break;
                case "postgres":
                    await new Stores(report, sizes).MeasureAsync(contacts);
                    break;
                case "customer":
                    await OneCustomer.MeasureAsync(report, sizes);
                    break;
                case "contacts":
                    await EngineApply.MeasureAsync(report, "engine.contacts", "contacts in process", contacts);
                    break;
                case "mixed":
                    await EngineApply.MeasureAsync(report, "engine.mixed", "mixed load in process", demo);
                    break;
                case "spells" or "now" or "alerts":
                    break;
                default:
                    throw new ArgumentException($"there is no part '{part}'; there are {string.Join(", ", Parts)}", nameof(parts));
            }
        }
    }

    private static async Task<List<byte[]>> DemoAsync(Sizes sizes)
    {
        var directory = Paths.NewDirectory("demo");
        try
        {
            return await DemoLoad.BatchesAsync(sizes, directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
