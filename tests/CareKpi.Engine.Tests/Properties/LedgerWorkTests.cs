using System.Text;
using CareKpi.Engine.Projection;
using CareKpi.Kpis.Events;
using CareKpi.Kpis.Time;
using CareKpi.Kpis.Timelines;
using CareKpi.Testing.Stores;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>A day of the ledger tells what comes, and what counts otherwise for it; never all that stands.</summary>
public class LedgerWorkTests
{
    private const long Day = ZoneCalendar.MicrosPerDay;

    private readonly NameTable names = new();
    private readonly RowStore rows = new(new MemoryStateStore(), "t", 1);
    private readonly EntrySink sink;
    private readonly LedgerKey key;
    private readonly int source;

    public LedgerWorkTests()
    {
        sink = new EntrySink(new FactCells(new ZoneCalendar("UTC"), new DimensionValues()));
        key = new LedgerKey(LedgerFamily.Custom, names.Intern("order"));
        source = names.Intern("shop");
    }

    [Fact]
    public async Task OnlyWhatComesIsTold()
    {
        Assert.Equal(3, await ToldAsync(Event("a", 1), Event("b", 2), Event("c", 3)));
        Assert.Equal(1, await ToldAsync(Event("d", 2)));
        Assert.Equal(2, await ToldAsync(Event("e", 1), Event("f", Day)));
    }

    [Fact]
    public async Task WhatCountsOtherwiseIsTold()
    {
        Assert.Equal(3, await ToldAsync(Event("a", 1), Event("b", 2), Event("c", 3)));
        // One leaves, one comes.
        Assert.Equal(2, await ToldAsync(Event("x", 4, "b")));
        Assert.Equal(1, await ToldAsync(Event("d", 5)));
        // The later one counts instead: of the same day, and of another.
        Assert.Equal(2, await ToldAsync(Event("y", 6, "b")));
        Assert.Equal(2, await ToldAsync(Event("z", Day, "b", 0)));
        Assert.Equal(0, await ToldAsync(Event("v", 3, "b")));
        Assert.Equal(1, await ToldAsync(Event("q", 7, type: EventType.EventWithdrawn, supersedes: "a")));
        // It is superseded before it comes.
        Assert.Equal(1, await ToldAsync(Event("w", 8, "late")));
        Assert.Equal(0, await ToldAsync(Event("late", 9)));
    }

    private LedgerEvent Event(string id, long time, string supersedes = "", long day = CareEvent.None, EventType type = EventType.CustomRecorded) =>
        new(type, time, source, Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(supersedes), day) { Amount = time };

    private async Task<int> ToldAsync(params LedgerEvent[] came)
    {
        var ledger = new LedgerWork(rows, new ZoneCalendar("UTC"), sink, new EventOrder(names));
        sink.Begin(new EntryFacts { Latest = long.MaxValue });
        foreach (var added in came)
        {
            ledger.Add(key, added);
        }
        await ledger.ApplyAsync(rows.Put, default);
        return sink.Facts.Count;
    }
}
