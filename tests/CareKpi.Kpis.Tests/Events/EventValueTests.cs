using System.Text;
using CareKpi.Kpis.Events;
using Xunit;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>What stands in an event after it was read.</summary>
public sealed class EventValueTests : IDisposable
{
    private readonly EventBatch batch = EventBatch.Rent();

    public void Dispose() => batch.Return();

    [Fact]
    public void A_contact_as_the_contract_shows_it()
    {
        const string Text = """
            {"specversion":"1.0","id":"9f1c","source":"pbx/eu-1","type":"care.contact.ended","time":"2026-03-02T09:14:05+08:00",
             "data":{"contact":"c-771","customer":"u-42","channel":"voice","direction":"inbound","outcome":"answered",
             "wait":12.4,"talk":181,"hold":20,"wrap":35,"agent":"a-7","team":"billing","topic":"refund","resolved":true}}
            """;
        var e = Read(Text);

        Assert.Equal((EventType.ContactEnded, Channel.Voice, ContactDirection.Inbound, ContactOutcome.Answered), (e.Type, e.Channel, e.Direction, e.Outcome));
        Assert.Equal(EventCasesTests.Micros("2026-03-02T01:14:05Z"), e.Time);
        Assert.Equal((12_400_000, 181_000_000, 20_000_000, 35_000_000), (e[NumberField.Wait], e[NumberField.Talk], e[NumberField.Hold], e[NumberField.Wrap]));
        Assert.Equal("c-771 u-42 a-7 billing refund", string.Join(' ', new[] { TextField.Contact, TextField.Customer, TextField.Agent, TextField.Team, TextField.Topic }.Select(field => Text1(e[field]))));
        Assert.Equal(("9f1c", "pbx/eu-1", TextField.Contact, Answer.Yes), (Text1(e.Id), Text1(e.Source), e.Key, e.Resolved));
        Assert.Equal(Text, Text1(e.Raw));
        Assert.False(e.Has(TextField.Case) || e.Has(NumberField.Score) || e.Escalated || e.Knowledge || e.Supersedes.IsPresent);
        Assert.Equal(CareEvent.None, e.SupersedesTime);
    }

    [Fact]
    public void Texts_are_unescaped_and_the_raw_event_stays_as_it_came()
    {
        var text = Of("case.merged", """ "case":"k\u00e9\"\\","into":"\ud83d\ude00" """);
        var e = Read("[" + text + "]", BodyForm.Array);

        Assert.Equal(("ké\"\\", "😀", text), (Text1(e[TextField.Case]), Text1(e[TextField.Into]), Text1(e.Raw)));
    }

    [Theory]
    [InlineData("0.0000004", 0)]
    [InlineData("0.0000005", 1)]
    [InlineData("0.00000049999999999999999999", 0)]
    [InlineData("12.4", 12_400_000)]
    [InlineData("1.0000015", 1_000_002)]
    [InlineData("1e2", 100_000_000)]
    [InlineData("25E-1", 2_500_000)]
    [InlineData("0.3", 300_000)]
    [InlineData("-0", 0)]
    [InlineData("2592000", 2_592_000_000_000)]
    public void Durations_are_microseconds_half_up(string seconds, long micros) =>
        Assert.Equal(micros, Read(Of("contact.ended", $$""" "contact":"c","channel":"voice","direction":"inbound","outcome":"answered","wait":{{seconds}} """))[NumberField.Wait]);

    [Theory]
    [InlineData("0.1", 1_000)]
    [InlineData("-12.3456", -123_456)]
    [InlineData("999999999999.9999", 9_999_999_999_999_999)]
    [InlineData("12345e-4", 12_345)]
    [InlineData("1.5e3", 15_000_000)]
    public void Money_is_exact(string amount, long value) =>
        Assert.Equal(value, Read(Of("revenue.recorded", $$""" "customer":"u","amount":{{amount}} """))[NumberField.Amount]);

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    [InlineData("2000-02-29T23:59:59.123456999Z", 951_868_799_123_456)]
    [InlineData("2026-03-02t09:14:05.5+08:00", 1_772_414_045_500_000)]
    [InlineData("2026-03-02T09:14:05-23:59", 1_772_529_185_000_000)]
    public void Instants_are_microseconds_with_the_rest_cut(string time, long micros)
    {
        var context = EventCasesTests.Context with { NowMicros = EventCasesTests.Micros("2030-01-01T00:00:00Z"), HorizonMicros = CareEvent.None };
        var text = Of("case.closed", "\"case\":\"k\"").Replace("2026-03-02T09:14:05Z", time, StringComparison.Ordinal);
        Assert.True(EventParser.Parse(Encoding.UTF8.GetBytes(text), BodyForm.Single, context, batch).IsOk);
        Assert.Equal(micros, batch.Events[0].Time);
    }

    [Fact]
    public void Every_day_from_1900_to_2199_is_its_own()
    {
        var start = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var day = start; day.Year < 2200; day = day.AddDays(1))
        {
            var text = Encoding.UTF8.GetBytes(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Kpis.Events.Text.TimeOutcome.Ok, Kpis.Events.Text.Rfc3339.TryDay(text, out var days));
            Assert.Equal((day - DateTime.UnixEpoch).Days, days);
        }
    }

    [Fact]
    public void A_survey_has_the_scale_of_its_kind_and_a_closed_band()
    {
        var nps = Read(Of("survey.answered", """ "survey":"v","kind":"nps","score":9 """));
        Assert.Equal((0, 10_000_000, 9_000_000), (nps[NumberField.ScaleMin], nps[NumberField.ScaleMax], nps[NumberField.Score]));
        var ces = Read(Of("survey.answered", """ "survey":"v","kind":"ces","score":2,"lowEffortFrom":5 """));
        Assert.Equal((5_000_000, 7_000_000), (ces[NumberField.LowEffortFrom], ces[NumberField.LowEffortTo]));
        var other = Read(Of("survey.answered", """ "survey":"v","kind":"ces","score":2,"scale":{"min":0,"max":10},"lowEffortTo":3 """));
        Assert.Equal((0, 3_000_000), (other[NumberField.LowEffortFrom], other[NumberField.LowEffortTo]));
        var custom = Read(Of("survey.answered", """ "survey":"v","kind":"custom","score":2,"comment":"why" """));
        Assert.False(custom.Has(NumberField.ScaleMin));
        Assert.Equal("why", Text1(custom[TextField.Text]));
    }

    [Theory]
    [InlineData("\"negative\"", -1_000_000, true)]
    [InlineData("\"neutral\"", 0, true)]
    [InlineData("\"positive\"", 1_000_000, true)]
    [InlineData("-0.25", -250_000, false)]
    [InlineData("0.3333335", 333_334, false)]
    public void Sentiment_is_a_number_or_a_word(string given, long value, bool label)
    {
        var e = Read(Of("message.received", $$""" "case":"k","customer":"u","sentiment":{{given}} """));
        Assert.Equal((value, label, true), (e[NumberField.Sentiment], e.SentimentIsLabel, e.Has(NumberField.Sentiment)));
    }

    [Fact]
    public void Team_null_is_told_from_no_team_where_it_means_something()
    {
        Assert.True(Read(Of("agent.described", """ "agent":"a","team":null """))[TextField.Team].IsNull);
        Assert.False(Read(Of("agent.described", """ "agent":"a" """))[TextField.Team].IsNull);
        Assert.False(Read(Of("agent.status", """ "agent":"a","status":"wrap","team":null """))[TextField.Team].IsNull);
        Assert.Equal("t", Text1(Read(Of("agent.described", """ "agent":"a","team":"t" """))[TextField.Team]));
    }

    [Fact]
    public void Days_of_costs_are_day_numbers_and_startedAt_knows_whether_it_is_a_day()
    {
        var cost = Read(Of("cost.recorded", """ "category":"labour","amount":1,"from":"1970-01-02","to":"1970-02-01" """));
        Assert.Equal((1, 31, CostCategory.Labour, TextField.Count), (cost[NumberField.From], cost[NumberField.To], cost.Category, cost.Key));
        var day = Read(Of("customer.described", """ "customer":"u","startedAt":"1970-01-02" """));
        Assert.Equal((86_400_000_000, true), (day[NumberField.StartedAt], day.StartedAtIsDay));
        var instant = Read(Of("customer.described", """ "customer":"u","startedAt":"1970-01-02T00:00:00Z" """));
        Assert.Equal((86_400_000_000, false), (instant[NumberField.StartedAt], instant.StartedAtIsDay));
    }

    [Fact]
    public void Tags_stand_in_the_batch_and_those_of_rejected_events_are_gone()
    {
        var bad = Of("case.opened", """ "case":"k","tags":{"lost":"1","more":"2"} """);
        var good = Of("case.opened", """ "case":"k","customer":"u","channel":"chat","openedBy":"customer","tags":{"product":"pro","none":null,"plan":"\u0061nnual"} """);
        Read(string.Join('\n', bad, good, bad, good, good[..^1]), BodyForm.Lines);

        Assert.Equal((2, 5, 4), (batch.Count, batch.Total, batch.Tags.Length));
        foreach (ref readonly var e in batch.Events)
        {
            var tags = batch.TagsOf(in e);
            Assert.Equal("product=pro plan=annual", $"{Text1(tags[0].Name)}={Text1(tags[0].Value)} {Text1(tags[1].Name)}={Text1(tags[1].Value)}");
        }
    }

    [Fact]
    public void A_withdrawal_knows_the_key_of_what_it_takes_back()
    {
        var text = Of("event.withdrawn", "\"contact\":\"c\"").Replace("\"data\"", "\"supersedes\":\"e0\",\"supersedestime\":\"1970-01-01T00:00:01Z\",\"data\"", StringComparison.Ordinal);
        var e = Read(text);
        Assert.Equal((TextField.Contact, "e0", 1_000_000), (e.Key, Text1(e.Supersedes), e.SupersedesTime));
    }

    [Fact]
    public void A_message_is_public_unless_it_says_otherwise()
    {
        Assert.True(Read(Of("message.sent", "\"case\":\"k\"")) is { Public: true, Bot: false });
        Assert.True(Read(Of("message.sent", "\"case\":\"k\",\"public\":false,\"bot\":true,\"knowledge\":[\"kb\"]")) is { Public: false, Bot: true, Knowledge: true });
    }

    [Fact]
    public void Every_type_and_word_is_read_as_it_is_written()
    {
        foreach (var type in Enum.GetValues<EventType>().Where(type => type != EventType.Foreign))
        {
            Assert.True(EventTypes.TryParse(EventTypes.Name(type), out var parsed) && EventTypes.TryParse(EventTypes.Utf8(type), out var same) && same == parsed);
            Assert.Equal(type, parsed);
        }

        foreach (var channel in Enum.GetValues<Channel>().Where(channel => channel != Channel.None))
        {
            Assert.True(ContractWords.Channels.TryParse(ContractWords.Channels.Utf8(channel), out var parsed));
            Assert.Equal(channel, parsed);
        }

        Assert.Equal(("in_person", string.Empty, string.Empty), (ContractWords.Channels.Name(Channel.InPerson), ContractWords.Channels.Name(Channel.None), EventTypes.Name(EventType.Foreign)));
        Assert.False(ContractWords.Channels.TryParse("Voice", out _) || ContractWords.Openers.TryParse("system", out _) || EventTypes.TryParse(new string('x', 1_000), out _));
    }

    private static string Of(string type, string data) =>
        "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"care." + type + "\",\"time\":\"2026-03-02T09:14:05Z\",\"data\":{" + data + "}}";

    private CareEvent Read(string body, BodyForm form = BodyForm.Single)
    {
        Assert.True(EventParser.Parse(Encoding.UTF8.GetBytes(body), form, EventCasesTests.Context, batch).IsOk);
        Assert.True(batch.Count > 0, batch.Rejections.Count > 0 ? batch.Rejections[0].ToString() : "nothing");
        return batch.Events[0];
    }

    private string Text1(TextRef text) => Encoding.UTF8.GetString(batch[text]);
}
