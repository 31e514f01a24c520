using CareKpi.Kpis.Scorecards;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>What has no label is scored from its text when it is applied, and is marked so.</summary>
public class SentimentTests
{
    private static readonly Period Day = new(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2));

    [Fact]
    public async Task TextsWithoutALabelAreScoredAndMarked()
    {
        await using var node = new TestNode(time: new ManualTime(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero)));
        await node.CreateAsync("UTC");
        var (reply, rejected) = await node.SendAsync(
        [
            Mention("1", """ "text":"terrible service","customer":"ana" """),
            Mention("2", """ "text":"服務很差，爛透了" """),
            Mention("3", """ "text":"terrible service","sentiment":"positive" """),
            Mention("4", """ "text":"#12-345" """),
            Sent.Opened("5", "2026-03-02T08:00:00Z", "x"),
            Sent.Event("6", "2026-03-02T09:00:00Z", "care.message.received", """{"case":"x","customer":"ana","text":"thank you, great help"}"""),
            Sent.Event("7", "2026-03-02T09:00:00Z", "care.message.received", """{"case":"x","customer":"ana","text":"terrible service","sentiment":0.25}"""),
            Sent.Event("8", "2026-03-02T09:00:00Z", "care.message.received", """{"case":"x","customer":"ana","text":"12-345"}"""),
        ]);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
        var social = await ReadAsync(node, new ScopeRef(Level.Tenant, ""), "social_sentiment");
        Assert.Equal((-25, 4), (social.Value, social.Count));
        Assert.Equal([new Part("machine_scored", 50, 2)], social.Parts);
        Assert.Equal(100, (await ReadAsync(node, new ScopeRef(Level.Customer, "ana"), "social_sentiment")).Parts![0].Value);
        var interaction = await ReadAsync(node, new ScopeRef(Level.Tenant, ""), "interaction_sentiment");
        Assert.Equal(2, interaction.Count);
        Assert.True(interaction.Value > 0.25);
        Assert.Equal([new Part("machine_scored", 50, 1)], interaction.Parts);
        var findings = (await node.Intake.QualityAsync()).Findings.ToDictionary(finding => finding.Code, finding => finding.Count, StringComparer.Ordinal);
        Assert.Equal((1, 1), (findings["mention_not_judged"], findings["text_not_judged"]));
        // The scores are in the state: a rebuild, which reads the texts again, finds the same.
        var before = await node.Intake.DigestAsync();
        await node.DoneAsync((await node.Intake.RebuildAsync()).Id);
        Assert.Equal(before with { Position = 0 }, await node.Intake.DigestAsync() with { Position = 0 });
    }

    private static string Mention(string id, string data) => Sent.Event(id, "2026-03-02T10:00:00Z", "care.mention.observed", $$"""{"mention":"m{{id}}","platform":"x",{{data}}}""");

    private static async Task<KpiValue> ReadAsync(TestNode node, ScopeRef scope, string kpi) => (await node.ReadAsync(scope, Day, [kpi]))!.Values![0];
}
