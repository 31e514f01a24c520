using System.Text;

namespace CareKpi.EndToEnd.Events;

/// <summary>Made-up contacts and ratings, spread over days: the same number is always the same event. Customers call again, so repeat windows judge them; waits lie around every threshold.</summary>
internal static class Generated
{
    private const int Customers = 4_999;
    private static readonly DateTime Start = new(2024, 1, 1, 8, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Topics = ["billing", "delivery", "contract", "device", "network"];

    public static IEnumerable<ReadOnlyMemory<byte>> Events(int count, int days, string source = "generated", int from = 0) => Enumerable.Range(from, count).Select(number => Event(number, days, source));

    public static string Day(int day) => Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Says nothing but how late it is.</summary>
    public static ReadOnlyMemory<byte> Tick(DateTime at) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""{"specversion":"1.0","id":"tick-{{{at.Ticks}}}","source":"clock","type":"clock.ticked","time":"{{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}}","data":{}}"""));

    /// <summary>Every fourth is the rating of the contact before it.</summary>
    private static ReadOnlyMemory<byte> Event(int number, int days, string source)
    {
        var isSurvey = number % 4 == 3;
        var contact = isSurvey ? number - 1 : number;
        var mixed = Mix(contact);
        // Neighbours lie on one day, as they do in real streams, and every day comes by again.
        var day = (int)(contact / 2_000L % days);
        var time = Start.AddDays(day).AddSeconds(mixed % 36_000 + (isSurvey ? 60 : 0)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var head = string.Create(CultureInfo.InvariantCulture, $$"""{"specversion":"1.0","id":"{{number}}","source":"{{source}}","time":"{{time}}",""");
        var customer = mixed / 36_000 % Customers;
        return Encoding.UTF8.GetBytes(isSurvey
            ? string.Create(CultureInfo.InvariantCulture, $$$"""{{{head}}}"type":"care.survey.answered","data":{"survey":"s-{{{number}}}","kind":"csat","score":{{{mixed % 5 + 1}}},"contact":"c-{{{contact}}}"}}""")
            : string.Create(CultureInfo.InvariantCulture, $$$"""{{{head}}}"type":"care.contact.ended","data":{"contact":"c-{{{contact}}}","customer":"u-{{{customer}}}","channel":"{{{(mixed % 3 == 0 ? "chat" : "voice")}}}","direction":"inbound","outcome":"{{{(mixed % 7 == 0 ? "abandoned" : "answered")}}}","wait":{{{mixed % 90}}},"talk":{{{(mixed % 7 == 0 ? 0 : mixed % 400)}}},"agent":"a-{{{mixed % 41}}}","team":"t-{{{mixed % 41 % 6}}}","topic":"{{{Topics[mixed % Topics.Length]}}}","resolved":{{{(mixed % 4 == 0 ? "false" : "true")}}}}}"""));
    }

    /// <summary>A number that looks random and is not.</summary>
    private static uint Mix(int number)
    {
        var mixed = unchecked((uint)number * 2_654_435_769u);
        mixed ^= mixed >> 15;
        return unchecked(mixed * 2_246_822_519u) >> 2;
    }
}
