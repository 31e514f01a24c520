using System.Globalization;
using System.Text.Json;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using NodaTime;
using Oracle;
using Oracle.Generate;
using Period = CareKpi.Kpis.Scorecards.Period;

namespace CareKpi.Engine.Tests.Agreement;

/// <summary>Loyalty and revenue over many periods, at several instants of reading, in the middle of the load and after it: what is kept from one read to the next must not show.</summary>
internal static class LoyaltyAgreement
{
    private static readonly Kpi[] Kpis = [.. KpiRegistry.BuiltIn.All.Where(kpi => kpi.Area == KeyResultArea.Loyalty && OracleTenant.Serves(kpi.Code))];

    /// <summary>What differs, in words; and how many values were compared.</summary>
    public static async Task<(List<string> Wrong, int Compared)> CompareAsync(GeneratedTenant generated, int seed)
    {
        using var settings = JsonDocument.Parse(generated.Settings);
        var oracle = new OracleTenant(generated.TimeZone, settings.RootElement);
        var time = new ManualTime(generated.Now.ToDateTimeOffset());
        await using var node = new TestNode(time: time);
        await node.CreateAsync(generated.TimeZone, settings.RootElement);
        var wrong = new List<string>();
        var compared = 0;
        var batches = OracleAgreement.Batches(generated.Events, new Random(seed)).ToList();
        for (var i = 0; i < batches.Count; i++)
        {
            foreach (var sent in batches[i])
            {
                using var document = JsonDocument.Parse(sent);
                oracle.Add(document.RootElement);
            }
            await node.AppliedAsync((await node.SendAsync(batches[i])).Reply.Position);
            if (i == batches.Count / 2)
            {
                compared += await CompareAsync(node, oracle, generated, generated.Now, wrong);
            }
        }
        var now = generated.Now;
        foreach (var later in (Duration[])[Duration.Zero, Duration.FromTicks(10), Duration.FromMinutes(3), Duration.FromDays(29), Duration.FromDays(1), Duration.FromDays(370)])
        {
            now += later;
            time.Advance(later.ToTimeSpan());
            compared += await CompareAsync(node, oracle, generated, now, wrong);
            if (later == Duration.FromDays(29))
            {
                await node.RestartAsync();
            }
        }
        return (wrong, compared);
    }

    private static async Task<int> CompareAsync(TestNode node, OracleTenant oracle, GeneratedTenant generated, Instant now, List<string> wrong)
    {
        var compared = 0;
        foreach (var period in Periods(generated))
        {
            foreach (var filter in (Filter?[])[null, new(Dimensions.Segment, null, ["gold"]), new(Dimensions.Region, null, ["north", "south"])])
            {
                compared += await CompareAsync(node, oracle, (Level.Tenant, null), period, filter, now, wrong);
            }
            foreach (var customer in generated.Keys.Customers)
            {
                compared += await CompareAsync(node, oracle, (Level.Customer, customer), period, new(Dimensions.Segment, null, ["gold"]), now, wrong);
                compared += await CompareAsync(node, oracle, (Level.Customer, customer), period, null, now, wrong);
            }
            foreach (var of in Enum.GetValues<CohortMeasure>())
            {
                compared += await CompareCohortsAsync(node, oracle, period, of, now, wrong);
            }
        }
        return compared;
    }

    private static IEnumerable<Period> Periods(GeneratedTenant generated) =>
    [
        new(generated.From, generated.To),
        new(generated.From.AddDays(-400), generated.To.AddDays(20)),
        new(generated.From.AddDays(3), generated.From.AddDays(3)),
        new(generated.To.AddDays(200), generated.To.AddDays(400)),
    ];

    private static async Task<int> CompareAsync(
        TestNode node, OracleTenant oracle, (Level Level, string? Key) scope, Period period, Filter? filter, Instant now, List<string> wrong)
    {
        var compared = 0;
        var asked = Kpis.Where(kpi => kpi.Levels.Has(scope.Level) && (filter is null || (kpi.Dimensions & filter.Dimension) != 0)).Select(kpi => kpi.Code).ToList();
        if (await node.ReadAsync(new ScopeRef(scope.Level, scope.Key ?? ""), period, asked, filter) is not { } read)
        {
            return 0;
        }
        foreach (var value in read.Values!)
        {
            var where = filter is null ? null : new Where(Enum.Parse<OracleDimension>(filter.Dimension.ToString()), filter.Values);
            var expected = oracle.Read(scope.Level.ToString().ToLowerInvariant(), scope.Key, value.Kpi, period.From, period.To, where, now);
            compared++;
            if (expected is null || OracleAgreement.Difference(value, expected) is not null)
            {
                var difference = expected is null ? "oracle none" : OracleAgreement.Difference(value, expected);
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{scope.Level} {scope.Key} {filter?.Dimension} {period} at {now} {value.Kpi}: {difference}"));
            }
        }
        return compared;
    }

    private static async Task<int> CompareCohortsAsync(TestNode node, OracleTenant oracle, Period period, CohortMeasure of, Instant now, List<string> wrong)
    {
        var rows = (await node.ReadAsync(new ScopeRef(Level.Tenant, ""), period, null, null, request => request with { Cohorts = of }))!.Cohorts!;
        var has = string.Join('\n', rows.Select(row => Line(row.Month, row.Size, row.Cells.Select(cell => (cell.Age, cell.Kept, cell.Percent, cell.Incomplete)))));
        var must = string.Join('\n', oracle.ReadCohorts(period.From, period.To, of == CohortMeasure.Revenue, now)
            .Select(row => Line(row.Month, (double)row.Size, row.Cells.Select(cell => (cell.Age, (double)cell.Kept, (double?)cell.Percent, cell.Incomplete)))));
        if (!string.Equals(has, must, StringComparison.Ordinal))
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"cohorts of {of} {period} at {now}:\n{has}\noracle\n{must}"));
        }
        return rows.Count;
    }

    private static string Line(DateOnly month, double size, IEnumerable<(int Age, double Kept, double? Percent, bool Incomplete)> cells) =>
        string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM} {size:0.####}: {string.Join(' ', cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Age} {cell.Kept:0.####} {cell.Percent:0.######} {cell.Incomplete}")))}");
}
