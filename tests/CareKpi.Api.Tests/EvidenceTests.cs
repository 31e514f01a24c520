using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;
using CareKpi.Kpis.Evidence;
using CareKpi.Kpis.Measures;
using CareKpi.Kpis.Scorecards;

namespace CareKpi.Api.Tests;

/// <summary>docs/contracts/management-api.md, "Evidence".</summary>
public sealed class EvidenceTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Question = """ "scope":{"level":"team","key":"billing"},"period":{"from":"2026-03-01","to":"2026-03-31"},"kpi":"first_response_time" """;

    [Fact]
    public async Task Answers_in_the_shape_of_the_contract()
    {
        EvidenceRequest? asked = null;
        node.Grains.Evidence = (_, request) =>
        {
            asked = request;
            return new(new(Level.Team, "billing", "帳務"), request.Period.Days!.Value, 88_121, 1_772_442_845_123_456,
                [new(EvidenceKind.Survey, "s-1", 1_772_442_845_000_000, new(2026, 3, 2), 1_500, 1) { Part = EvidencePart.Both, Amount = 1.5, Customer = "u-1", Agent = "a-7", Team = "billing", Channel = "email", Topic = "bills", Score = 4, Comment = "good", Case = "c-1", Contact = "k-1" },
                    new(EvidenceKind.AgentDay, "a-7", 1_772_442_000_000_000, new(2026, 3, 2), 0, 2) { Part = EvidencePart.Denominator }],
                "next", 1000, 1);
        };
        var answer = await AskAsync($$"""{{{Question}},"where":{"dimension":"channel","values":["email"]},"first":2,"after":"before"}""");
        Assert.Equal(
            """
            {"items":[{"kind":"survey","key":"s-1","at":"2026-03-02T09:14:05Z","day":"2026-03-02","part":"both","amount":1.5,"numerator":1.5,"denominator":1,"customer":"u-1","agent":"a-7","team":"billing","channel":"email","topic":"bills","score":4,"comment":"good","case":"c-1","contact":"k-1"},
            {"kind":"agentDay","key":"a-7","at":"2026-03-02T09:00:00Z","day":"2026-03-02","part":"denominator","amount":null,"numerator":0,"denominator":2,"customer":null,"agent":null,"team":null,"channel":null,"topic":null,"score":null,"comment":null,"case":null,"contact":null}],
            "hasNextPage":true,"cursor":"next","totalCount":null,"asOf":"demo:88121"}
            """.ReplaceLineEndings(""), answer.ToJsonString());
        Assert.Equal((new ScopeRef(Level.Team, "billing"), "first_response_time", 2, "before"), (asked!.Scope, asked.Kpi, asked.First, asked.After));
        Assert.Equal((Dimensions.Channel, "email"), (asked.Where!.Dimension, asked.Where.Values[0]));
    }

    [Theory]
    [InlineData(""","first":0""", "first")]
    [InlineData(""","first":101""", "first")]
    [InlineData(""","kpis":["csat"]""", "kpis")]
    [InlineData(""","where":{"dimension":"channel"}""", "where.values")]
    public async Task What_makes_no_sense_is_refused(string more, string field)
    {
        using var answer = await PostAsync($$"""{{{Question}}{{more}}}""", "read");
        Assert.Equal(field, (await TestNode.IsProblemAsync(answer, 400, "BAD_INPUT"))["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Problems_have_their_codes()
    {
        node.Grains.Evidence = (_, _) => null;
        using var nowhere = await PostAsync($$"""{{{Question}}}""", "read");
        await TestNode.IsProblemAsync(nowhere, 404, "NOT_FOUND");
        node.Grains.Evidence = (_, _) => throw new ReadProblemException("NO_EVIDENCE", "there is none", "kpi");
        using var none = await PostAsync($$"""{{{Question}}}""", "read");
        await TestNode.IsProblemAsync(none, 400, "NO_EVIDENCE");
        using var other = await PostAsync($$"""{{{Question}}}""", "ingest");
        await TestNode.IsProblemAsync(other, 403, "FORBIDDEN");
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string scope) => await node.PostAsync("/v1/evidence", await node.KeyAsync(scope), TestNode.Json(body));

    private async Task<JsonObject> AskAsync(string body)
    {
        using var answer = await PostAsync(body, "read");
        Assert.Equal(200, (int)answer.StatusCode);
        return await TestNode.ReadAsync(answer);
    }
}
