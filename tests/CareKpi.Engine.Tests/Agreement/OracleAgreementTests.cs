using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Agreement;

public class OracleAgreementTests
{
    /// <summary>How many tenants `make prove` compares; else a cut.</summary>
    private static readonly int? Asked = int.TryParse(Environment.GetEnvironmentVariable("CAREKPI_ORACLE_SEEDS"), System.Globalization.CultureInfo.InvariantCulture, out var seeds) ? seeds : null;

    [Fact]
    public async Task EngineAndOracleAgreeOnGeneratedTenants()
    {
        var tenants = Asked ?? 60;
        var wrong = new List<string>();
        var compared = 0;
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= tenants && wrong.Count < 40; seed++)
        {
            var (differences, count) = await OracleAgreement.CompareAsync(new Generator(seed).Tenant(60, everyType: seed % 2 == 0), seed, told);
            compared += count;
            wrong.AddRange(differences.Select(difference => $"seed {seed}: {difference}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        // A few tenants may have nothing of what is rare.
        if (tenants >= 200)
        {
            Assert.Empty(OracleAgreement.Kpis.Except(told, StringComparer.Ordinal));
        }
        Assert.True(compared > tenants * 1_000, $"only {compared} values were compared");
    }

    [Fact]
    public async Task EngineAndOracleAgreeOnLoyaltyOverAnyPeriod()
    {
        // Each is compared over many periods.
        var tenants = Asked ?? 20;
        var wrong = new List<string>();
        var compared = 0;
        for (var seed = 1; seed <= tenants && wrong.Count < 40; seed++)
        {
            var (differences, count) = await LoyaltyAgreement.CompareAsync(new Generator(seed).Tenant(90, everyType: true), seed);
            compared += count;
            wrong.AddRange(differences.Select(difference => $"seed {seed}: {difference}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.True(compared > tenants * 500, $"only {compared} values were compared");
    }
}
