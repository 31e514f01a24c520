using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Problems;

namespace CareKpi.Api.Node;

/// <summary>A body that is read field by field, so that what is wrong can be told with its place.</summary>
internal static class JsonBody
{
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static async Task<JsonObject> ObjectAsync(HttpContext context, string what) =>
        await ReadAsync(context) is { ValueKind: JsonValueKind.Object } body ? JsonObject.Create(body)! : throw ProblemException.BadInput($"A {what} is an object.");

    public static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw ProblemException.BadInput("The body is not JSON.");
        }
    }
}
