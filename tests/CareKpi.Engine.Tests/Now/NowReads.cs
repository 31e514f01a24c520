using System.Globalization;
using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Engine.Now;
using CareKpi.Engine.Tests.Properties;
using CareKpi.Kpis.Events;
using CareKpi.Testing;
using CareKpi.Testing.Time;
using Xunit;

namespace CareKpi.Engine.Tests.Now;

/// <summary>A tenant at noon of 2 June 2026, and what is asked about it.</summary>
internal static class NowReads
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 2, 12, 0, 0, TimeSpan.Zero);

    public static async Task<TestNode> NodeAsync(params string[] events)
    {
        var node = new TestNode(time: new ManualTime(Noon));
        await node.CreateAsync("UTC");
        await node.SendAllAsync(events);
        return node;
    }

    public static async Task SendAllAsync(this TestNode node, params string[] events)
    {
        if (events.Length == 0)
        {
            return;
        }
        var (reply, rejected) = await node.SendAsync(events);
        Assert.Empty(rejected);
        await node.AppliedAsync(reply.Position);
    }

    public static async Task<NowBoard> NowAsync(this TestNode node, Func<NowRequest, NowRequest>? with = null)
    {
        var request = new NowRequest(1_000) { WithQueues = true };
        return (await node.Intake.NowAsync(with is null ? request : with(request)))!;
    }

    /// <summary>Agents with status, time of the day and team.</summary>
    public static async Task<string> AgentsAsync(this TestNode node, Func<NowRequest, NowRequest>? with = null) =>
        string.Join(", ", (await node.NowAsync(with)).Items.Select(item => $"{item.Agent} {item.Status} {Time(item.Since)} {item.Team}".TrimEnd()));

    /// <summary>Queues with how many wait and since when.</summary>
    public static async Task<string> QueuesAsync(this TestNode node) =>
        string.Join(", ", (await node.NowAsync()).Queues.Select(queue => $"{queue.Channel} {queue.Queue} {queue.Waiting} {Time(queue.LongestSince)}"));

    public static string Status(string id, string at, string agent, string status, string more = "") => Event(id, at, "care.agent.status", $$"""{"agent":"{{agent}}","status":"{{status}}"{{more}}}""");

    public static string Queued(string id, string at, string contact, string more = ""","queue":"bills" """) => Event(id, at, "care.contact.queued", $$"""{"contact":"{{contact}}","channel":"voice"{{more}}}""");

    public static string Ended(string id, string at, string contact, string more = "") =>
        Event(id, at, "care.contact.ended", $$"""{"contact":"{{contact}}","channel":"voice","direction":"inbound","outcome":"abandoned","wait":5{{more}}}""");

    public static string Withdrawn(string id, string at, string what, string supersedes) => Over(Event(id, at, "care.event.withdrawn", what), supersedes);

    /// <summary>The event supersedes another one.</summary>
    public static string Over(string sent, string supersedes) => $$"""{"supersedes":"{{supersedes}}",{{sent[1..]}}""";

    /// <summary><paramref name="at"/>: a time of 2 June, or of the day that it says.</summary>
    public static string Event(string id, string at, string type, string data) => Sent.Event(id, at.Contains('T', StringComparison.Ordinal) ? $"2026-{at}:00Z" : $"2026-06-02T{at}:00Z", type, data);

    private static string Time(long? micros) => micros is { } at ? DateTimeOffset.UnixEpoch.AddMicroseconds(at).ToString("dd'T'HH:mm", CultureInfo.InvariantCulture) : "-";
}
