using CareKpi.Api.Access;
using CareKpi.Api.Node;

namespace CareKpi.Api.Events;

/// <summary><c>POST /v1/events</c>.</summary>
internal sealed class PostEvents(EventIntake intake, BytesInFlight budget, CareKpiApiOptions options)
{
    public async Task HandleAsync(HttpContext context)
    {
        var tenant = context.Caller().Tenant;
        var form = EventForms.Of(context.Request);
        using var body = await EventBody.ReadAsync(context.Request, tenant, budget, options.IngestBodyPatience, context.RequestAborted);
        var taken = await intake.TakeAsync(tenant, body.Bytes.Span, form).WithinAsync(Patience.Store, context.RequestAborted);
        await IngestAnswers.WriteAsync(context, tenant, taken);
    }
}
