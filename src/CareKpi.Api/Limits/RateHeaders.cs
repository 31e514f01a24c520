using System.Globalization;

namespace CareKpi.Api.Limits;

/// <summary><c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers) of the narrower of two rates: the caller's own or the tenant's. On errors too, so they are set when the answer starts.</summary>
internal sealed record RateHeaders(HttpResponse Response, string Policy, long Left, long Seconds)
{
    public static void Tell(HttpContext context, Rates rates, (long Used, long Left) own, (long Used, long Left) all, long second)
    {
        var state = own.Left < all.Left
            ? new RateHeaders(context.Response, rates.PerKeyPolicy, own.Left, (own.Used + second - 1) / second)
            : new RateHeaders(context.Response, rates.RequestsPolicy, all.Left, (all.Used + second - 1) / second);
        context.Response.OnStarting(static state => ((RateHeaders)state).WriteAsync(), state);
    }

    private Task WriteAsync()
    {
        Response.Headers["RateLimit-Policy"] = Policy;
        Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"requests\";r={Left};t={Seconds}");
        return Task.CompletedTask;
    }
}
