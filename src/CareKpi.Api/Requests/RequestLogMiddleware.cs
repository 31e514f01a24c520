using System.Diagnostics;
using CareKpi.Api.Access;
using Microsoft.Extensions.Logging;

namespace CareKpi.Api.Requests;

/// <summary>One line a request, without keys, addresses or query strings. Of the many that go well on the hot paths one in a hundred is written; health checks are not.</summary>
internal sealed class RequestLogMiddleware(RequestDelegate next, ILogger<RequestLogMiddleware> log)
{
    private const int SampleEvery = 100;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private long served;

    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        var took = Stopwatch.GetElapsedTime(start);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        if (log.IsEnabled(LogLevel.Information) && Wanted(route, context.Response.StatusCode, took))
        {
            log.LogInformation("{Method} {Route} {Status} in {Milliseconds} ms for {Tenant} ({Request})",
                context.Request.Method, route, context.Response.StatusCode, (long)took.TotalMilliseconds, context.Features.Get<Caller>()?.Tenant, context.TraceIdentifier);
        }
    }

    private bool Wanted(string route, int status, TimeSpan took) => route switch
    {
        _ when status >= 500 || took > Slow => true,
        "/healthz/live" or "/healthz/ready" => false,
        "/v1/events" or "/v1/scorecards" => Interlocked.Increment(ref served) % SampleEvery == 1,
        _ => true,
    };
}
