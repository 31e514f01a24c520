// How many contacts a second one core reads, and what a request of 1,000 allocates: dotnet run -c Release --project tests/Benchmarks/EventRate
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CareKpi.Kpis.Events;

const int Events = 1_000;
const int Rounds = 1_500;
const string Contact = """
    {"specversion":"1.0","id":"9f1c-#","source":"pbx/eu-1","type":"care.contact.ended","time":"2026-03-02T09:14:05+08:00","data":{"contact":"c-#","customer":"u-42","channel":"voice","direction":"inbound","outcome":"answered","wait":12.4,"talk":181,"hold":20,"wrap":35,"agent":"a-7","team":"billing","topic":"refund","resolved":true}}
    """;

var contacts = Enumerable.Range(0, Events).Select(i => Contact.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).ToArray();
var array = Encoding.UTF8.GetBytes("[" + string.Join(',', contacts) + "]");
var lines = Encoding.UTF8.GetBytes(string.Join('\n', contacts));
var context = new ParseContext("demo", 1_772_452_800_000_000);
var batch = EventBatch.Rent();

// The first pass warms: what counts is the last.
for (var pass = 0; pass < 3; pass++)
{
    Measure("array", array, BodyForm.Array);
    Measure("lines", lines, BodyForm.Lines);
}

void Measure(string name, byte[] body, BodyForm form)
{
    var best = long.MaxValue;
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    var start = Stopwatch.GetTimestamp();
    for (var round = 0; round < Rounds; round++)
    {
        var begun = Stopwatch.GetTimestamp();
        if (!EventParser.Parse(body, form, context, batch).IsOk || batch.Count != Events)
        {
            throw new InvalidOperationException("the contacts were not taken");
        }

        best = Math.Min(best, Stopwatch.GetTimestamp() - begun);
    }

    var mean = Stopwatch.GetElapsedTime(start).TotalSeconds / Rounds;
    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: mean {Events / mean:N0} events/s ({body.Length / mean / 1e6:N0} MB/s), best {Events * (double)Stopwatch.Frequency / best:N0}, {allocated} bytes allocated"));
}
