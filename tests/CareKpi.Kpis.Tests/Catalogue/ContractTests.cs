using CareKpi.Kpis.Catalogue;
using Xunit;
using Xunit.Abstractions;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>The registry against the tables of docs/contracts/kpis.md.</summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, TimeAttribution> Times = new(StringComparer.Ordinal)
    {
        ["event"] = TimeAttribution.Event,
        ["event of the reply"] = TimeAttribution.Event,
        ["created"] = TimeAttribution.Created,
        ["resolved"] = TimeAttribution.Resolved,
        ["due or met"] = TimeAttribution.DueOrMet,
        ["contact"] = TimeAttribution.Contact,
        ["period"] = TimeAttribution.Period,
        ["end"] = TimeAttribution.EndOfPeriod,
        ["end of period"] = TimeAttribution.EndOfPeriod,
    };

    public static TheoryData<string> Registered => [.. Parents.Select(kpi => kpi.Code)];

    /// <summary>What kpis.md names below its tables, "beside scalars", and in its table "Advanced", which has no formulas.</summary>
    private static readonly string[] BesideTheTables = ["churn_reasons", "appraisal"];

    private static IEnumerable<Kpi> Parents => KpiRegistry.BuiltIn.All.Where(kpi => kpi.Parent is null && !BesideTheTables.Contains(kpi.Code, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Registered))]
    public void A_KPI_is_its_row(string code)
    {
        var kpi = Evaluate.Kpi(code);
        var row = Assert.Single(ContractTable.Rows, row => string.Equals(row.Code, code, StringComparison.Ordinal));

        Assert.Equal(row.Area, kpi.Area);
        Assert.Equal(row.Row, kpi.Row);
        Assert.Equal(row.Unit, kpi.Unit);
        Assert.Equal(row.Direction, kpi.Direction.ToString().ToLowerInvariant());
        Assert.Equal(Times[row.Time], kpi.Time);
        Assert.Equal(row.Levels, kpi.Levels.ToString());
        Assert.Equal(row.Tier, kpi.Tier.ToString().ToLowerInvariant());
    }

    [Theory]
    [MemberData(nameof(Registered))]
    public void A_KPI_bears_the_names_of_its_row(string code)
    {
        var (names, row) = (Evaluate.Kpi(code).Names, ContractTable.Rows.First(row => string.Equals(row.Code, code, StringComparison.Ordinal)));
        if (!row.Alone)
        {
            return;
        }

        var chinese = row.Names.Where(Script.IsChinese).ToArray();
        Assert.Equal(row.Names[0], names.En);
        Assert.Equal(chinese.ElementAtOrDefault(0) ?? names.ZhHant, names.ZhHant);
        Assert.Equal(chinese.ElementAtOrDefault(1) ?? names.ZhHans, names.ZhHans);
        Assert.Equal(row.Names.Skip(1).FirstOrDefault(name => !Script.IsChinese(name)) ?? names.Ms, names.Ms);
    }

    [Fact]
    public void Variants_differ_from_their_parent_in_formula_and_words_only() => Assert.All(
        KpiRegistry.BuiltIn.All.Where(kpi => kpi.Parent is not null),
        variant =>
        {
            var parent = variant.Parent!;
            Assert.Equal(
                (parent.Area, parent.Unit, parent.Direction, parent.Time, parent.Levels, parent.Tier, parent.Window, parent.Kind),
                (variant.Area, variant.Unit, variant.Direction, variant.Time, variant.Levels, variant.Tier, variant.Window, variant.Kind));
        });

    [Fact]
    public void Rows_stand_in_the_order_of_the_tables()
    {
        var table = ContractTable.Rows.Select(row => row.Code).ToList();
        Assert.Equal(Parents.OrderBy(kpi => table.IndexOf(kpi.Code)), Parents);

        var missing = table.Except(Parents.Select(kpi => kpi.Code), StringComparer.Ordinal).ToArray();
        output.WriteLine($"{missing.Length} of {table.Count} rows are not registered yet: {string.Join(", ", missing)}");
    }
}
