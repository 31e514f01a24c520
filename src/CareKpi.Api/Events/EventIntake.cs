using System.Diagnostics.Metrics;
using CareKpi.Api.Problems;
using CareKpi.Api.Quality;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Disputes;
using CareKpi.Kpis.Events;

namespace CareKpi.Api.Events;

/// <summary>What became of a body. Rejections of parser and grain, in the order of the request.</summary>
internal sealed record IntakeResult(int Accepted, int Duplicates, IReadOnlyList<Rejection> Rejected, long Position);

/// <summary>Parses events and hands them to the tenant's writer. The one way in, for posts and imports alike.</summary>
internal sealed class EventIntake(IGrains grains, RejectionCounts counts, TimeProvider clock, IMeterFactory meters)
{
    private readonly Counter<long> events = meters.Create(CareKpiMetrics.Meter).CreateCounter<long>("carekpi.events", "{event}", "Events by outcome");

    /// <summary>Throws <see cref="ProblemException"/> where the body as a whole is refused; then nothing of it was taken.</summary>
    public Task<IntakeResult> TakeAsync(string tenant, ReadOnlySpan<byte> body, BodyForm form)
    {
        var batch = EventBatch.Rent();
        var parsed = EventParser.Parse(body, form, new ParseContext(tenant, Node.Instants.Microseconds(clock.GetUtcNow())), batch);
        if (!parsed.IsOk)
        {
            batch.Return();
            throw parsed.Status == ParseStatus.TooManyEvents ? ProblemException.TooLarge(parsed.Message!) : ProblemException.BadInput(parsed.Message!);
        }

        // The batch belongs to the grain from here on, with all that points into it.
        Rejection[] refused = [.. batch.Rejections];
        counts.Add(tenant, refused);
        return FinishAsync(tenant, grains.Intake(tenant).IngestAsync(new IngestRequest(batch)), refused);
    }

    /// <summary>Writes the node's own event of a decision about a survey answer; returns when it is durable. The same ruling counts once.</summary>
    public async Task WriteRulingAsync(string tenant, string survey, Ruling ruling, CancellationToken cancellationToken)
    {
        var batch = EventBatch.Rent();
        // Its time may lie ahead of a clock that went back: it comes after the ruling before it.
        var now = Math.Max(ruling.Time, Node.Instants.Microseconds(clock.GetUtcNow()));
        var parsed = EventParser.Parse(RulingEvent.Of(survey, ruling), BodyForm.Single, new ParseContext(tenant, now, FromNode: true), batch);
        if (!parsed.IsOk || batch.Rejections.Count > 0)
        {
            var problem = parsed.Message ?? batch.Rejections[0].Message;
            batch.Return();
            throw new InvalidOperationException($"the node's own event was refused: {problem}");
        }

        var reply = await grains.Intake(tenant).IngestAsync(new IngestRequest(batch)).WaitAsync(Node.Patience.Read, cancellationToken);
        if (reply.Accepted + reply.Duplicates != 1)
        {
            throw new InvalidOperationException("the node's own event was not taken");
        }
    }

    private async Task<IntakeResult> FinishAsync(string tenant, Task<IngestReply> ingest, Rejection[] refused)
    {
        var reply = await ingest;
        counts.Add(tenant, reply.Rejections);
        var all = reply.Rejections.Count == 0 ? refused : [.. refused.Concat(reply.Rejections).OrderBy(rejection => rejection.Index)];
        Count("accepted", reply.Accepted);
        Count("duplicate", reply.Duplicates);
        Count("rejected", all.Length);
        return new(reply.Accepted, reply.Duplicates, all, reply.Position);
    }

    private void Count(string outcome, int number)
    {
        if (number > 0)
        {
            events.Add(number, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
