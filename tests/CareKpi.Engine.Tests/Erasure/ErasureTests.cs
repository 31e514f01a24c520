using System.Text.Json;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Evidence;
using CareKpi.Engine.Tests.Hosting;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Stores;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Erasure;

public sealed class ErasureTests : IAsyncDisposable
{
    private const string Secret = Erasures.Secret;

    private static readonly ScopeRef Whole = new(Level.Tenant, "");
    private static readonly Period Day = new(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2));

    private readonly Steps steps = new();
    private readonly MemoryLogStore log;
    private readonly MemoryStateStore state;
    private readonly TestNode node;

    public ErasureTests()
    {
        log = new MemoryLogStore(steps.OnAsync);
        state = new MemoryStateStore(steps.OnAsync);
        node = NodeOf(log, state);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task TextsOfTheCustomersCasesGoAndTheirScoresStay()
    {
        await PlayAsync();
        var before = await SentimentAsync();
        var findings = await FindingsAsync();
        var job = await EraseAsync("ana");
        Assert.Equal((before, findings), (await SentimentAsync(), await FindingsAsync()));
        var said = await Erasures.BytesAsync(log, state);
        Assert.DoesNotContain(Secret, said, StringComparison.OrdinalIgnoreCase);
        // What others wrote stays, and so does who worked on it.
        Assert.Contains("of ben", said, StringComparison.Ordinal);
        Assert.Contains("Agent Lee", said, StringComparison.Ordinal);
        var items = (await EvidenceReads.PagesAsync(EvidenceReads.Grain(node, Whole), new EvidenceRequest(Whole, new PeriodChoice(Day, null), "csat") { First = 10 })).SelectMany(static page => page.Items).ToList();
        Assert.Equal([("s1", null), ("s2", "good for ben, of ben")], items.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => (item.Key, item.Comment)));
        Assert.Equal(await Erasures.ReplacementAsync(log, job), items.Find(static item => item.Key == "s1")!.Customer);
        var digest = await node.Intake.DigestAsync();
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        Assert.Equal((before, findings), (await SentimentAsync(), await FindingsAsync()));
        Assert.Equal(digest with { Position = 0 }, await node.Intake.DigestAsync() with { Position = 0 });
    }

    /// <summary>What people put beside the contract's fields goes too, also where the contract knows the object that it is in; and other systems send the key as a number.</summary>
    [Fact]
    public async Task WhatStandsInObjectsGoesToo()
    {
        await node.CreateAsync("UTC");
        var (reply, rejected) = await node.SendAsync(
        [
            Sent.Opened("1", "2026-03-02T08:00:00Z", "a", "4711"),
            Sent.Event("2", "2026-03-02T08:10:00Z", "care.case.assigned", $$$"""{"case":"a","agent":"lee","from":{"agent":"kim","note":"{{{Secret}}} said","team":"red"}}"""),
            Sent.Event("3", "2026-03-02T08:20:00Z", "care.survey.answered", $$$"""{"survey":"s","kind":"csat","score":2,"case":"a","scale":{"min":1,"max":5,"of":["{{{Secret}}}"]}}"""),
            Sent.Opened("4", "2026-03-02T08:00:00Z", "b", "ben"),
            Sent.Event("5", "2026-03-02T08:10:00Z", "care.case.assigned", $$$"""{"case":"b","agent":"lee","from":{"agent":"kim","asked":{"by":"4711"},"note":"{{{Secret}}} said"}}"""),
            Sent.Event("6", "2026-03-02T08:20:00Z", "care.message.received", $$"""{"case":"b","customer":"ben","customerId":4711,"text":"{{Secret}} wrote"}"""),
            Sent.Event("7", "2026-03-02T08:30:00Z", "shop.order.placed", $$$"""{"buyer":{"id":4711,"street":"{{{Secret}}}"}}"""),
            Sent.Event("8", "2026-03-02T08:30:00Z", "shop.order.placed", """{"buyer":{"id":47110,"street":"of ben"}}"""),
        ]);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
        await EraseAsync("4711");
        var said = await Erasures.BytesAsync(log, state);
        Assert.DoesNotContain(Secret, said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("of ben", said, StringComparison.Ordinal);
        Assert.Contains("""{"agent":"kim","team":"red"}""", said, StringComparison.Ordinal);
        Assert.Contains("""{"min":1,"max":5}""", said, StringComparison.Ordinal);
        var digest = await node.Intake.DigestAsync();
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        Assert.Equal(digest with { Position = 0 }, await node.Intake.DigestAsync() with { Position = 0 });
    }

    [Fact]
    public async Task WhoAsksTwiceGetsTheSameJobAndAfterItTheCustomerIsUnknown()
    {
        await PlayAsync();
        Assert.Null(await node.Intake.EraseAsync("nobody"));
        Assert.Null(await node.Intake.EraseAsync("lee"));
        JobInfo first;
        using (var stall = steps.StallAt("state.write"))
        {
            first = (await node.Intake.EraseAsync("ana"))!;
            await stall.Reached;
            Assert.Equal(first.Id, (await node.Intake.EraseAsync("ana"))!.Id);
            Assert.Equal(JobState.Running, (await node.Intake.JobAsync(first.Id))!.State);
            // Others go on, and no text is told any more.
            await node.AppliedAsync((await node.SendAsync([Sent.Opened("new", "2026-03-02T20:00:00Z", "new", "carl")])).Reply.Position);
            Assert.Null((await node.Intake.EventAsync(new EventQuery("demo", "3", null, null))).Event!.Event.GetProperty("data").EnumerateObject().Select(static field => field.Name).FirstOrDefault(static name => name == "text"));
            stall.Release();
        }
        await node.DoneAsync(first.Id);
        Assert.Equal(JobState.Done, (await node.Intake.JobAsync(first.Id))!.State);
        await node.RestartAsync();
        Assert.Equal(JobState.Done, (await node.Intake.JobAsync(first.Id))!.State);
        Assert.Null(await node.Intake.EraseAsync("ana"));
        Assert.Null(await node.Intake.JobAsync("erase-demo-1"));
        Assert.Null(await node.Intake.JobAsync("erase-demo-x"));
        await node.AppliedAsync((await node.SendAsync([Sent.Opened("anew", "2026-03-02T21:00:00Z", "anew", "ana")])).Reply.Position);
        var read = await node.ReadAsync(new ScopeRef(Level.Customer, "ana"), Day, ["cases_opened"]);
        Assert.Equal(1, read!.Values![0].Value);
    }

    /// <summary>The log is rewritten, also the entry that says who; the state still says the key of which erasure is under way.</summary>
    [Fact]
    public async Task ItIsNotDoneBeforeTheStateHasForgottenTheKeyToo()
    {
        await PlayAsync();
        using var events = steps.StallAt("log.rewrite");
        var job = (await node.Intake.EraseAsync("ana"))!;
        await events.Reached;
        using var entry = steps.StallAt("log.rewrite");
        events.Release();
        await entry.Reached;
        using var saving = steps.StallAt("state.write");
        entry.Release();
        await saving.Reached;
        Assert.Contains("\"ana\"", await Erasures.BytesAsync(log, state), StringComparison.Ordinal);
        Assert.Equal(JobState.Running, (await node.Intake.JobAsync(job.Id))!.State);
        saving.Release();
        await node.DoneAsync(job.Id);
        Assert.DoesNotContain("\"ana\"", await Erasures.BytesAsync(log, state), StringComparison.Ordinal);
    }

    /// <summary>A log of several pieces; the writer is let go in the middle, and its last checkpoint says how far it was.</summary>
    [Fact]
    public async Task ARewritingThatIsCutShortGoesOn()
    {
        await PlayAsync();
        var noise = new Random(7);
        for (var piece = 0; piece < 3; piece++)
        {
            await node.SendAsync(Enumerable.Range(0, 100).Select(i => Sent.Event($"{piece}-{i}", "2026-03-02T12:00:00Z", "care.message.received", $$"""{"case":"b","customer":"ben","text":"{{noise.GetHexString(8_000)}}"}"""))
                .Append(Sent.Event($"{piece}-last", "2026-03-02T13:00:00Z", "care.message.received", $$"""{"case":"a","customer":"ana","text":"{{Secret}}"}""")));
        }
        // Said anew for the other key, so that there is something to be written by the last checkpoint.
        await DefineAsync(DefinitionCollection.Targets, "t", """{"level":"customer","key":"ana","kpi":"csat","target":80}""");
        JobInfo job;
        using (var first = steps.StallAt("log.rewrite"))
        {
            job = (await node.Intake.EraseAsync("ana"))!;
            await first.Reached;
            using var second = steps.StallAt("log.rewrite");
            first.Release();
            await second.Reached;
            var saved = steps.Next("state.write");
            var restarting = node.RestartAsync();
            await saved;
            second.Release();
            await restarting;
        }
        Assert.Contains(Secret, await Erasures.BytesAsync(log, state), StringComparison.Ordinal);
        await node.DoneAsync(job.Id);
        Assert.DoesNotContain(Secret, await Erasures.BytesAsync(log, state), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WhatIsDefinedWithTheKeyWhileItIsErasedIsSomebodyElses()
    {
        await PlayAsync();
        JobInfo job;
        using (var stall = steps.StallAt("state.write"))
        {
            job = (await node.Intake.EraseAsync("ana"))!;
            await stall.Reached;
            await DefineAsync(DefinitionCollection.Targets, "t", """{"level":"customer","key":"ana","kpi":"csat","target":80}""");
            stall.Release();
        }
        await node.DoneAsync(job.Id);
        Assert.Equal("ana", (await node.Intake.DefinitionAsync(DefinitionCollection.Targets, "t"))!.Document.GetProperty("key").GetString());
    }

    /// <summary>A key that is something else's too cannot just be called otherwise: the log tells them apart.</summary>
    [Theory]
    [InlineData("lee")]
    [InlineData("abo")]
    [InlineData("vip")]
    public async Task WhatElseHasTheKeyKeepsIt(string key)
    {
        await PlayAsync();
        await node.SendAsync(
        [
            Sent.Opened("x1", "2026-03-02T08:00:00Z", "x1", key),
            Sent.Event("x2", "2026-03-02T09:00:00Z", "care.subscription.started", """{"subscription":"abo","customer":"ben","mrr":10}"""),
            Sent.Event("x3", "2026-03-02T09:00:00Z", "care.case.opened", """{"case":"x3","customer":"ben","channel":"email","openedBy":"customer","tags":{"plan":"vip"}}"""),
            Sent.Event("x4", "2026-03-02T09:10:00Z", "care.revenue.recorded", $$"""{"customer":"{{key}}","amount":10}"""),
        ]);
        var job = await EraseAsync(key);
        Assert.Null(await node.ReadAsync(new ScopeRef(Level.Customer, key), Day, null));
        Assert.NotNull(await node.ReadAsync(new ScopeRef(Level.Agent, "lee"), Day, null));
        Assert.NotNull(await node.ReadAsync(new ScopeRef(Level.Customer, await Erasures.ReplacementAsync(log, job)), Day, null));
        var said = await Erasures.BytesAsync(log, state);
        Assert.Equal(key != "vip", said.Contains($":\"{key}\"", StringComparison.Ordinal));
        var digest = await node.Intake.DigestAsync();
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        Assert.Equal(digest with { Position = 0 }, await node.Intake.DigestAsync() with { Position = 0 });
    }

    /// <summary>A state from a backup knows the customer by its name, and the log does not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnOlderStateIsBuiltAnewFromTheLog(bool isGone)
    {
        await PlayAsync();
        await node.Intake.DigestAsync();
        var older = new MemoryStateStore();
        if (!isGone)
        {
            var rows = (await state.ReadAsync(TestNode.Tenant, new StateQuery([], [new StateRange([], [])]), default)).Ranges[0];
            await older.WriteAsync(TestNode.Tenant, 1, [.. rows.Select(static row => new StateWrite(row.Key, row.Value))], default);
        }
        await node.SendAsync([Sent.Opened("later", "2026-03-02T20:00:00Z", "later", "ana")]);
        await EraseAsync("ana");
        var digest = await node.Intake.DigestAsync();
        await using var anew = NodeOf(log, older);
        await anew.Intake.DescribeAsync();
        await anew.DoneAsync("rebuild-demo-2");
        Assert.Equal((digest.Timelines, digest.Cells), (await anew.Intake.DigestAsync()) is var told ? (told.Timelines, told.Cells) : default);
        Assert.DoesNotContain(Secret, await Erasures.BytesAsync(log, older), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WhatIsDefinedForTheCustomerIsThatOfTheOtherKey()
    {
        await PlayAsync();
        await DefineAsync(DefinitionCollection.Targets, "t", """{"level":"customer","key":"ana","kpi":"csat","target":80}""");
        await DefineAsync(DefinitionCollection.Targets, "of-ben", """{"level":"customer","key":"ben","kpi":"csat","target":70}""");
        await DefineAsync(DefinitionCollection.Annotations, "n", $$"""{"from":"2026-03-02","text":"{{Secret}} has called","level":"customer","key":"ana"}""");
        await DefineAsync(DefinitionCollection.AlertRules, "r", $$"""{"name":"{{Secret}} is angry","level":"customer","key":"ana","kpi":"csat","condition":{"kind":"targetMissed"},"period":"LAST_7_DAYS"}""");
        var replacement = await Erasures.ReplacementAsync(log, await EraseAsync("ana"));
        foreach (var restart in new[] { false, true })
        {
            if (restart)
            {
                await node.RestartAsync();
            }
            Assert.Equal((replacement, 80), await FieldsAsync("t"));
            Assert.Equal(("ben", 70), await FieldsAsync("of-ben"));
        }
        var said = await Erasures.BytesAsync(log, state);
        Assert.DoesNotContain(Secret, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"ana\"", said, StringComparison.Ordinal);

        async Task<(string?, int)> FieldsAsync(string id)
        {
            var document = (await node.Intake.DefinitionAsync(DefinitionCollection.Targets, id))!.Document;
            return (document.GetProperty("key").GetString(), document.GetProperty("target").GetInt32());
        }
    }

    private static TestNode NodeOf(MemoryLogStore log, MemoryStateStore state) => new(Play.Lazy, log, state, new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));

    private async Task PlayAsync()
    {
        await node.CreateAsync("UTC");
        var (reply, rejected) = await node.SendAsync(
        [
            Sent.Event("0", "2026-03-02T07:00:00Z", "care.agent.described", """{"agent":"lee","name":"Agent Lee"}"""),
            Sent.Event("1", "2026-03-02T07:00:00Z", "care.customer.described", $$"""{"customer":"ana","name":"Ana {{Secret}}","segment":"smb","email":"{{Secret}}@example.com"}"""),
            Sent.Event("2", "2026-03-02T08:00:00Z", "care.case.opened", """{"case":"a","customer":"ana","channel":"email","openedBy":"customer","agent":"lee","tags":{"account":"ana"}}"""),
            Sent.Event("3", "2026-03-02T08:10:00Z", "care.message.received", $$"""{"case":"a","customer":"ana","text":"terrible service {{Secret}}"}"""),
            Sent.Event("4", "2026-03-02T08:20:00Z", "care.message.received", $$"""{"case":"a","customer":"ana","text":"#12 {{Secret}}"}"""),
            // They say of themselves only which case they are of.
            Sent.Event("5", "2026-03-02T08:30:00Z", "care.message.sent", $$"""{"case":"a","agent":"lee","subject":"{{Secret}}"}"""),
            Sent.Event("6", "2026-03-02T08:40:00Z", "care.case.resolved", $$"""{"case":"a","agent":"lee","note":{"of":"{{Secret}}"} }"""),
            Sent.Event("7", "2026-03-02T08:50:00Z", "care.survey.answered", $$"""{"survey":"s1","kind":"csat","score":2,"case":"a","comment":"bad {{Secret}}"}"""),
            Sent.Event("8", "2026-03-02T08:50:00Z", "shop.order.placed", $$"""{"buyer":{"id":"ana","street":"{{Secret}}"} }"""),
            Sent.Event("9", "2026-03-02T08:00:00Z", "care.case.opened", """{"case":"b","customer":"ben","channel":"email","openedBy":"customer"}"""),
            Sent.Event("10", "2026-03-02T08:10:00Z", "care.message.received", """{"case":"b","customer":"ben","text":"thank you, of ben"}"""),
            Sent.Event("11", "2026-03-02T08:50:00Z", "care.survey.answered", """{"survey":"s2","kind":"csat","score":5,"case":"b","comment":"good for ben, of ben"}"""),
        ]);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    private async Task<JobInfo> EraseAsync(string customer)
    {
        var job = (await node.Intake.EraseAsync(customer))!;
        await node.DoneAsync(job.Id);
        return job;
    }

    private async Task DefineAsync(DefinitionCollection collection, string id, string document) =>
        await node.Intake.DefineAsync(new DefinitionChange(collection, id, JsonSerializer.Deserialize<JsonElement>(document)));

    private async Task<string> SentimentAsync()
    {
        var value = (await node.ReadAsync(Whole, Day, ["interaction_sentiment"]))!.Values![0];
        return $"{value.Value} {value.Count} {string.Join(' ', value.Parts!)}";
    }

    private async Task<string> FindingsAsync() => string.Join(' ', (await node.Intake.QualityAsync()).Findings.Select(static finding => $"{finding.Code} {finding.Count}"));
}
