using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Events.Text;

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
            return Whole(document.RootElement);
        }
        catch (JsonException)
        {
            throw ProblemException.BadInput("The body is not JSON.");
        }
        catch (InvalidOperationException)
        {
            // Where names are compared, they are read.
            throw Broken;
        }
    }

    /// <summary>A copy of an element of which every name and string can be read.</summary>
    internal static JsonElement Whole(JsonElement given) => Surrogates.AreWhole(JsonMarshal.GetRawUtf8Value(given)) ? given.Clone() : throw Broken;

    private static ProblemException Broken => ProblemException.BadInput("A text of the body is not valid: send it in UTF-8, and both halves of a surrogate pair (\\ud800 to \\udfff).");
}
