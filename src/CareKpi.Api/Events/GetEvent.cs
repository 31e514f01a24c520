using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Events;

/// <summary><see cref="Outcome"/>: <c>counts</c>, <c>superseded</c>, <c>withdrawn</c>, <c>ignored</c> with the reason in <see cref="Note"/>. <see cref="Position"/> is that of its entry in the log.</summary>
public sealed record EventTraceBody(string Source, string Id, DateTime Time, string Type, string Position, string Outcome, string? Note, JsonElement Event);

internal static class GetEvent
{
    public static async Task<IResult> HandleAsync(HttpContext context, IGrains grains, string source, string id, string? time)
    {
        long? at = null;
        if (!string.IsNullOrEmpty(time))
        {
            // A '+' of an offset that was not escaped arrives as a blank.
            at = Instants.TryParse(time.Replace(' ', '+'), out var instant) ? instant : throw ProblemException.BadInput("'time' is an instant with offset, such as 2026-03-02T09:14:05Z.", "time");
        }

        var tenant = context.Caller().Tenant;
        var trace = await grains.Intake(tenant).EventAsync(source, id, at).WithinAsync(Patience.Read, context.RequestAborted) ?? throw ProblemException.NotFound("No such event was taken in.");
        var body = new EventTraceBody(trace.Source, trace.Id, Instants.At(trace.Time), trace.Type, Positions.Of(tenant, trace.Seq), trace.Outcome, trace.Note, trace.Event);
        return Results.Json(body);
    }
}
