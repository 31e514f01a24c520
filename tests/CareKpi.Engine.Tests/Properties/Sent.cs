namespace CareKpi.Engine.Tests.Properties;

/// <summary>Events as they are sent.</summary>
internal static class Sent
{
    public static string Status(string id, string time, string agent, string status) => Event(id, time, "care.agent.status", $$"""{"agent":"{{agent}}","status":"{{status}}"}""");

    public static string Opened(string id, string time, string key, string customer = "ana") =>
        Event(id, time, "care.case.opened", $$"""{"case":"{{key}}","customer":"{{customer}}","channel":"email","openedBy":"customer"}""");

    public static string Event(string id, string time, string type, string data) =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"demo","type":"{{type}}","time":"{{time}}","data":{{data}}}""";
}
