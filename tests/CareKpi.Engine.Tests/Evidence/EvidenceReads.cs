using CareKpi.Engine.Hosting;
using CareKpi.Engine.Scopes;
using CareKpi.Kpis.Benchmarks;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;

namespace CareKpi.Engine.Tests.Evidence;

/// <summary>Evidence of one question, page after page.</summary>
internal static class EvidenceReads
{
    /// <summary>A scope that looks through <paramref name="maxTold"/> timelines a call.</summary>
    public static ScopeGrain Grain(TestNode node, ScopeRef scope, int maxTold = 4_000)
    {
        var source = new CellSourceReference(node.Host, TestNode.Tenant);
        return new ScopeGrain(scope, source, source, IndustryTable.BuiltIn) { MaxTold = maxTold };
    }

    /// <summary>Every page; <paramref name="between"/> runs after each.</summary>
    public static async Task<List<EvidencePage>> PagesAsync(ScopeGrain grain, EvidenceRequest request, Func<Task>? between = null)
    {
        var pages = new List<EvidencePage>();
        for (var after = request.After; ; after = pages[^1].Cursor)
        {
            pages.Add((await grain.EvidenceAsync(request with { After = after }))!);
            if (pages[^1].Items.Count > request.First)
            {
                throw new InvalidOperationException("a page has more than was asked for");
            }
            if (pages[^1].Cursor is null)
            {
                return pages;
            }
            if (pages.Count > 20_000)
            {
                throw new InvalidOperationException("the pages have no end");
            }
            if (between is not null)
            {
                await between();
            }
        }
    }
}
