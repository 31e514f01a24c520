using System.Text.Json;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Kpis.Events;
using Microsoft.AspNetCore.WebUtilities;

namespace CareKpi.Api.Events;

/// <summary>What became of a request's events (docs/contracts/events.md). <see cref="Rejected"/> is in the order of the request.</summary>
public sealed record IngestAnswer(int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected, string Position);

/// <summary>A refused event: its place in the request from 0, its id if it has one, a code, the field and how to mend it.</summary>
public sealed record RejectedEvent(int Index, string? Id, string Code, string? Field, string Message);

internal static class IngestAnswers
{
    /// <summary>Written by hand: the answer to every post, most of them with nothing refused. 422 if there was an event and all were refused.</summary>
    public static async Task WriteAsync(HttpContext context, string tenant, IntakeResult taken)
    {
        var allRejected = taken is { Accepted: 0, Duplicates: 0, Rejected.Count: > 0 };
        var response = context.Response;
        response.StatusCode = allRejected ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        response.ContentType = allRejected ? "application/problem+json" : "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            json.WriteStartObject();
            if (allRejected)
            {
                json.WriteString("title", ReasonPhrases.GetReasonPhrase(response.StatusCode));
                json.WriteNumber("status", response.StatusCode);
                json.WriteString("code", ProblemCodes.BadInput);
                json.WriteString("detail", "Every event was refused.");
            }

            json.WriteNumber("accepted", taken.Accepted);
            json.WriteNumber("duplicates", taken.Duplicates);
            json.WriteStartArray("rejected");
            foreach (var rejection in taken.Rejected)
            {
                Write(json, rejection);
            }

            json.WriteEndArray();
            json.WriteString("position", Positions.Of(tenant, taken.Position));
            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, Rejection rejection)
    {
        json.WriteStartObject();
        json.WriteNumber("index", rejection.Index);
        if (rejection.Id is not null)
        {
            json.WriteString("id", rejection.Id);
        }

        json.WriteString("code", rejection.Code);
        if (rejection.Field is not null)
        {
            json.WriteString("field", rejection.Field);
        }

        json.WriteString("message", rejection.Message);
        json.WriteEndObject();
    }
}
