using System.Text;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Events;
using CareKpi.Testing;

namespace CareKpi.Engine.Tests.Properties;

/// <summary>Events as they are sent.</summary>
internal static class Sent
{
    /// <summary>As one batch, to whom a test holds without a <see cref="TestNode"/>. All of it is of before 2026-03-09.</summary>
    public static Task<IngestReply> ToAsync(IIntakeGrain intake, params string[] events)
    {
        var batch = EventBatch.Rent();
        var now = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000;
        var parsed = EventParser.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), BodyForm.Array, new ParseContext(TestNode.Tenant, now), batch);
        return parsed.IsOk ? intake.IngestAsync(new IngestRequest(batch)) : throw new ArgumentException(parsed.Message, nameof(events));
    }

    public static string Status(string id, string time, string agent, string status) => Event(id, time, "care.agent.status", $$"""{"agent":"{{agent}}","status":"{{status}}"}""");

    public static string Opened(string id, string time, string key, string customer = "ana") =>
        Event(id, time, "care.case.opened", $$"""{"case":"{{key}}","customer":"{{customer}}","channel":"email","openedBy":"customer"}""");

    public static string Event(string id, string time, string type, string data) =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"demo","type":"{{type}}","time":"{{time}}","data":{{data}}}""";
}
