using System.Text;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Settings;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing.Stores;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>What scope grains bring their cells up to date by is what changes them: a timeline that is told anew weighs no more than what it says otherwise.</summary>
public class RecentFactsTests
{
    private const string Tenant = "t";

    private readonly TenantProjection projection = new(new MemoryStateStore(), Tenant, 1, new SettingsTimeline([]), new ZoneCalendar("UTC"), new EntityHash(1, 2));

    [Fact]
    public async Task WhatIsTakenBackOnlyToBeToldAgainIsLetGo()
    {
        var told = await ChangesAsync(1, Sent.Opened("1", "2026-03-02T12:00:00Z", "a"));
        Assert.NotEqual(0, told.Count);
        // Everything of the case is told anew; only its owner is another.
        var changed = await ChangesAsync(2, """{"specversion":"1.0","id":"2","source":"demo","type":"care.case.assigned","time":"2026-03-02T12:10:00Z","data":{"case":"a","agent":"lee"}}""");
        Assert.NotEqual(0, changed.Count);
        Assert.DoesNotContain(changed.All, static fact => fact.Count == 0);
        Assert.Equal(changed.All.Count(), changed.Count);
        // A correction that says the same: nothing but the finding that there is one more event.
        var corrected = await ChangesAsync(3, """{"specversion":"1.0","id":"3","source":"demo","type":"care.case.assigned","time":"2026-03-02T12:10:00Z","supersedes":"2","data":{"case":"a","agent":"lee"}}""");
        Assert.Equal(0, corrected.Count);
    }

    /// <summary>Who has not asked for long is told so, and not that nothing has changed.</summary>
    [Fact]
    public void WhatNobodyAsksForIsNotKept()
    {
        var recent = new RecentFacts();
        recent.Add(1, Told(6_000));
        Assert.Single(recent.Since(0)!);
        recent.Add(2, Told(6_000));
        Assert.Equal(1, recent.Floor);
        Assert.Null(recent.Since(0));
        Assert.Single(recent.Since(1)!);
        recent.Add(3, Told(6_000));
        recent.Add(4, Told(6_000));
        Assert.Null(recent.Since(3));
        Assert.Empty(recent.Since(4)!);
        recent.Add(5, Told(10));
        Assert.Single(recent.Since(4)!);
    }

    private static EntryFacts Told(int facts)
    {
        var told = new EntryFacts();
        for (var at = 0; at < facts; at++)
        {
            told.Add(new FactHead(default, 0, at, default), [new Amount(ContactMeasures.Volume, 1)], 1);
        }
        return told;
    }

    private async Task<EntryFacts> ChangesAsync(long seq, string sent)
    {
        var batch = EventBatch.Rent();
        Assert.True(EventParser.Parse(Encoding.UTF8.GetBytes(sent), BodyForm.Lines, new ParseContext(Tenant, long.MaxValue / 2), batch).IsOk);
        Assert.Empty(batch.Rejections);
        await projection.ApplyAsync([new EventsToApply(seq, 0, batch, [0], [])], default);
        batch.Return();
        return Assert.Single((await projection.ReadCellsAsync([], [], seq - 1, default)).Changes!);
    }
}
