using System.Text;
using CareKpi.Kpis.Events;
using Xunit;
using static System.FormattableString;

namespace CareKpi.Kpis.Tests.Events;

/// <summary>What happens to a body as a whole.</summary>
public sealed class EventBodyTests
{
    private static readonly string A = EventCase.Good(1);
    private static readonly string B = EventCase.Good(2);

    public static TheoryData<string, BodyForm, string, string> Bodies => new()
    {
        { "one event", BodyForm.Single, A, "1 of 1" },
        { "white space around", BodyForm.Single, " \r\n\t" + A + "\n\n", "1 of 1" },
        { "byte order mark", BodyForm.Single, "\uFEFF" + A, "1 of 1" },
        { "two byte order marks", BodyForm.Single, "\uFEFF\uFEFF" + A, "NotJson line 1 byte 3" },
        { "nothing", BodyForm.Single, "", "NotJson line 1 byte 0" },
        { "only a byte order mark", BodyForm.Single, "\uFEFF", "NotJson line 1 byte 3" },
        { "only white space", BodyForm.Single, " \n ", "NotJson line 2 byte 3" },
        { "a number", BodyForm.Single, "5", "0 of 1: 0 not_cloudevent" },
        { "null", BodyForm.Single, "null", "0 of 1: 0 not_cloudevent" },
        { "an array where one event is due", BodyForm.Single, "[" + A + "]", "0 of 1: 0 not_cloudevent" },
        { "two events where one is due", BodyForm.Single, "{}{}", "NotJson line 1 byte 2" },
        { "garbage behind", BodyForm.Single, A + "x", Invariant($"NotJson line 1 byte {A.Length}") },
        { "cut off", BodyForm.Single, "{\"id\":", "NotJson line 1 byte 6" },
        { "an event with a fault", BodyForm.Single, "{}", "0 of 1: 0 not_cloudevent" },
        { "an empty array", BodyForm.Array, "[]", "0 of 0" },
        { "an empty array with white space", BodyForm.Array, " [ \n ] ", "0 of 0" },
        { "array with byte order mark", BodyForm.Array, "\uFEFF[" + A + "]", "1 of 1" },
        { "array of two", BodyForm.Array, "[" + A + "," + B + "]", "2 of 2" },
        { "array with others", BodyForm.Array, "[1," + A + ",null,[[]]," + B + ",\"x\"]", "2 of 6: 0 not_cloudevent, 2 not_cloudevent, 3 not_cloudevent, 5 not_cloudevent" },
        { "nothing where an array is due", BodyForm.Array, "", "NotJson line 1 byte 0" },
        { "an object where an array is due", BodyForm.Array, A, "NotJson line 1 byte 0" },
        { "an object after lines where an array is due", BodyForm.Array, "\n\n " + A, "NotJson line 3 byte 3" },
        { "text where an array is due", BodyForm.Array, "\"x\"", "NotJson line 1 byte 0" },
        { "array not closed", BodyForm.Array, "[" + A, Invariant($"NotJson line 1 byte {A.Length + 1}") },
        { "array closed twice", BodyForm.Array, "[" + A + "]]", Invariant($"NotJson line 1 byte {A.Length + 2}") },
        { "a comma too many", BodyForm.Array, "[" + A + ",]", Invariant($"NotJson line 1 byte {A.Length + 2}") },
        { "no comma", BodyForm.Array, "[" + A + " " + B + "]", Invariant($"NotJson line 1 byte {A.Length + 2}") },
        { "bad in the second line", BodyForm.Array, "[" + A + ",\n{\"a\":tru}]", Invariant($"NotJson line 2 byte {A.Length + 11}") },
        { "a comment", BodyForm.Array, "[/* x */]", "NotJson line 1 byte 1" },
        { "lines where an array is due", BodyForm.Array, A + "\n" + B, "NotJson line 1 byte 0" },
        { "brackets only", BodyForm.Array, new string('[', 1_000_000), "NotJson line 1 byte 1000000" },
        { "brackets that close", BodyForm.Array, new string('[', 500_000) + new string(']', 500_000), "0 of 1: 0 not_cloudevent" },
        { "no lines", BodyForm.Lines, "", "0 of 0" },
        { "empty lines", BodyForm.Lines, "\n\r\n \t\n", "0 of 0" },
        { "lines", BodyForm.Lines, A + "\n" + B, "2 of 2" },
        { "lines with an end", BodyForm.Lines, A + "\n" + B + "\n", "2 of 2" },
        { "lines of Windows", BodyForm.Lines, A + "\r\n" + B + "\r\n", "2 of 2" },
        { "lines with gaps", BodyForm.Lines, "\n\n" + A + "\n\r\n   \n" + B + "\n\n", "2 of 2" },
        { "lines with byte order mark", BodyForm.Lines, "\uFEFF" + A + "\n" + B, "2 of 2" },
        { "a byte order mark within", BodyForm.Lines, A + "\n\uFEFF" + B, "1 of 2: 1 not_json" },
        { "a bad line within", BodyForm.Lines, A + "\n{\"id\":\n" + B, "2 of 3: 1 not_json" },
        { "an array as line", BodyForm.Lines, A + "\n[" + A + "]\n" + B, "2 of 3: 1 not_cloudevent" },
        { "an event over several lines", BodyForm.Lines, "{\n\"id\":1\n}\n" + B, "1 of 4: 0 not_json, 1 not_json, 2 not_json" },
        { "the last line cut off", BodyForm.Lines, A + "\n" + B[..50], "1 of 2: 1 not_json" },
        { "a line with two events", BodyForm.Lines, A + B + "\n" + A, "1 of 2: 0 not_json" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_has_its_answer(string say, BodyForm form, string body, string answer)
    {
        Assert.Equal(say + ": " + answer, say + ": " + Answer(Encoding.UTF8.GetBytes(body), form));
    }

    [Fact]
    public void Bytes_that_are_no_text_cost_an_array_everything_and_lines_their_line()
    {
        byte[] bad = [.. Encoding.UTF8.GetBytes("{\"a\":\""), 0xC3, 0x28, .. "\"}"u8];
        byte[] array = [(byte)'[', .. Encoding.UTF8.GetBytes(A), (byte)',', .. bad, (byte)']'];
        byte[] lines = [.. Encoding.UTF8.GetBytes(A), (byte)'\n', .. bad, (byte)'\n', .. Encoding.UTF8.GetBytes(B)];

        Assert.Equal(Invariant($"NotJson line 1 byte {A.Length + 8}"), Answer(array, BodyForm.Array));
        Assert.Equal("NotJson line 1 byte 6", Answer(bad, BodyForm.Single));
        Assert.Equal("2 of 3: 1 not_json", Answer(lines, BodyForm.Lines));
    }

    [Theory]
    [InlineData(BodyForm.Array)]
    [InlineData(BodyForm.Lines)]
    public void More_than_20000_events_are_too_many(BodyForm form)
    {
        Assert.Equal("0 of 20000", Answer(Repeat(form, "{}", 20_000), form).Split(':')[0]);
        Assert.Equal("20000 of 20000", Answer(Repeat(form, A, 20_000), form));
        Assert.Equal("TooManyEvents line 0 byte 0", Answer(Repeat(form, A, 20_001), form));
        Assert.Equal("TooManyEvents line 0 byte 0", Answer(Repeat(form, "1", 20_001), form));
    }

    [Fact]
    public void A_refused_body_leaves_the_batch_empty()
    {
        var batch = EventBatch.Rent();
        Assert.False(EventParser.Parse(Encoding.UTF8.GetBytes("[{}," + A + ",x]"), BodyForm.Array, EventCasesTests.Context, batch).IsOk);
        Assert.Equal((0, 0, 0), (batch.Count, batch.Total, batch.Rejections.Count));
        batch.Return();
    }

    [Fact]
    public void A_rejection_repeats_the_id_and_nothing_else_of_the_customer()
    {
        var batch = EventBatch.Rent();
        var secret = A.Replace("\"k1\"", "\"jane@example.org\\u0000\",\"jane-name\":{\"jane\":1,\"jane\":2}", StringComparison.Ordinal);
        EventParser.Parse(Encoding.UTF8.GetBytes(secret + "\n{\"jane\": jane}"), BodyForm.Lines, EventCasesTests.Context, batch);

        Assert.Equal(("good-1", null), (batch.Rejections[0].Id, batch.Rejections[1].Id));
        Assert.All(batch.Rejections, rejection => Assert.DoesNotContain("jane", rejection.Field + rejection.Message, StringComparison.Ordinal));
        batch.Return();
    }

    private static byte[] Repeat(BodyForm form, string text, int times) => Encoding.UTF8.GetBytes(
        form == BodyForm.Array ? "[" + string.Join(',', Enumerable.Repeat(text, times)) + "]" : string.Join('\n', Enumerable.Repeat(text, times)));

    private static string Answer(byte[] body, BodyForm form)
    {
        var batch = EventBatch.Rent();
        var result = EventParser.Parse(body, form, EventCasesTests.Context, batch);
        var rejected = string.Join(", ", batch.Rejections.Select(rejection => Invariant($"{rejection.Index} {rejection.Code}")));
        var answer = result.IsOk
            ? Invariant($"{batch.Count} of {batch.Total}{(rejected.Length > 0 ? ": " + rejected : string.Empty)}")
            : Invariant($"{result.Status} line {result.Line} byte {result.Offset}");
        Assert.Equal(result.IsOk, string.IsNullOrEmpty(result.Message));
        batch.Return();
        return answer;
    }
}
