using System.Buffers.Text;
using System.Text;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Evidence;

public class EvidenceItemTests
{
    private static readonly ScopeRef Tenant = new(Level.Tenant, "");
    private static readonly ScopeRef Lee = new(Level.Agent, "lee");
    private static readonly Period March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    [Fact]
    public async Task AnAnswerIsShownWithScoreAndComment()
    {
        await using var node = await PlayAsync(
            Sent.Event("1", "2026-03-02T09:00:00Z", "care.contact.ended", Contact("k1", "lee", 60)),
            Sent.Event("2", "2026-03-02T10:00:00Z", "care.survey.answered", """{"survey":"s1","kind":"csat","score":5,"contact":"k1","comment":"très \"good\""}"""),
            Sent.Event("3", "2026-03-03T10:00:00Z", "care.survey.answered", """{"survey":"s2","kind":"csat","score":2,"customer":"ben","comment":"gone"}"""),
            Sent.Event("4", "2026-03-03T11:00:00Z", "care.survey.answered", """{"survey":"s3","kind":"csat","score":1,"customer":"ben"}"""),
            Withdrawn("5", "2026-03-03T12:00:00Z", "3", """{"survey":"s2"}"""));
        foreach (var restart in new[] { false, true })
        {
            if (restart)
            {
                await node.RestartAsync();
            }
            var items = (await EvidenceAsync(node, Tenant, "csat")).Items;
            Assert.Equal([("s3", 0L, 1L, EvidencePart.Denominator), ("s1", 1L, 1L, EvidencePart.Both)], items.Select(item => (item.Key, item.Numerator, item.Denominator, item.Part)));
            Assert.Equal((EvidenceKind.Survey, 5.0, "très \"good\"", "ana", "lee", "k1", new DateOnly(2026, 3, 2)),
                (items[1].Kind, items[1].Score, items[1].Comment, items[1].Customer, items[1].Agent, items[1].Contact, items[1].Day));
            Assert.Null(items[0].Comment);
            Assert.Null(items[0].Amount);
        }
        Assert.Equal([("s1", 5.0)], (await EvidenceAsync(node, Lee, "csat_mean")).Items.Select(item => (item.Key, item.Amount!.Value)));
    }

    [Fact]
    public async Task ADurationIsShownInSeconds()
    {
        await using var node = await PlayAsync(
            Sent.Event("1", "2026-03-02T09:00:00Z", "care.contact.ended", Contact("k1", "lee", 60.5)),
            Sent.Event("2", "2026-03-02T09:30:00Z", "care.contact.ended", Contact("k2", "kim", 0)));
        var items = (await EvidenceAsync(node, Tenant, "average_handle_time")).Items;
        Assert.Equal([("k2", 0.0, EvidencePart.Both), ("k1", 60.5, EvidencePart.Both)], items.Select(item => (item.Key, item.Amount!.Value, item.Part)));
        Assert.Equal(("voice", "bills"), (items[1].Channel, items[1].Topic));
    }

    /// <summary>Of now and of a day that is over: since when each case is open, by who has it then.</summary>
    [Fact]
    public async Task TheBacklogIsTheCasesThatAreOpen()
    {
        await using var node = await PlayAsync(
            Sent.Opened("1", "2026-01-10T08:00:00Z", "old"),
            Sent.Opened("2", "2026-02-01T08:00:00Z", "back"), Sent.Event("3", "2026-02-03T08:00:00Z", "care.case.resolved", """{"case":"back"}"""),
            Sent.Event("4", "2026-03-05T08:00:00Z", "care.case.reopened", """{"case":"back","agent":"lee"}"""),
            Sent.Opened("5", "2026-02-10T08:00:00Z", "done"), Sent.Event("6", "2026-04-02T08:00:00Z", "care.case.resolved", """{"case":"done"}"""),
            Sent.Opened("7", "2026-03-08T08:00:00Z", "short"), Sent.Event("8", "2026-03-09T08:00:00Z", "care.case.resolved", """{"case":"short"}"""));
        Assert.Equal(["back 2026-03-05 lee", "old 2026-01-10 "], await OpenAsync(Tenant, new DateOnly(2026, 6, 1)));
        Assert.Equal(["short 2026-03-08 ", "back 2026-03-05 lee", "done 2026-02-10 ", "old 2026-01-10 "], await OpenAsync(Tenant, new DateOnly(2026, 3, 8)));
        Assert.Equal(["back 2026-03-05 lee"], await OpenAsync(Lee, new DateOnly(2026, 3, 8)));
        Assert.Equal(["back 2026-02-01 ", "old 2026-01-10 "], await OpenAsync(Tenant, new DateOnly(2026, 2, 2)));
        await node.RestartAsync();
        Assert.Equal(["done 2026-02-10 ", "old 2026-01-10 "], await OpenAsync(Tenant, new DateOnly(2026, 2, 28)));

        async Task<List<string>> OpenAsync(ScopeRef scope, DateOnly day) =>
            [.. (await EvidenceAsync(node, scope, "backlog", new Period(day, day))).Items.Select(item => $"{item.Key} {item.Day:yyyy-MM-dd} {item.Agent}")];
    }

    /// <summary>A clock that came due without an event stands behind the value.</summary>
    [Fact]
    public async Task WhatIsDueByNowIsShown()
    {
        using var settings = System.Text.Json.JsonDocument.Parse("""{"slaPolicies":[{"firstResponse":600}]}""");
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC", settings.RootElement);
        await node.AppliedAsync((await node.SendAsync([Sent.Opened("1", "2026-03-02T09:00:00Z", "a")])).Reply.Position);
        Assert.Empty((await EvidenceAsync(node, Tenant, "sla_first_response")).Items);
        node.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal([("a", 0L, 1L)], (await EvidenceAsync(node, Tenant, "sla_first_response")).Items.Select(item => (item.Key, item.Numerator, item.Denominator)));
    }

    /// <summary>Things are of what their customer was then; what stands open at the end is of what it is at the end.</summary>
    [Fact]
    public async Task SegmentAndRegionAreThoseOfTheCustomer()
    {
        await using var node = await PlayAsync(
            Sent.Event("1", "2026-03-01T09:00:00Z", "care.customer.described", """{"customer":"ana","segment":"gold","region":"north"}"""),
            Sent.Event("2", "2026-03-02T09:00:00Z", "care.contact.ended", Contact("k1", "lee", 60)),
            Sent.Event("3", "2026-03-03T09:00:00Z", "care.case.opened", """{"case":"c1","openedBy":"customer","channel":"voice","customer":"ana"}"""),
            Sent.Event("4", "2026-03-10T09:00:00Z", "care.customer.described", """{"customer":"ana","segment":"silver","region":"north"}"""),
            Sent.Event("5", "2026-03-11T09:00:00Z", "care.contact.ended", Contact("k2", "lee", 60)));
        foreach (var scope in new[] { Tenant, Lee })
        {
            Assert.Equal(["k1"], await KeysAsync(scope, "contacts_handled", Dimensions.Segment, "gold"));
            Assert.Equal(["k2"], await KeysAsync(scope, "contacts_handled", Dimensions.Segment, "silver"));
            Assert.Equal(["k2", "k1"], await KeysAsync(scope, "contacts_handled", Dimensions.Segment, "silver", "gold"));
            Assert.Equal(["k2", "k1"], await KeysAsync(scope, "contacts_handled", Dimensions.Region, "north"));
            Assert.Empty(await KeysAsync(scope, "contacts_handled", Dimensions.Region, "gold"));
        }
        Assert.Equal(["c1"], await KeysAsync(Tenant, "backlog", Dimensions.Segment, "silver"));
        Assert.Empty(await KeysAsync(Tenant, "backlog", Dimensions.Segment, "gold"));

        async Task<List<string>> KeysAsync(ScopeRef scope, string kpi, Dimensions dimension, params string[] values) =>
            [.. (await EvidenceAsync(node, scope, kpi, where: new Filter(dimension, null, values))).Items.Select(item => item.Key)];
    }

    [Fact]
    public async Task AKpiOfOnesOwnHasNoEvidenceAndSaysWhatToAskFor()
    {
        await using var node = await PlayAsync(Sent.Event("1", "2026-03-02T09:00:00Z", "care.custom.recorded", """{"name":"basket","value":3}"""));
        var document = System.Text.Json.JsonSerializer.SerializeToElement(new { name = "Baskets", formula = "custom.basket.count", unit = "n", direction = "up", keyResultArea = "efficiency" });
        await node.Intake.DefineAsync(new Kpis.Definitions.DefinitionChange(Kpis.Definitions.DefinitionCollection.Kpis, "baskets", document));
        var problem = await Assert.ThrowsAsync<ReadProblemException>(() => EvidenceAsync(node, Tenant, "baskets"));
        Assert.Equal(("NO_EVIDENCE", "kpi", "'baskets' is a KPI of your own (custom.basket.count); of these only values are kept. Ask for what stands behind the built-in KPIs that its formula names"), (problem.Code, problem.Field, problem.Message));
    }

    [Fact]
    public async Task ACursorShowsNothingAndOpensForItsQuestionOnly()
    {
        await using var node = await PlayAsync([.. Enumerable.Range(1, 5).Select(i => Sent.Event($"{i}", $"2026-03-0{i}T09:00:00Z", "care.contact.ended", Contact($"secret-key-{i}", "lee", 60)))]);
        var first = await EvidenceAsync(node, Tenant, "contact_volume", first: 2);
        Assert.Equal(["secret-key-5", "secret-key-4"], first.Items.Select(item => item.Key));
        var cursor = first.Cursor!;
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)), StringComparison.Ordinal);
        Assert.Equal(cursor, (await EvidenceAsync(node, Tenant, "contact_volume", first: 2)).Cursor);
        Assert.Equal(["secret-key-3", "secret-key-2"], (await EvidenceAsync(node, Tenant, "contact_volume", first: 2, after: cursor)).Items.Select(item => item.Key));
        foreach (var wrong in (Func<Task>[])
        [
            () => EvidenceAsync(node, Lee, "contact_volume", after: cursor),
            () => EvidenceAsync(node, Tenant, "contacts_handled", after: cursor),
            () => EvidenceAsync(node, Tenant, "contact_volume", new Period(March.From, March.From), after: cursor),
            () => EvidenceAsync(node, Tenant, "contact_volume", after: cursor[..^4] + "AAAA"),
            () => EvidenceAsync(node, Tenant, "contact_volume", after: "?"),
        ])
        {
            Assert.Equal("after", (await Assert.ThrowsAsync<ReadProblemException>(wrong)).Field);
        }
    }

    [Theory]
    [InlineData("retention_rate", "NO_EVIDENCE")]
    [InlineData("customer_lifetime_value", "NO_EVIDENCE")]
    [InlineData("delivery_gap", "NO_EVIDENCE")]
    [InlineData("csatt", "UNKNOWN_KPI")]
    public async Task WhatHasNoEvidenceSaysSo(string kpi, string code)
    {
        await using var node = await PlayAsync();
        Assert.Equal(code, (await Assert.ThrowsAsync<ReadProblemException>(() => EvidenceAsync(node, Tenant, kpi))).Code);
    }

    [Fact]
    public async Task AnUnknownScopeHasNone()
    {
        await using var node = await PlayAsync();
        Assert.Null(await node.Host.Scope(TestNode.Tenant, Lee).EvidenceAsync(new EvidenceRequest(Lee, new PeriodChoice(March, null), "csat")));
    }

    private static async Task<EvidencePage> EvidenceAsync(TestNode node, ScopeRef scope, string kpi, Period? period = null, int first = 50, string? after = null, Filter? where = null) =>
        (await node.Host.Scope(TestNode.Tenant, scope).EvidenceAsync(new EvidenceRequest(scope, new PeriodChoice(period ?? March, null), kpi) { First = first, After = after, Where = where }))!;

    private static async Task<TestNode> PlayAsync(params string[] events)
    {
        var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        if (events.Length > 0)
        {
            var (reply, rejected) = await node.SendAsync(events);
            Assert.Empty(rejected);
            await node.AppliedAsync(reply.Position);
        }
        return node;
    }

    private static string Contact(string key, string agent, double talk) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"contact":"{{key}}","channel":"voice","direction":"inbound","outcome":"answered","wait":5,"talk":{{talk}},"agent":"{{agent}}","customer":"ana","topic":"bills"}""");

    private static string Withdrawn(string id, string time, string supersedes, string data) =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"demo","type":"care.event.withdrawn","time":"{{time}}","supersedes":"{{supersedes}}","data":{{data}}}""";
}
