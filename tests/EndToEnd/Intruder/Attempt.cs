using CareKpi.EndToEnd.Door;

namespace CareKpi.EndToEnd.Intruder;

/// <summary>One try: who, what is sent, and what the answer has to be. <see cref="Judge"/>: what is wrong with it, or null.</summary>
internal sealed record Attempt(string Kind, Viewer Viewer, string What, Func<Task<Answer>> SendAsync, Func<Answer, string?> Judge);

/// <summary>What a refusal looks like.</summary>
internal static class Verdict
{
    /// <summary>It may answer, with what is the viewer's: nothing of others is looked for everywhere.</summary>
    public static string? Clean(Answer answer) => answer.Codes.Contains("UNAVAILABLE") ? "the node has failed" : null;

    /// <summary>Data in which there is nothing.</summary>
    public static string? Nothing(Answer answer) =>
        Clean(answer) ?? (answer.Codes.Contains("RATE_LIMITED") || answer.Status == 429 ? "it was not even looked at" : answer.Json is null ? "no answer" : IsNothing(answer.Data) ? null : "something was answered");

    public static string? Unauthenticated(Answer answer) => Nothing(answer) ?? (answer.Code is "UNAUTHENTICATED" ? null : $"the code is {answer.Code}");

    public static string? Forbidden(Answer answer) => Nothing(answer) ?? (answer.Code is "FORBIDDEN" ? null : $"the code is {answer.Code}");

    /// <summary>Of the node: no such thing, not yours, or not to be read so.</summary>
    public static Func<Answer, string?> Status(params int[] statuses) => answer => statuses.Contains(answer.Status) ? null : $"the status is {answer.Status}";

    /// <summary>Of scorecards: the scope does not exist, or the request is refused.</summary>
    public static string? NoResult(Answer answer) => answer.Status is 401 or 403 or 404 ? null
        : answer.Status == 200 && answer.Json?["answers"] is JsonArray answers && answers.All(static one => one!["result"] is null) ? Clean(answer) : "there is a result";

    private static bool IsNothing(JsonNode? node) => node switch
    {
        null => true,
        JsonArray list => list.All(IsNothing),
        JsonObject fields => fields.All(static field => field.Key is "errors" or "__typename" || IsNothing(field.Value)),
        JsonValue value => value.GetValueKind() is System.Text.Json.JsonValueKind.False,
        _ => false,
    };
}
