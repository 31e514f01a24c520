using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Horizon;
using CareKpi.Engine.Projection;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Facts;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Spells;
using CareKpi.Kpis.Timelines;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Erasure;

/// <summary>What else has the key of an erased customer keeps it, also where nothing but lives and cells says it any more, from before a horizon.</summary>
public class SharedNameTests
{
    private static readonly ScopeRef Whole = new(Level.Tenant, "");

    [Theory]
    [InlineData("abo")]
    [InlineData("basket")]
    public async Task WhatStandsOnlyBeforeTheHorizonKeepsItsName(string key)
    {
        await using var node = new Forgetful(new Generator(3).Tenant(10));
        await node.Node.CreateAsync("UTC");
        await node.KeepAsync();
        foreach (var (id, name) in ((string, string)[])[("count", "custom.basket.count"), ("turnover", "custom.basket.sum")])
        {
            await node.Node.Intake.DefineAsync(new DefinitionChange(DefinitionCollection.Kpis, id, JsonSerializer.SerializeToElement(new { name = id, formula = name, unit = "n", direction = "up", keyResultArea = "efficiency" })));
        }
        await node.RestartAsync(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
        await SendAsync(
            node,
            Sent.Event("1", "2026-03-02T08:00:00Z", "care.subscription.started", """{"subscription":"abo","customer":"ben","mrr":10}"""),
            Sent.Event("2", "2026-03-02T08:00:00Z", "care.custom.recorded", """{"name":"basket","value":3}"""),
            Sent.Opened("3", "2026-03-05T08:00:00Z", "kase", key));
        await node.ForgetAsync(new DateOnly(2026, 3, 4));
        await node.ForgottenAsync();
        Assert.Equal([1, 3], await OwnAsync(node));
        await node.Node.DoneAsync((await node.Node.Intake.EraseAsync(key))!.Id);
        Assert.Null(await node.Node.ReadAsync(new ScopeRef(Level.Customer, key), March, null));
        Assert.Equal([1, 3], await OwnAsync(node));
        // It is the same subscription that ends, and the same event.
        await SendAsync(
            node,
            Sent.Event("4", "2026-03-10T08:00:00Z", "care.subscription.ended", """{"subscription":"abo","customer":"ben","mrr":10}"""),
            Sent.Event("5", "2026-03-10T08:00:00Z", "care.custom.recorded", """{"name":"basket","value":4}"""));
        Assert.Equal([2, 7], await OwnAsync(node));
        var digest = await node.Node.Intake.DigestAsync();
        await node.Node.DoneAsync((await node.Node.Intake.RebuildAsync()).Id);
        Assert.Equal([2, 7], await OwnAsync(node));
        Assert.Equal(digest with { Position = 0 }, await node.Node.Intake.DigestAsync() with { Position = 0 });
    }

    /// <summary>In what is carried the customer and what is labelled with it get the other key, and nothing else does.</summary>
    [Fact]
    public void OfWhatIsCarriedTheCustomerAndLabelsAreRenamed()
    {
        var names = new NameTable();
        var (key, other) = (names.Intern("ana"), names.Intern("of others"));
        var carry = new Carry { Latest = 1, Events = 1 };
        carry.Sources.Add(key, new SourceCount(1, 1, 1));
        carry.Agents.Add(key);
        carry.Teams.Add(key);
        carry.LastEvents.Add((true, key, 1));
        carry.Values.AddRange([(Dimensions.Event, 0, key), (Dimensions.Topic, 0, key), (Dimensions.Tag, key, other), (Dimensions.Tag, other, key)]);
        carry.Add(new FrozenLife(key, new LifeMark(LifeKind.Ended, 1) { Source = key, Subscription = key, Reason = key }, 1));
        AddCell(RowKind.EventAll, new Credit(key, 0), CellKey.EventValue(key, 0));
        AddCell(RowKind.EventChannel, new Credit(0, key), CellKey.EventValue(key, 2));
        AddCell(RowKind.CellQueue, new Credit(key, key), key);
        AddCell(RowKind.CellTag, default, DimensionValues.TagValue(other, key));

        var renamed = new NameTable();
        var read = CarriedEntry.Decode(CarriedEntry.Renamed(CarriedEntry.Encode(carry, names), "ana", "erased"), renamed);
        var (kept, said) = (renamed.Find("ana"), renamed.Find("erased"));
        other = renamed.Find("of others");
        Assert.Equal([kept], read.Sources.Keys);
        Assert.Equal([kept], read.Agents);
        Assert.Equal([kept], read.Teams);
        Assert.Equal([(true, kept, 1L)], read.LastEvents);
        Assert.Equal([(Dimensions.Event, 0, kept), (Dimensions.Topic, 0, said), (Dimensions.Tag, said, other), (Dimensions.Tag, other, said)], read.Values);
        var life = Assert.Single(read.Lives);
        Assert.Equal((said, kept, kept, said), (life.Customer, life.Mark.Source, life.Mark.Subscription, life.Mark.Reason));
        Assert.Equal(
            [(RowKind.EventAll, new Credit(kept, 0), CellKey.EventValue(kept, 0)), (RowKind.EventChannel, new Credit(0, kept), CellKey.EventValue(kept, 2)), (RowKind.CellQueue, new Credit(kept, kept), said), (RowKind.CellTag, default(Credit), DimensionValues.TagValue(other, said))],
            read.Cells.Cells.Select(static cell => (cell.Key.Kind, cell.Key.Leaf, cell.Value.Values.Keys.Single())));
        Assert.Null(CarriedEntry.Renamed(CarriedEntry.Encode(carry, names), "nobody", "erased"));

        void AddCell(RowKind kind, Credit leaf, long value)
        {
            var block = new CellBlock(CellKey.KeepsBins(kind));
            block[value].AddSum(LoyaltyMeasures.Revenue, 1);
            carry.Add(new CellKey(kind, leaf, 20_000), block);
        }
    }

    private static Period March => new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    private static async Task SendAsync(Forgetful node, params string[] events)
    {
        var (reply, rejected) = await node.Node.SendAsync(events);
        Assert.Empty(rejected);
        await node.Node.AppliedAsync(reply.Position);
    }

    private static async Task<IEnumerable<double?>> OwnAsync(Forgetful node) => [.. (await node.Node.ReadAsync(Whole, March, ["count", "turnover"]))!.Values!.Select(static value => value.Value)];
}
