using System.Globalization;

namespace CareKpi.Api.Limits;

/// <summary><c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers) of the narrower of two rates: the caller's own or the tenant's. On errors too, so they are set when the answer starts.</summary>
internal sealed record RateHeaders(HttpResponse Response, string Policy, long Left, long Seconds)
{
    public static void Tell(HttpContext context, Rates rates, long ownUsed, long used, long second)
    {
        var (own, all) = (rates.PerKey.Left(ownUsed), rates.Requests.Left(used));
        var state = own < all
            ? new RateHeaders(context.Response, rates.PerKeyPolicy, own, (ownUsed + second - 1) / second)
            : new RateHeaders(context.Response, rates.RequestsPolicy, all, (used + second - 1) / second);
        context.Response.OnStarting(static state => ((RateHeaders)state).WriteAsync(), state);
    }

    private Task WriteAsync()
    {
        Response.Headers["RateLimit-Policy"] = Policy;
        Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"requests\";r={Left};t={Seconds}");
        return Task.CompletedTask;
    }
}
