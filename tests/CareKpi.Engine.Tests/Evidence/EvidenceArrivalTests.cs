using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Catalogue;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Evidence;

public class EvidenceArrivalTests
{
    private static readonly string[] Kpis = ["contact_volume", "csat", "average_response_time", "first_contact_resolution", "utilization", "sla_compliance", "service_cost", "backlog", "productivity"];

    /// <summary>Events arrive between pages: nothing is told twice, and what was there at the first page and still is at the end was told.</summary>
    [Fact]
    public async Task APageGoesOnWhereTheLastOneEnded()
    {
        var arrived = 0;
        for (var seed = 1; seed <= 36; seed++)
        {
            var generated = new Generator(seed).Tenant(120, everyType: seed % 2 == 0);
            foreach (var scope in new[] { new ScopeRef(Level.Tenant, ""), new ScopeRef(Level.Team, generated.Keys.Teams[0]), new ScopeRef(Level.Agent, generated.Keys.Agents[0]) })
            {
                arrived += await ReadAsync(generated, scope, Kpis[seed % Kpis.Length]);
                arrived += await ReadAsync(generated, scope, Kpis[(seed * 5 + 1) % Kpis.Length]);
            }
        }
        Assert.True(arrived > 30, $"events arrived after {arrived} pages only");
    }

    private static async Task<int> ReadAsync(GeneratedTenant generated, ScopeRef scope, string kpi)
    {
        if (!KpiRegistry.BuiltIn.Find(kpi)!.Levels.Has(scope.Level))
        {
            return 0;
        }
        await using var node = Play.NodeOf(generated, new Play(generated, generated.Seed).Limits());
        await Play.CreateAsync(node, generated);
        var half = generated.Events.Count / 2;
        await node.AppliedAsync((await node.SendAsync(generated.Events.Take(half))).Reply.Position);
        var grain = EvidenceReads.Grain(node, scope, generated.Seed % 2 == 0 ? 4_000 : 3);
        var request = new EvidenceRequest(scope, new PeriodChoice(new Period(generated.From.AddDays(-30), generated.To.AddDays(30)), null), kpi) { First = 1 };
        if (await grain.EvidenceAsync(request) is null)
        {
            return 0;
        }
        var before = PlacesOf(await EvidenceReads.PagesAsync(grain, request with { First = 100 }));
        var waiting = new Queue<string[]>(generated.Events.Skip(half).Chunk(5));
        var pages = await EvidenceReads.PagesAsync(grain, request, async () =>
        {
            if (waiting.TryDequeue(out var next))
            {
                await node.AppliedAsync((await node.SendAsync(next)).Reply.Position);
            }
        });
        var told = PlacesOf(pages);
        Assert.Equal(told.Distinct(), told);
        Assert.Equal(told.OrderByDescending(place => place.At).Select(place => place.At), told.Select(place => place.At));
        var after = PlacesOf(await EvidenceReads.PagesAsync(grain, request with { First = 100 }));
        Assert.Empty(before.Intersect(after).Except(told));
        return pages.Count - 1;
    }

    private static List<(long At, EvidenceKind, string, string?, string?)> PlacesOf(List<EvidencePage> pages) =>
        [.. pages.SelectMany(page => page.Items).Select(item => (item.At, item.Kind, item.Key, item.Agent, item.Team))];
}
