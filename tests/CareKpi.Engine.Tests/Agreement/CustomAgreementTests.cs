using System.Text.Json;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Agreement;

/// <summary>Events of the tenant's own, read by KPIs of the tenant's own.</summary>
public class CustomAgreementTests
{
    private static readonly Dictionary<string, string> s_kpis = ((string[])["upsell", "basket size"])
        .SelectMany(name => ((string[])["count", "sum", "mean", "min", "p50", "p90", "max"]).Select(part => (Code: $"{name.Replace(' ', '_')}_{part}", Formula: $"custom.\"{name}\".{part}")))
        .ToDictionary(kpi => kpi.Code, kpi => kpi.Formula, StringComparer.Ordinal);

    [Fact]
    public async Task EngineAndOracleAgreeOnTheTenantsOwnEvents()
    {
        var wrong = new List<string>();
        var (compared, told) = (0, 0);
        for (var seed = 1; seed <= 30 && wrong.Count < 20; seed++)
        {
            var generated = new Generator(seed).Tenant(80, everyType: true);
            await using var node = new TestNode(time: new ManualTime(generated.Now.ToDateTimeOffset()));
            var oracle = await OracleAgreement.LoadAsync(node, generated, OracleAgreement.Batches(generated.Events, new Random(seed)));
            foreach (var (code, formula) in s_kpis)
            {
                var document = JsonSerializer.SerializeToElement(new { name = code, formula, unit = "n", direction = "up", keyResultArea = "efficiency" });
                await node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, code, document));
            }
            if (seed % 3 == 0)
            {
                await node.RestartAsync();
            }
            var period = new Period(generated.From, generated.To);
            IEnumerable<ScopeRef> scopes = [new(Level.Tenant, ""), .. generated.Keys.Teams.Select(key => new ScopeRef(Level.Team, key)), .. generated.Keys.Agents.Select(key => new ScopeRef(Level.Agent, key))];
            foreach (var scope in scopes)
            {
                foreach (var filter in (Filter?[])[null, new(Dimensions.Channel, null, ["voice", "email"])])
                {
                    if (await node.ReadAsync(scope, period, [.. s_kpis.Keys], filter) is not { } read)
                    {
                        continue;
                    }
                    foreach (var value in read.Values!)
                    {
                        var where = filter is null ? null : new Where(OracleDimension.Channel, filter.Values);
                        var key = scope.Level == Level.Tenant ? null : scope.Key;
                        var expected = oracle.Read(scope.Level.ToString().ToLowerInvariant(), key, s_kpis[value.Kpi].Replace("\"", "", StringComparison.Ordinal), period.From, period.To, where, generated.Now)!;
                        compared++;
                        told += value.Value is null or 0 ? 0 : 1;
                        if (Difference(value, expected) is { } difference)
                        {
                            wrong.Add($"seed {seed}: {scope} {filter?.Dimension} {value.Kpi}: {difference}");
                        }
                    }
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(told > 400, $"of {compared} values {told} said anything");
    }

    /// <summary>Order statistics are within 1 %, all else is exact.</summary>
    private static string? Difference(KpiValue value, OracleValue expected)
    {
        var last = value.Kpi[(value.Kpi.LastIndexOf('_') + 1)..];
        if (last is "count" or "sum" or "mean" || value.Value is null || expected.Value is null)
        {
            return OracleAgreement.Difference(value, expected);
        }
        var (has, exact) = (value.Value.Value, (double)expected.Value.Value);
        return Math.Abs(has - exact) <= (0.0101 * Math.Abs(exact)) + 1e-9 && value.Count == expected.Count ? null : $"{has} of {value.Count}, exactly {exact} of {expected.Count}";
    }
}
