using System.Globalization;

namespace CareKpi.Bench.Data;

/// <summary>Contacts of as many agents as a tenant may have, in 100 teams, over the week before an instant; each agent has some. By number, so that a part may be sent after another.</summary>
internal static class AgentLoad
{
    public const int Agents = 10_000;
    private const int Teams = 100;

    /// <param name="of">How many contacts the week has.</param>
    public static IEnumerable<string> Contacts(DateTime end, int from, int count, int of)
    {
        var random = new SeededRandom((ulong)(Sizes.Seed + from));
        for (var number = from; number < from + count; number++)
        {
            var agent = number % Agents;
            var at = end.AddDays(-6.9 + (6.9 * (number % of) / of));
            yield return string.Create(CultureInfo.InvariantCulture, $$$"""
                {"specversion":"1.0","id":"a{{{number}}}","source":"pbx/eu-1","type":"care.contact.ended","time":"{{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}}","data":{"contact":"a-{{{number}}}","customer":"{{{ContactLoad.Customer(random.Next(50_000))}}}","channel":"voice","direction":"inbound","outcome":"answered","queue":"queue-{{{random.Next(8)}}}","topic":"billing","agent":"agent-{{{agent:00000}}}","team":"team-{{{agent % Teams:000}}}","wait":{{{random.Around(40):0.0}}},"talk":{{{random.Around(240):0}}},"hold":5,"wrap":30,"resolved":true} }
                """);
        }
    }
}
