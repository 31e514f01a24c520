using System.Diagnostics;
using CareKpi.Bench.Data;
using CareKpi.Bench.Floors;
using CareKpi.Bench.Gateway;
using CareKpi.Bench.Growth;
using CareKpi.Bench.Http;
using CareKpi.Bench.Ingest;
using CareKpi.Bench.InProcess;
using CareKpi.Bench.Output;
using CareKpi.Bench.Scorecards;
using CareKpi.Testing.Postgres;

namespace CareKpi.Bench;

/// <summary>The parts of a run, in their order. Named on the command line, only these run.</summary>
internal sealed class Run(Sizes sizes) : IDisposable
{
    /// <summary>How long one setting of GraphQL is measured.</summary>
    private static readonly TimeSpan GraphQlTime = TimeSpan.FromSeconds(5);

    private readonly Report report = new();
    private LoadedTenant? loaded;

    /// <summary>Without a name on the command line.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["ingest", "scorecards", "graphql", "growth", "floor"];

    /// <summary>More that is measured when it is named: single questions, without peers.</summary>
    public static IReadOnlyList<string> Further { get; } = ["customer", "contacts", "mixed", "spells", "now", "alerts", "postgres"];

    public async Task GoAsync(IReadOnlyList<string> parts)
    {
        if (parts.FirstOrDefault(static part => !Usual.Contains(part, StringComparer.Ordinal) && !Further.Contains(part, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentException($"there is no part '{unknown}'; there are {string.Join(", ", Usual)}, {string.Join(", ", Further)}", nameof(parts));
        }
        var begun = Stopwatch.GetTimestamp();
        Console.WriteLine($"{Machine.Describe()}\n{sizes}\n");
        Report.Head();
        foreach (var part in parts)
        {
            await MeasureAsync(part);
        }
        Goals.Tell(report);
        report.Save(Paths.Results);
        Console.WriteLine($"\n{Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s, load {Machine.Load()}; written to {Path.GetRelativePath(Paths.Root, Paths.Results)}");
    }

    public void Dispose() => loaded?.Dispose();

    private Task MeasureAsync(string part) => part switch
    {
        "ingest" => new IngestPart(report, sizes).MeasureAsync(),
        "scorecards" => OnLoadedAsync(new ScorecardPart(report, sizes).MeasureAsync),
        "graphql" => OnLoadedAsync(new GraphQlPart(report, GraphQlTime).MeasureAsync),
        "growth" => OnLoadedAsync(new GrowthPart(report, sizes).MeasureAsync),
        "floor" => FloorAsync(),
        "customer" => OneCustomer.MeasureAsync(report, sizes),
        "contacts" => EngineApply.MeasureAsync(report, "engine.contacts", "contacts in process", Contacts()),
        "mixed" => MixedAsync(),
        "spells" => SpellTable.MeasureAsync(report, sizes.SpellCustomers),
        "now" => NowReads.MeasureAsync(report),
        "alerts" => new AlertRounds(report, sizes.Contacts).MeasureAsync(),
        "postgres" => StoresAsync(),
        _ => throw new ArgumentException($"there is no part '{part}'", nameof(part)),
    };

    private List<byte[]> Contacts() => [.. new ContactLoad("c", sizes.Contacts, sizes.Customers).Bodies(Sizes.BatchSize)];

    private async Task OnLoadedAsync(Func<LoadedTenant, Task> measure)
    {
        loaded ??= await LoadedTenant.CreateAsync(sizes.Large, sizes.ManyCustomers);
        await measure(loaded);
    }

    /// <summary>Last, as it is told beside what the run came to.</summary>
    private Task FloorAsync()
    {
        Floor.Tell(report, Floor.Measure([.. new ContactLoad("f", 100 * Sizes.BatchSize, sizes.ManyCustomers).Bodies(Sizes.BatchSize)]));
        return Task.CompletedTask;
    }

    private async Task MixedAsync() => await EngineApply.MeasureAsync(report, "engine.mixed", "mixed load in process", await DemoLoad.BatchesAsync(sizes));

    private async Task StoresAsync()
    {
        if (PostgresBinaries.WhyNot is { } reason)
        {
            Console.WriteLine($"postgres is left out: {reason}");
            return;
        }
        await new Stores(report, sizes).MeasureAsync(Contacts());
    }
}
