using System.Text.Json;
using CareKpi.Engine.Changes;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Oracle.Generate;
using Xunit;

namespace CareKpi.Engine.Tests.Changes;

public class ScopeChangesTests
{
    private static readonly ScopeRef Tenant = new(Level.Tenant, "");
    private static readonly ScopeRef[] All =
    [
        Tenant, Team("blue"), Team("north"), Team("red"), new(Level.Agent, "lee"), new(Level.Agent, "kim"), new(Level.Customer, "ana"), new(Level.Customer, "ben"), Team("nobody-yet"),
    ];

    private int sent;

    /// <summary>An agent's change is one of its team on that day, of those above, of the tenant; a customer's of the customer. Nobody else is woken.</summary>
    [Fact]
    public async Task WhoIsTouchedIsTold()
    {
        await using var node = await PlayAsync();
        Assert.Equal(["tenant", "blue", "north", "lee", "ana"], await ChangedAsync(node, Contact("k1", "lee", "ana")));
        Assert.Equal(["tenant", "red", "kim", "ben"], await ChangedAsync(node, Contact("k2", "kim", "ben")));
        Assert.Equal(["tenant", "red", "lee", "ben"], await ChangedAsync(node, Contact("k3", "lee", "ben", ""","team":"red" """)));
        Assert.Equal(["tenant", "ana", "nobody-yet"], await ChangedAsync(node, Contact("k4", "max", "ana", ""","team":"nobody-yet" """)));
        Assert.Equal(["tenant", "ana"], await ChangedAsync(node, Event("care.revenue.recorded", """{"customer":"ana","amount":5}""")));
        Assert.Equal(["tenant", "blue", "north", "red", "lee"], await ChangedAsync(node, Event("care.agent.described", """{"agent":"lee","team":"red"}""")));
        Assert.Equal(["tenant", "red", "lee", "ana"], await ChangedAsync(node, Contact("k5", "lee", "ana")));
        Assert.Equal(["ben"], await ChangedAsync(node, Event("care.customer.described", """{"customer":"ben","name":"Ben"}""")));
    }

    [Fact]
    public async Task WhatMakesNoFactWakesNobody()
    {
        await using var node = await PlayAsync();
        var contact = Contact("k1", "lee", "ana");
        Assert.NotEmpty(await ChangedAsync(node, contact));
        Assert.Empty(await ChangedAsync(node, contact));
        Assert.Empty(await ChangedAsync(node, Event("shop.order.placed", "{}")));
    }

    [Fact]
    public async Task ASettingMayChangeEverything()
    {
        await using var node = await PlayAsync();
        using var patch = JsonDocument.Parse("""{"serviceLevel":{"mode":"answeredOnly"}}""");
        var since = await StartAsync(node);
        var waiting = node.Intake.ChangesAsync(Ask(since));
        await node.Intake.ChangeSettingsAsync(new SettingsChange(null, patch.RootElement));
        Assert.Equal(All, (await waiting).Changed);
    }

    /// <summary>Whoever was named as something else before, or whatever happened since the watch began.</summary>
    [Fact]
    public async Task WhoIsNamedLateIsTold()
    {
        await using var node = await PlayAsync();
        await ChangedAsync(node, Contact("k1", "lee", "nobody-yet"));
        using var patch = JsonDocument.Parse("""{"serviceLevel":{"mode":"answeredOnly"}}""");
        await node.Intake.ChangeSettingsAsync(new SettingsChange(null, patch.RootElement));
        Assert.Equal(["tenant", "ana", "nobody-yet"], await ChangedAsync(node, Contact("k2", "max", "ana", ""","team":"nobody-yet" """)));
        await ChangedAsync(node, Contact("k3", "max", "ben"));
        Assert.Equal(["tenant", "ana", "nobody-yet"], await ChangedAsync(node, Contact("k4", "max", "ana", ""","team":"nobody-yet" """)));
    }

    /// <summary>The last reader has left: nobody asks again, and yet nothing is watched any more.</summary>
    [Fact]
    public void WhoDoesNotAskAgainIsForgotten()
    {
        var watch = new ScopeWatch();
        watch.Changed(Ask(null), 0, 1);
        watch.Sweep(50_000_000);
        Assert.False(watch.IsIdle);
        watch.Sweep(130_000_000);
        Assert.True(watch.IsIdle);
    }

    /// <summary>A writer that was let go cannot tell what happened meanwhile: rather once too often.</summary>
    [Fact]
    public async Task AWriterThatIsWokenNamesWhatItCannotTell()
    {
        await using var node = await PlayAsync();
        var since = await StartAsync(node);
        var waiting = node.Intake.ChangesAsync(Ask(since));
        await node.Host.SleepAsync(TestNode.Tenant);
        await Assert.ThrowsAsync<UnavailableException>(() => waiting);
        await SendAsync(node, Contact("k1", "lee", "ana"));
        Assert.Equal(All, (await node.Intake.ChangesAsync(Ask(since))).Changed);
    }

    /// <summary>However a tenant comes: a scope whose scorecard is another one was named.</summary>
    [Fact]
    public async Task NoChangeOfAValueIsMissed()
    {
        var seenChanges = 0;
        for (var seed = 1; seed <= 8; seed++)
        {
            var generated = new Generator(seed).Tenant(60, everyType: seed % 2 == 0);
            await using var node = Play.NodeOf(generated, new Play(generated, seed).Limits());
            await Play.CreateAsync(node, generated);
            ScopeRef[] scopes = [Tenant, .. generated.Keys.Teams.Select(Team), .. generated.Keys.Agents.Select(key => new ScopeRef(Level.Agent, key)), .. generated.Keys.Customers.Take(4).Select(key => new ScopeRef(Level.Customer, key))];
            var since = (await node.Intake.ChangesAsync(new ChangesRequest([.. scopes.Select(scope => new WatchedScope(scope, null))], TimeSpan.Zero))).Position;
            var before = await ReadAsync(node, generated, scopes);
            foreach (var batch in generated.Events.Chunk(6))
            {
                await node.AppliedAsync((await node.SendAsync(batch)).Reply.Position);
                var told = await node.Intake.ChangesAsync(new ChangesRequest([.. scopes.Select(scope => new WatchedScope(scope, since))], TimeSpan.Zero));
                var after = await ReadAsync(node, generated, scopes);
                var changed = scopes.Where(scope => before[scope] != after[scope]).ToList();
                Assert.Empty(changed.Except(told.Changed));
                seenChanges += changed.Count;
                (since, before) = (told.Position, after);
            }
        }
        Assert.True(seenChanges > 300, $"only {seenChanges} changes were seen");
    }

    private static async Task<Dictionary<ScopeRef, string>> ReadAsync(TestNode node, GeneratedTenant generated, IEnumerable<ScopeRef> scopes)
    {
        var values = new Dictionary<ScopeRef, string>();
        foreach (var scope in scopes)
        {
            var read = await node.ReadAsync(scope, new Period(generated.From, generated.To), null);
            // What a customer may be expected to bring stands on the retention of all.
            values[scope] = string.Join('\n', read?.Values?.Where(value => value.Kpi is not "customer_lifetime_value_expected").Select(value => $"{value.Kpi} {value.Value} {value.Numerator} {value.Denominator} {value.Count}") ?? []);
        }
        return values;
    }

    private static ScopeRef Team(string key) => new(Level.Team, key);

    private static ChangesRequest Ask(long? since, TimeSpan? wait = null) => new([.. All.Select(scope => new WatchedScope(scope, since))], wait ?? TimeSpan.FromHours(1));

    private static async Task<long> StartAsync(TestNode node) => (await node.Intake.ChangesAsync(Ask(null))).Position;

    /// <summary>What is named after an event; empty: nobody was woken until the wait was over.</summary>
    private async Task<IEnumerable<string>> ChangedAsync(TestNode node, string sent)
    {
        var since = await StartAsync(node);
        var waiting = node.Intake.ChangesAsync(Ask(since));
        await SendAsync(node, sent);
        node.Time.Advance(TimeSpan.FromHours(2));
        return (await waiting).Changed.Select(scope => scope.Level == Level.Tenant ? "tenant" : scope.Key);
    }

    private static async Task SendAsync(TestNode node, string sent)
    {
        var (reply, rejected) = await node.SendAsync([sent]);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private async Task<TestNode> PlayAsync()
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        await SendAsync(node, Event("care.team.described", """{"team":"blue","parent":"north"}"""));
        await SendAsync(node, Event("care.agent.described", """{"agent":"lee","team":"blue"}"""));
        await SendAsync(node, Event("care.agent.described", """{"agent":"kim","team":"red"}"""));
        await SendAsync(node, Event("care.customer.described", """{"customer":"ben"}"""));
        return node;
    }

    private string Contact(string key, string agent, string customer, string more = "") =>
        Event("care.contact.ended", $$"""{"contact":"{{key}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"agent":"{{agent}}","customer":"{{customer}}"{{more}}}""");

    private string Event(string type, string data)
    {
        sent++;
        return Sent.Event($"{sent}", $"2026-03-02T09:{sent:00}:00Z", type, data);
    }
}
