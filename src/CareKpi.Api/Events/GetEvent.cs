using System.Globalization;
using System.Text.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Events;

/// <summary><see cref="Outcome"/>: <c>counts</c>, <c>superseded</c> (withdrawn, too), <c>taken</c>, <c>ignored</c>, <c>set_aside</c>; <c>unknown</c>: not found in what was looked through, ask again with
/// <c>after</c> = <see cref="Next"/>. <see cref="Position"/> is that of its entry in the log.</summary>
public sealed record EventTraceBody(string Source, string Id, DateTime? Time, string? Type, string? Position, string Outcome, string? Note, JsonElement? Event, string? Next);

internal static class GetEvent
{
    public static async Task<IResult> HandleAsync(HttpContext context, IGrains grains, string source, string id, string? time, string? after)
    {
        long? at = null;
        if (!string.IsNullOrEmpty(time))
        {
            // A '+' of an offset that was not escaped arrives as a blank.
            at = Instants.TryParse(time.Replace(' ', '+'), out var instant) ? instant : throw ProblemException.BadInput("'time' is an instant with offset, such as 2026-03-02T09:14:05Z.", "time");
        }

        int? from = null;
        if (!string.IsNullOrEmpty(after))
        {
            from = int.TryParse(after, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day) ? day : throw ProblemException.BadInput("'after' is what an answer gave as 'next'.", "after");
        }

        var tenant = context.Caller().Tenant;
        var look = await grains.Intake(tenant).EventAsync(new EventQuery(source, id, at, from)).WithinAsync(Patience.Read, context.RequestAborted);
        if (look.Event is { } trace)
        {
            return Results.Json(new EventTraceBody(trace.Source, trace.Id, Instants.At(trace.Time), trace.Type, Positions.Of(tenant, trace.Seq), trace.Outcome, trace.Note, trace.Event, null));
        }

        var next = look.Next ?? throw ProblemException.NotFound("No such event was taken in.");
        return Results.Json(new EventTraceBody(source, id, null, null, null, "unknown", "not found in the days looked through; ask again with 'after' = 'next'", null, next.ToString(CultureInfo.InvariantCulture)));
    }
}
