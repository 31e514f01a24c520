using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Agreement;

public class OracleAgreementTests
{
    /// <summary>Seeds; `make prove` raises the number.</summary>
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("CAREKPI_ORACLE_SEEDS"), System.Globalization.CultureInfo.InvariantCulture, out var seeds) ? seeds : 60;

    [Fact]
    public async Task EngineAndOracleAgreeOnGeneratedTenants()
    {
        var wrong = new List<string>();
        var compared = 0;
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Seeds && wrong.Count < 40; seed++)
        {
            var (differences, count) = await OracleAgreement.CompareAsync(new Generator(seed).Tenant(60, everyType: seed % 2 == 0), seed, told);
            compared += count;
            wrong.AddRange(differences.Select(difference => $"seed {seed}: {difference}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        // A few tenants may have nothing of what is rare.
        if (Seeds >= 200)
        {
            Assert.Empty(OracleAgreement.Kpis.Except(told, StringComparer.Ordinal));
        }
        Assert.True(compared > Seeds * 1_000, $"only {compared} values were compared");
    }

    [Fact]
    public async Task EngineAndOracleAgreeOnLoyaltyOverAnyPeriod()
    {
        var wrong = new List<string>();
        var compared = 0;
        for (var seed = 1; seed <= Seeds && wrong.Count < 40; seed++)
        {
            var (differences, count) = await LoyaltyAgreement.CompareAsync(new Generator(seed).Tenant(90, everyType: true), seed);
            compared += count;
            wrong.AddRange(differences.Select(difference => $"seed {seed}: {difference}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.True(compared > Seeds * 500, $"only {compared} values were compared");
    }
}
