using CareKpi.Api.Problems;
using CareKpi.Kpis.Events;
using Microsoft.Net.Http.Headers;

namespace CareKpi.Api.Events;

internal static class EventForms
{
    public static BodyForm Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw Unknown();
        }

        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/cloudevents+json" => BodyForm.Single,
            "application/cloudevents-batch+json" => BodyForm.Array,
            "application/x-ndjson" => BodyForm.Lines,
            _ => throw Unknown(),
        };
    }

    private static ProblemException Unknown() =>
        ProblemException.Unsupported("Events are sent as application/cloudevents+json, application/cloudevents-batch+json or application/x-ndjson, in UTF-8.");
}
