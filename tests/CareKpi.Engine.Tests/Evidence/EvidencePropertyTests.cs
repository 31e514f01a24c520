using System.Globalization;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Evidence;

public class EvidencePropertyTests
{
    /// <summary>All KPIs that are sums over facts, in every scope and slice: what the items add up to is what the scorecard says, however small the pages and the bound.</summary>
    [Fact]
    public async Task AllItemsTogetherAreTheValue()
    {
        var wrong = new List<string>();
        var told = new HashSet<string>(StringComparer.Ordinal);
        var compared = 0;
        for (var seed = 1; seed <= Seeds && wrong.Count < 20; seed++)
        {
            var generated = new Generator(seed).Tenant(60, everyType: seed % 2 == 0);
            await using var node = Play.NodeOf(generated, new Play(generated, seed).Limits());
            await OracleAgreement.LoadAsync(node, generated, OracleAgreement.Batches(generated.Events, new Random(seed)));
            var random = new Random(seed);
            foreach (var scope in ScopesOf(generated))
            {
                foreach (var filter in OracleAgreement.Filters(generated).Where(filter => filter is null || random.Next(3) == 0))
                {
                    compared += await CompareAsync(node, generated, scope, filter, random, told, wrong);
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(compared > Seeds * 400, $"only {compared} values were compared");
        if (Seeds >= 40)
        {
            Assert.Empty(KpiRegistry.BuiltIn.All.Where(HasEvidence).Select(kpi => kpi.Code).Except(told, StringComparer.Ordinal));
        }
    }

    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("CAREKPI_EVIDENCE_SEEDS"), CultureInfo.InvariantCulture, out var seeds) ? seeds : 40;

    private static async Task<int> CompareAsync(TestNode node, GeneratedTenant generated, ScopeRef scope, Filter? filter, Random random, HashSet<string> told, List<string> wrong)
    {
        var period = random.Next(4) switch
        {
            0 => new Period(generated.From.AddDays(-400), generated.To.AddDays(400)),
            1 => new Period(generated.To, generated.To),
            _ => new Period(generated.From, generated.To),
        };
        if (await node.ReadAsync(scope, period, OracleAgreement.Asked(scope.Level, filter), filter) is not { } read)
        {
            return 0;
        }
        var compared = 0;
        var grain = EvidenceReads.Grain(node, scope, random.Next(3) == 0 ? 1 + random.Next(4) : 4_000);
        foreach (var value in read.Values!.Where(value => HasEvidence(KpiRegistry.BuiltIn.Find(value.Kpi)!)))
        {
            var request = new EvidenceRequest(scope, new PeriodChoice(period, null), value.Kpi) { Where = filter, First = random.Next(3) == 0 ? 1 + random.Next(3) : 100 };
            var pages = await EvidenceReads.PagesAsync(grain, request);
            compared++;
            if (Difference(value, pages) is { } difference)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"seed {generated.Seed}: {scope} {filter?.Dimension} {period} {value.Kpi}: {difference}"));
            }
            else if (pages.Any(page => page.Items.Count > 0))
            {
                told.Add(value.Kpi);
            }
        }
        return compared;
    }

    private static string? Difference(KpiValue value, List<EvidencePage> pages)
    {
        var items = pages.SelectMany(page => page.Items).ToList();
        var places = items.Select(item => (item.At, item.Kind, item.Key, item.Agent, item.Team)).ToList();
        if (places.Distinct().Count() != places.Count)
        {
            return "an item is told twice";
        }
        if (!items.Select(item => item.At).SequenceEqual(items.Select(item => item.At).OrderDescending()))
        {
            return "not the newest first";
        }
        var numerator = items.Sum(item => item.Numerator) / pages[0].NumeratorScale;
        var denominator = pages[0].DenominatorScale is { } scale ? items.Sum(item => item.Denominator) / scale : (double?)null;
        if (value.Value is null)
        {
            // Nothing to divide by; what would be divided is shown all the same.
            return denominator > 0 ? $"over {denominator}, though there is no value" : null;
        }
        return numerator != value.Numerator || denominator != value.Denominator ? $"{numerator}/{denominator} of {items.Count} items, the value says {value.Numerator}/{value.Denominator}" : null;
    }

    private static bool HasEvidence(Kpi kpi) => kpi.Measures.All(measure => measure.Kind != MeasureKind.Spell) && kpi.Formula.Stake(EvaluationContext.Default) is not null;

    private static IEnumerable<ScopeRef> ScopesOf(GeneratedTenant tenant) =>
    [
        new(Level.Tenant, ""),
        .. tenant.Keys.Teams.Select(key => new ScopeRef(Level.Team, key)),
        .. tenant.Keys.Agents.Select(key => new ScopeRef(Level.Agent, key)),
        .. tenant.Keys.Customers.Select(key => new ScopeRef(Level.Customer, key)),
    ];
}
