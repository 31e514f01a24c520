using CareKpi.Api.Access;

namespace CareKpi.Api.Limits;

/// <summary>The endpoint's bodies count as ingest of the tenant.</summary>
internal sealed record IngestRule
{
    public static readonly IngestRule Instance = new();
}

/// <summary>Charges a body by its Content-Length before it is read; one of unknown length (chunked) as it is read.</summary>
internal sealed class IngestCharge(RequestDelegate next, Budgets budgets, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IngestRule>() is not null)
        {
            var budget = await budgets.OfAsync(context.Caller().Tenant);
            if (context.Request.ContentLength is { } length)
            {
                budget.TakeBytes(length);
            }
            else
            {
                context.Request.Body = new MeteredBody(context.Request.Body, budget, clock);
            }
        }

        await next(context);
    }
}
