using System.Text.Json;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Reports;
using Xunit;

namespace CareKpi.Kpis.Tests.Reports;

public sealed class ScheduledReportTests
{
    private const string Good = """{"name":"Weekly","level":"team","key":"billing","kpis":["csat","nps"],"every":"month","at":"23:59","locale":"ms","email":{"to":["a.b+c@mail.example.com"]},"webhook":{"url":"https://hooks.example.com/"},"enabled":false}""";

    [Fact]
    public void A_document_reads_as_it_was_written() => Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Good), ScheduledReport.Read("r", JsonElement.Parse(Good)).ToDocument()));

    [Theory]
    [InlineData("name", "\"Weekly\\r\\nBcc: a@b.example\"", "name")]
    [InlineData("name", "null", "name")]
    [InlineData("level", "\"region\"", "level")]
    [InlineData("key", "null", "key")]
    [InlineData("kpis", "[]", "kpis")]
    [InlineData("kpis", "[\"csat\",\"csat\"]", "kpis[1]")]
    [InlineData("kpis", "[3]", "kpis[0]")]
    [InlineData("every", "\"day\"", "every")]
    [InlineData("at", "\"7:00\"", "at")]
    [InlineData("at", "\"24:00\"", "at")]
    [InlineData("locale", "\"de\"", "locale")]
    [InlineData("email", "{}", "email.to")]
    [InlineData("email", "{\"to\":[]}", "email.to")]
    [InlineData("email", "{\"to\":[\"a@example.com\",\"A@example.com\"]}", "email.to[1]")]
    [InlineData("email", "{\"to\":[\"a@example.com\"],\"cc\":[]}", "email.cc")]
    [InlineData("email", "{\"to\":[\"a@example.com\",\"b@localhost\"]}", "email.to[1]")]
    [InlineData("webhook", "{\"url\":\"http://hooks.example.com/\"}", "webhook.url")]
    [InlineData("enabled", "1", "enabled")]
    public void What_makes_no_sense_is_refused_with_its_field(string field, string value, string told)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(Good)!.AsObject();
        document[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        var refused = Assert.Throws<DefinitionException>(() => ScheduledReport.Read("r", JsonElement.Parse(document.ToJsonString())));
        Assert.Equal(told, refused.Field);
    }

    [Fact]
    public void A_report_goes_to_at_most_20_addresses_and_somewhere()
    {
        Assert.Equal("email.to", Refused($$$"""{"name":"x","level":"tenant","every":"week","email":{"to":[{{{string.Join(',', Enumerable.Range(0, 21).Select(i => $"\"a{i}@example.com\""))}}}]}}"""));
        Assert.Equal("email", Refused("""{"name":"x","level":"tenant","every":"week"}"""));
    }

    [Theory]
    [InlineData("a@example.com", true)]
    [InlineData("first.last+tag@sub.example.co", true)]
    [InlineData("a@example", false)]
    [InlineData("@example.com", false)]
    [InlineData("a@", false)]
    [InlineData("a b@example.com", false)]
    [InlineData("a@exa mple.com", false)]
    [InlineData("a..b@example.com", false)]
    [InlineData(".a@example.com", false)]
    [InlineData("a.@example.com", false)]
    [InlineData("a@-example.com", false)]
    [InlineData("a@example.com.", false)]
    [InlineData("a@b@example.com", false)]
    [InlineData("\"a\"@example.com", false)]
    [InlineData("Ann <a@example.com>", false)]
    [InlineData("a@[127.0.0.1]", false)]
    [InlineData("a@example.com\r\nBcc: b@example.com", false)]
    [InlineData("a@example.com>\r\nDATA", false)]
    [InlineData("a\n@example.com", false)]
    [InlineData("ä@example.com", false)]
    [InlineData("a@exämple.com", false)]
    public void An_address_is_a_plain_one(string address, bool holds) => Assert.Equal(holds, MailAddressRule.Holds(address));

    private static string? Refused(string document) => Assert.Throws<DefinitionException>(() => ScheduledReport.Read("r", JsonElement.Parse(document))).Field;
}
