using System.Text.Json;
using CareKpi.Engine.Tests.Agreement;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Scopes;

/// <summary>A ranking or a breakdown says nothing that the scopes' own scorecards do not say.</summary>
public class RankingTests
{
    private static readonly string[] Kpis = ["contact_volume", "csat", "average_handle_time", "first_contact_resolution", "cases_opened"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RankingHasTheValuesOfTheScopesInOrder(int seed)
    {
        var generated = new Generator(seed).Tenant(120);
        await using var node = await PlayAsync(generated);
        foreach (var level in new[] { Level.Team, Level.Agent, Level.Customer })
        {
            var rankings = (await ReadAsync(node, generated, request => request with { Ranking = new RankingOf(level, First: 1_000) }))!.Ranking!;
            foreach (var ranking in rankings)
            {
                Assert.Equal(Enumerable.Range(1, ranking.Entries.Count), ranking.Entries.Select(entry => entry.Position));
                var values = ranking.Entries.Select(entry => entry.Result.Value!.Value).ToList();
                Assert.Equal(ranking.Kpi is "average_handle_time" ? values.Order() : values.OrderDescending(), values);
                foreach (var entry in ranking.Entries)
                {
                    var own = await node.ReadAsync(new ScopeRef(level, entry.Scope.Key), new Period(generated.From, generated.To), [ranking.Kpi]);
                    Assert.Equal(own!.Values![0], entry.Result);
                    Assert.Equal(own.Scope, entry.Scope);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WorstTurnsTheOrderAndMinCountLeavesOut(int seed)
    {
        var generated = new Generator(seed).Tenant(120);
        await using var node = await PlayAsync(generated);
        var best = (await ReadAsync(node, generated, request => request with { Ranking = new RankingOf(Level.Agent, First: 100, MinCount: 2) }))!.Ranking!;
        var worst = (await ReadAsync(node, generated, request => request with { Ranking = new RankingOf(Level.Agent, First: 100, Worst: true, MinCount: 2) }))!.Ranking!;
        foreach (var (up, down) in best.Zip(worst))
        {
            Assert.All(up.Entries, entry => Assert.True(entry.Result.Count >= 2));
            Assert.Equal(up.Entries.Select(entry => entry.Result.Value).Reverse(), down.Entries.Select(entry => entry.Result.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task BreakdownHasTheValuesOfTheFilter(int seed)
    {
        var generated = new Generator(seed).Tenant(120);
        await using var node = await PlayAsync(generated);
        foreach (var (dimension, tag) in new[] { (Dimensions.Channel, (string?)null), (Dimensions.Queue, null), (Dimensions.Topic, null), (Dimensions.Priority, null), (Dimensions.Tag, "product"), (Dimensions.Segment, null), (Dimensions.Region, null) })
        {
            var breakdowns = (await ReadAsync(node, generated, request => request with { By = new BreakdownBy(dimension, tag, 100) }))!.Breakdown!;
            foreach (var item in breakdowns.SelectMany(breakdown => breakdown.Items))
            {
                var own = await node.ReadAsync(new ScopeRef(Level.Tenant, ""), new Period(generated.From, generated.To), [item.Result.Kpi], new Filter(dimension, tag, [item.Value]));
                Assert.Equal(own!.Values![0], item.Result);
            }
        }
    }

    private static Task<ReadResult?> ReadAsync(TestNode node, GeneratedTenant generated, Func<ReadRequest, ReadRequest> with) =>
        node.ReadAsync(new ScopeRef(Level.Tenant, ""), new Period(generated.From, generated.To), Kpis, null, with);

    private static async Task<TestNode> PlayAsync(GeneratedTenant generated)
    {
        using var settings = JsonDocument.Parse(generated.Settings);
        var node = new TestNode(time: new ManualTime(generated.Now.ToDateTimeOffset()));
        await node.CreateAsync(generated.TimeZone, settings.RootElement);
        var position = 0L;
        foreach (var batch in OracleAgreement.Batches(generated.Events, new Random(generated.Seed)))
        {
            position = (await node.SendAsync(batch)).Reply.Position;
        }
        await node.AppliedAsync(position);
        return node;
    }
}
