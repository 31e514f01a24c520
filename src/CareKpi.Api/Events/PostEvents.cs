using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Engine.Grains;

namespace CareKpi.Api.Events;

/// <summary><c>POST /v1/events</c>.</summary>
internal sealed class PostEvents(EventIntake intake, BytesInFlight budget, CareKpiApiOptions options) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Bodies are parsed by half of the processors at a time: one parses faster than a writer applies, and reads, which are short, do not stand behind a crowd of batches.</summary>
    private readonly SemaphoreSlim parsers = new(Math.Max(1, Environment.ProcessorCount / 2));

    public async Task HandleAsync(HttpContext context)
    {
        var tenant = context.Caller().Tenant;
        var form = EventForms.Of(context.Request);
        using var body = await EventBody.ReadAsync(context.Request, tenant, budget, options.IngestBodyPatience, context.RequestAborted);
        if (!await parsers.WaitAsync(Longest, context.RequestAborted))
        {
            throw new UnavailableException("too many bodies wait to be parsed", Retry);
        }

        Task<IntakeResult> taking;
        try
        {
            taking = intake.TakeAsync(tenant, body.Bytes.Span, form);
        }
        finally
        {
            parsers.Release();
        }

        await IngestAnswers.WriteAsync(context, tenant, await taking.WithinAsync(Patience.Store, context.RequestAborted));
    }

    public void Dispose() => parsers.Dispose();
}
